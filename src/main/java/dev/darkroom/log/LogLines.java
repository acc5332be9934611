package dev.darkroom.log;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.formatters.StructuredFormatter;

/**
 * Has lines written as {@link LineJson} has them wherever the log is JSON. Quarkus' own JSON would
 * nest their fields, where CloudWatch finds no metric; and it has no place for a formatter of an
 * application, so that this is put in its place.
 */
@ApplicationScoped
class LogLines {
  private final LogConfig config;

  LogLines(LogConfig config) {
    this.config = config;
  }

  void install(@Observes StartupEvent start) {
    install(LogContext.getLogContext().getLogger("").getHandlers());
  }

  void install(Handler... handlers) {
    for (var handler : handlers) {
      if (handler.getFormatter() instanceof StructuredFormatter json) {
        handler.setFormatter(new LineFormatter(json, config.metrics()));
      }
      if (handler instanceof ExtHandler parent) {
        install(parent.getHandlers());
      }
    }
  }
}
