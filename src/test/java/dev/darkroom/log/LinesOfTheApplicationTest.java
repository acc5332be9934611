package dev.darkroom.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;
import org.junit.jupiter.api.Test;

/** The application as it starts where its log is JSON: that is, everywhere but on a laptop. */
@QuarkusTest
@TestProfile(LinesOfTheApplicationTest.InJson.class)
class LinesOfTheApplicationTest {

  @Test
  void itsConsoleWritesOurLines() {
    var formatters = new ArrayList<Formatter>();
    collect(formatters, LogContext.getLogContext().getLogger("").getHandlers());

    assertThat(formatters).hasAtLeastOneElementOfType(LineFormatter.class);
  }

  private static void collect(List<Formatter> formatters, Handler... handlers) {
    for (var handler : handlers) {
      formatters.add(handler.getFormatter());
      if (handler instanceof ExtHandler parent) {
        collect(formatters, parent.getHandlers());
      }
    }
  }

  /** As in production. */
  public static final class InJson implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("darkroom.log-json", "true");
    }
  }
}
