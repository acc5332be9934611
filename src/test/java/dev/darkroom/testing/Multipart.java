package dev.darkroom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A form, written as HTTP clients write one (RFC 7578). */
public final class Multipart {
  private static final String BOUNDARY = "----formdata-4711";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** The media type that goes with it. */
  public String type() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  public Multipart text(String name, String value) {
    return part("form-data; name=\"" + name + "\"", "", value.getBytes(UTF_8));
  }

  public Multipart file(String name, String fileName, String type, byte[] content) {
    return part(
        "form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"",
        "Content-Type: " + type + "\r\n",
        content);
  }

  /** Any part: its disposition, further header lines, and its content. */
  public Multipart part(String disposition, String headers, byte[] content) {
    bytes.writeBytes(
        ("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n" + headers + "\r\n")
            .getBytes(UTF_8));
    bytes.writeBytes(content);
    bytes.writeBytes("\r\n".getBytes(UTF_8));
    return this;
  }

  /** The whole form, with its last boundary. */
  public byte[] bytes() {
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(bytes.toByteArray());
    whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return whole.toByteArray();
  }
}
