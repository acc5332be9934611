package dev.darkroom.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP request, read to its end.
 *
 * @param headers by their names in lower case
 * @param body empty for a PUT, which is an object and may be large: its bytes are read and dropped
 */
record Request(String method, String path, Map<String, String> headers, String body) {

  static Request read(InputStream in, OutputStream out) throws IOException {
    var start = line(in).split(" ", 3);
    var headers = new HashMap<String, String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    var body = new ByteArrayOutputStream();
    copy(in, headers, start[0].equals("PUT") ? OutputStream.nullOutputStream() : body);
    return new Request(start[0], start[1], headers, body.toString(StandardCharsets.UTF_8));
  }

  private static void copy(InputStream in, Map<String, String> headers, OutputStream to)
      throws IOException {
    if (!headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      copy(in, Long.parseLong(headers.getOrDefault("content-length", "0")), to);
      return;
    }
    long size;
    do {
      size = Long.parseLong(line(in), 16);
      copy(in, size, to);
      line(in);
    } while (size > 0);
  }

  private static void copy(InputStream in, long bytes, OutputStream to) throws IOException {
    var buffer = new byte[64 * 1024];
    long left = bytes;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException();
      }
      to.write(buffer, 0, read);
      left -= read;
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
