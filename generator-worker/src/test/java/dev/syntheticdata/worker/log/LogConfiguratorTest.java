package dev.syntheticdata.worker.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogConfiguratorTest {

  /** What is logged on the stream of errors, from a context with this configuration. */
  private static String logged(Map<String, String> environment) {
    var written = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      var context = new LoggerContext();
      context.setMDCAdapter(new LogbackMDCAdapter());
      new LogConfigurator(environment).log(context);
      log(context.getLogger("dev.syntheticdata.worker.Some"));
      context.getLogger("org.library").info("not heard");
      context.getLogger("org.library").warn("heard");
      context.stop();
    } finally {
      System.setErr(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }

  private static void log(Logger logger) {
    logger.debug("Detail");
    logger.info("Plain {}", "argument");
    logger.atWarn().addKeyValue("rows", 3).addKeyValue("name", "a b").log("With keys");
    logger
        .atError()
        .setCause(new IllegalStateException("outer", new IOException("inner")))
        .addKeyValue("family", (Object) null)
        .log("Failed");
  }

  @Test
  void peopleGetLines() {
    assertThat(logged(Map.of()).lines())
        .satisfiesOnlyOnce(l -> assertThat(l).matches("[0-9:.]{12} INFO  Plain argument ?"))
        .satisfiesOnlyOnce(l -> assertThat(l).endsWith("WARN  With keys rows=\"3\" name=\"a b\""))
        .satisfiesOnlyOnce(l -> assertThat(l).endsWith("ERROR Failed family=\"null\""))
        .satisfiesOnlyOnce(l -> assertThat(l).endsWith("WARN  heard "))
        .contains("Caused by: java.io.IOException: inner")
        .noneMatch(l -> l.contains("Detail") || l.contains("not heard"));
  }

  @Test
  void lineIsWhatThePatternSays() {
    var context = new LoggerContext();
    var pattern = new PatternLayout();
    pattern.setContext(context);
    pattern.setPattern("%d{HH:mm:ss.SSS} %-5level %msg %kvp%n%ex");
    pattern.start();
    var events = new ListAppender<ILoggingEvent>();
    events.setContext(context);
    events.start();
    var logger = context.getLogger("a");
    logger.addAppender(events);
    log(logger);

    assertThat(events.list).hasSize(4);
    var layout = new LineLayout();
    for (var event : events.list) {
      assertThat(layout.doLayout(event)).isEqualTo(pattern.doLayout(event));
    }
  }

  @Test
  void machinesGetAnObjectForEachEvent() throws JsonProcessingException {
    var lines = logged(Map.of("LOG_FORMAT", "json")).lines().toList();

    assertThat(lines).hasSize(4);
    var json = new ObjectMapper();
    var event = json.readTree(lines.get(1));
    assertThat(event.fieldNames())
        .toIterable()
        .containsExactly("timestamp", "level", "loggerName", "kvpList", "message", "throwable");
    assertThat(event.get("level").asText()).isEqualTo("WARN");
    assertThat(event.get("message").asText()).isEqualTo("With keys");
    assertThat(event.at("/kvpList/0/rows").asText()).isEqualTo("3");
    assertThat(json.readTree(lines.get(2)).at("/throwable/message").asText()).isEqualTo("outer");
  }

  @Test
  void levelIsThatOfTheEnvironment() {
    assertThat(logged(Map.of("LOG_LEVEL", "DEBUG"))).contains("DEBUG Detail");
    assertThat(logged(Map.of("LOG_LEVEL", "ERROR")))
        .doesNotContain("Plain", "With keys")
        .contains("Failed");
  }

  @Test
  void isFoundAndGivesWayToAFile() {
    var found = ServiceLoader.load(Configurator.class).stream().map(ServiceLoader.Provider::type);
    assertThat(found.map(Class::getName)).containsExactly(LogConfigurator.class.getName());

    // Tests have a logback-test.xml.
    var context = new LoggerContext();
    assertThat(new LogConfigurator().configure(context))
        .isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
    assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders()).isExhausted();
  }
}
