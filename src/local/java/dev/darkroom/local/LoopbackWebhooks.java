package dev.darkroom.local;

import dev.darkroom.link.Origin;
import dev.darkroom.notification.WebhookOrigins;
import jakarta.inject.Singleton;

/** Webhooks may go to any port of this machine, over http too. */
@Singleton
class LoopbackWebhooks extends WebhookOrigins {
  @Override
  public boolean isTrusted(Origin origin) {
    return LocalCallers.HERE.contains(origin.host());
  }
}
