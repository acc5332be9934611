package dev.darkroom.local;

import dev.darkroom.link.Origin;
import dev.darkroom.notification.WebhookOrigins;
import jakarta.inject.Singleton;
import java.util.Set;

/** Webhooks may go to any port of this machine, over http too. */
@Singleton
class LoopbackWebhooks extends WebhookOrigins {
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  @Override
  public boolean isTrusted(Origin origin) {
    return HERE.contains(origin.host());
  }
}
