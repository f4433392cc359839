package dev.syntheticdata.worker.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import java.util.Map;

/**
 * Logs on the stream of errors: lines for people, or with {@code LOG_FORMAT=json} one JSON object
 * for each event. {@code LOG_LEVEL} is {@code INFO} unless set; libraries are heard from {@code
 * WARN} on. A configuration file, where somebody has put one, wins.
 *
 * <p>It is in Java because reading the same from XML took a fifth of a second of every run, and a
 * run may be as short as one.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {

  private static final List<String> FILES = List.of("logback-test.xml", "logback.xml");

  private final Map<String, String> environment;

  /** For logback, which finds it as a service. */
  public LogConfigurator() {
    this(System.getenv());
  }

  LogConfigurator(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (hasFile()) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    log(context);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static boolean hasFile() {
    var loader = LogConfigurator.class.getClassLoader();
    return System.getProperty("logback.configurationFile") != null
        || FILES.stream().anyMatch(file -> loader.getResource(file) != null);
  }

  void log(LoggerContext context) {
    var encoder = "json".equals(environment.get("LOG_FORMAT")) ? json() : lines(context);
    encoder.setContext(context);
    encoder.start();
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setName("STDERR");
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(console);
    context
        .getLogger("dev.syntheticdata")
        .setLevel(Level.toLevel(environment.get("LOG_LEVEL"), Level.INFO));
  }

  private static Encoder<ILoggingEvent> json() {
    var json = new JsonEncoder();
    json.setWithSequenceNumber(false);
    json.setWithNanoseconds(false);
    json.setWithThreadName(false);
    json.setWithContext(false);
    json.setWithMDC(false);
    json.setWithArguments(false);
    return json;
  }

  private static Encoder<ILoggingEvent> lines(LoggerContext context) {
    var layout = new LineLayout();
    layout.setContext(context);
    layout.start();
    var lines = new LayoutWrappingEncoder<ILoggingEvent>();
    lines.setLayout(layout);
    return lines;
  }
}
