package dev.darkroom.page;

import java.util.Locale;

/**
 * One file of the page, as browsers get it.
 *
 * @param bytes not compressed
 */
@SuppressWarnings("ArrayRecordComponent") // carried to its writer, never compared
public record PageFile(String name, byte[] bytes) {
  /** The type that browsers are told, for they do not guess it here. */
  public String contentType() {
    return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/javascript; charset=utf-8";
    };
  }
}
