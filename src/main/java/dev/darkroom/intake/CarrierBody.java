package dev.darkroom.intake;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * The body of an HTTP request in the event of its carrier.
 *
 * <p>It may have megabytes. So it is decoded as it is read, and is in memory once: not as the text
 * that it is written in beside the bytes that it means.
 */
public final class CarrierBody {
  /** The name of its field. */
  static final String NAME = "body";

  private static final Base64Variant BASE_64 =
      Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

  private CarrierBody() {}

  /**
   * The text of the body, as it was sent.
   *
   * @param event of the carrier, as Lambda handed it over
   * @return empty where there is no text
   */
  public static Optional<String> text(byte[] event) {
    return read(event, JsonParser::getText);
  }

  /**
   * The bytes that a body in base 64 means.
   *
   * @param event of the carrier, as Lambda handed it over
   * @return empty where there is no text, or another one
   */
  public static Optional<byte[]> base64(byte[] event) {
    return read(event, json -> json.getBinaryValue(BASE_64));
  }

  private static <T> Optional<T> read(byte[] event, Reading<T> reading) {
    try (var json = StrictJson.parser(event)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean isBody = json.currentName().equals(NAME);
        var value = json.nextToken();
        if (isBody) {
          return value == JsonToken.VALUE_STRING ? Optional.of(reading.of(json)) : Optional.empty();
        }
        json.skipChildren();
      }
      return Optional.empty();
    } catch (IOException noBase64) { // that the event is JSON was seen before
      return Optional.empty();
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(JsonParser json) throws IOException;
  }
}
