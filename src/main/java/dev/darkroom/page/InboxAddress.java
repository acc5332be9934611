package dev.darkroom.page;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;

/** Where the page finds an inbox of webhooks. There is none, but in local mode. */
@DefaultBean
@Singleton
public class InboxAddress {
  /** Its path, beside that of the page and without a slash before it; empty: there is no inbox. */
  public String path() {
    return "";
  }
}
