package dev.darkroom.local;

import dev.darkroom.page.InboxAddress;
import jakarta.inject.Singleton;

/** The page shows the inbox of {@link WebhookResource}. */
@Singleton
class LocalInboxAddress extends InboxAddress {
  @Override
  public String path() {
    return WebhookResource.PATH;
  }
}
