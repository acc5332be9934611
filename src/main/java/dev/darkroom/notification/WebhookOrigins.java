package dev.darkroom.notification;

import dev.darkroom.link.Origin;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;

/**
 * Origins beyond {@code DARKROOM_DELIVERY_TRUSTED_ORIGINS} to which webhooks may go though they are
 * private or plain http. There are none, but in local mode.
 */
@DefaultBean
@Singleton
public class WebhookOrigins {
  /** Whether webhooks may go there. */
  public boolean isTrusted(Origin origin) {
    return false;
  }
}
