package dev.syntheticdata.worker.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An event as a line: time of day, level, message, keys, and the stack trace, if any, below it.
 * What logback makes of the pattern {@code %d{HH:mm:ss.SSS} %-5level %msg %kvp%n%ex}, without a
 * parser and the dozens of classes of its words.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {

  @Override
  public String doLayout(ILoggingEvent event) {
    return String.format(
        Locale.ROOT,
        "%1$tT.%1$tL %2$-5s %3$s %4$s%n%5$s",
        event.getTimeStamp(),
        event.getLevel(),
        event.getFormattedMessage(),
        keys(event),
        ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  private static String keys(ILoggingEvent event) {
    var pairs = event.getKeyValuePairs();
    return pairs == null
        ? ""
        : pairs.stream()
            .map(pair -> pair.key + "=\"" + pair.value + "\"")
            .collect(Collectors.joining(" "));
  }
}
