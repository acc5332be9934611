package dev.darkroom.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A whole answer (RFC 9112) with its body.
 *
 * @param isLast whether no other request may be sent on its connection
 */
record HttpResponse(HttpExecuteResponse response, boolean isLast) {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: (.*))?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})\\s*(?:;.*)?");

  /** Of head and trailers, in bytes. */
  private static final int MAX_HEAD = 64 * 1024;

  /** DynamoDB, the most talkative, answers 16 MB at most. */
  private static final int MAX_BODY = 32 << 20;

  /**
   * Reads one answer.
   *
   * @throws IOException if it is no HTTP, ends early or is too large
   */
  static HttpResponse read(InputStream in, boolean hasBody) throws IOException {
    var head = head(in);
    while (head.statusCode() < 200) {
      head = head(in); // a word in between
    }
    boolean isEmpty = !hasBody || head.statusCode() == 204 || head.statusCode() == 304;
    boolean isOpen = !isEmpty && !isChunked(head) && length(head).isEmpty();
    var body = isEmpty ? new byte[0] : body(in, head);
    var response =
        HttpExecuteResponse.builder()
            .response(head)
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
            .build();
    boolean isClosing =
        head.firstMatchingHeader("Connection").filter("close"::equalsIgnoreCase).isPresent();
    return new HttpResponse(response, isClosing || isOpen);
  }

  /** The same answer, of a connection on which no other request may be sent. */
  HttpResponse asTheLast() {
    return new HttpResponse(response, true);
  }

  private static SdkHttpResponse head(InputStream in) throws IOException {
    var lines = new Lines(in);
    var first = lines.next();
    var status = STATUS.matcher(first);
    if (!status.matches()) {
      throw new IOException("the answer is no HTTP/1.1");
    }
    var head = SdkHttpResponse.builder().statusCode(Integer.parseInt(status.group(1)));
    if (status.group(2) != null) {
      head.statusText(status.group(2));
    }
    for (var line = lines.next(); !line.isEmpty(); line = lines.next()) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new IOException("the answer has a header without a name");
      }
      head.appendHeader(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return head.build();
  }

  private static byte[] body(InputStream in, SdkHttpResponse head) throws IOException {
    if (isChunked(head)) {
      return chunks(in);
    }
    var length = length(head);
    return length.isPresent()
        ? exactly(in, Integer.parseInt(length.get()))
        : in.readNBytes(MAX_BODY);
  }

  private static boolean isChunked(SdkHttpResponse head) {
    return head.firstMatchingHeader("Transfer-Encoding")
        .filter("chunked"::equalsIgnoreCase)
        .isPresent();
  }

  private static Optional<String> length(SdkHttpResponse head) {
    return head.firstMatchingHeader("Content-Length")
        .filter(text -> LENGTH.matcher(text).matches());
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      var lines = new Lines(in);
      var size = CHUNK.matcher(lines.next());
      if (!size.matches()) {
        throw new IOException("the answer has a chunk without a size");
      }
      long count = Long.parseLong(size.group(1), 16);
      if (count == 0) {
        while (!lines.next().isEmpty()) {
          // trailers say nothing that is needed
        }
        return body.toByteArray();
      }
      if (count > MAX_BODY - body.size()) {
        throw tooLarge();
      }
      body.writeBytes(exactly(in, (int) count));
      lines.next();
    }
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    if (count > MAX_BODY) {
      throw tooLarge();
    }
    var bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the answer ended early");
    }
    return bytes;
  }

  private static IOException tooLarge() {
    return new IOException("the answer is larger than " + MAX_BODY + " bytes");
  }

  /** Header lines, as many as fit into a head. */
  private static final class Lines {
    private final InputStream in;
    private int left = MAX_HEAD;

    Lines(InputStream in) {
      this.in = in;
    }

    String next() throws IOException {
      var line = new ByteArrayOutputStream();
      for (int one = in.read(); one != '\n'; one = in.read()) {
        if (one < 0) {
          throw new EOFException("no answer came, or not all of it");
        }
        if (--left < 0) {
          throw new IOException("the head of the answer is too long");
        }
        line.write(one);
      }
      return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
  }
}
