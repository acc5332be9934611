package dev.darkroom.log;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;

/**
 * Makes every handler write lines as {@link LineJson} does. Quarkus' own JSON would nest the
 * fields, where CloudWatch finds no metric. It also looks for its writer four times at every start
 * (performance.md).
 */
@ApplicationScoped
class LogSetup {
  private final LogConfig config;

  LogSetup(LogConfig config) {
    this.config = config;
  }

  /** Runs before anything else logs. */
  void install(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
    install(LogContext.getLogContext().getLogger("").getHandlers());
  }

  void install(Handler... handlers) {
    if (!config.logJson()) {
      return;
    }
    for (var handler : handlers) {
      if (handler.getFormatter() != null) {
        handler.setFormatter(new LineFormatter(config.metrics()));
      }
      if (handler instanceof ExtHandler parent) {
        install(parent.getHandlers());
      }
    }
  }
}
