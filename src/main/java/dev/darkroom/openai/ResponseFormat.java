package dev.darkroom.openai;

import java.util.Optional;

/** How an image is answered: OpenAI's {@code response_format}. */
public enum ResponseFormat {
  /** As a link that expires. */
  URL("url"),
  /** As base 64 within the answer. */
  BASE64("b64_json");

  public static final String FIELD = "response_format";
  public static final String EXPECTED = "must be \"url\" or \"b64_json\"";

  private final String text;

  ResponseFormat(String text) {
    this.text = text;
  }

  /** As OpenAI writes it. */
  public String text() {
    return text;
  }

  /** The format of that name. */
  public static Optional<ResponseFormat> parse(String text) {
    for (var format : values()) {
      if (format.text.equals(text)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
