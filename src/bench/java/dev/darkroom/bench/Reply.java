package dev.darkroom.bench;

import dev.darkroom.bench.Call.Item;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The answer to one request.
 *
 * @param kind what the call is counted as
 */
record Reply(String kind, Item item, int status, Map<String, String> headers, Content content) {

  /** A body that may be too large to be held. */
  interface Content {
    long length();

    /** Whether its length is said before it comes. */
    default boolean isLengthSaid() {
      return true;
    }

    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  static Reply of(String kind, int status, String contentType, String text) {
    return new Reply(kind, Item.NONE, status, Map.of("Content-Type", contentType), content(text));
  }

  static Reply json(String kind, String json) {
    return of(kind, 200, "application/json", json);
  }

  static Reply empty(String kind, int status, Map<String, String> headers) {
    return new Reply(kind, Item.NONE, status, headers, content(""));
  }

  Reply about(Item read) {
    return new Reply(kind, read, status, headers, content);
  }

  /** Without a last flush. */
  void write(OutputStream out, boolean hasBody) throws IOException, InterruptedException {
    var head = new StringBuilder("HTTP/1.1 " + status + " Fake\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append(
        content.isLengthSaid()
            ? "Content-Length: " + content.length() + "\r\n\r\n"
            : "Transfer-Encoding: chunked\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.UTF_8));
    if (hasBody) {
      content.writeTo(out);
    }
  }

  private static Content content(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Content() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }
}
