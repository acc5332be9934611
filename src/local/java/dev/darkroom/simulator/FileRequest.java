package dev.darkroom.simulator;

import com.sun.net.httpserver.HttpExchange;
import dev.darkroom.simulator.fault.LinkFault;
import dev.darkroom.simulator.fault.OddText;
import dev.darkroom.simulator.protocol.ApiRequest;
import dev.darkroom.simulator.protocol.SimulatedTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One fetch, and how much of it has left. */
final class FileRequest {
  final HttpExchange exchange;
  final ApiRequest call;
  final SimulatedTask task;
  final int index;
  private final String folder;
  long sent;

  /**
   * @param folder what the path has before the picture's name, or empty
   */
  FileRequest(
      HttpExchange exchange, ApiRequest call, SimulatedTask task, int index, String folder) {
    this.exchange = exchange;
    this.call = call;
    this.task = task;
    this.index = index;
    this.folder = folder;
  }

  /** Whether an odd address arrived as it was handed out. */
  boolean isAddressWhole() {
    var odd = OddText.in(call.query());
    if (!task.has(LinkFault.ODD_LINKS, index)) {
      return folder.isEmpty() && (odd.isEmpty() || OddText.isSame(OddText.IN_HEADERS, odd));
    }
    var handedOut = task.faults().value(LinkFault.ODD_LINKS).orElseThrow();
    // The path is decoded already: its percent signs are themselves.
    return OddText.isSame(handedOut, folder.replace("%", "%25")) && OddText.isSame(handedOut, odd);
  }

  static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    byte[] text = why.getBytes(StandardCharsets.UTF_8);
    boolean isBare = status == 204 || exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, isBare ? -1 : text.length);
    if (!isBare) {
      exchange.getResponseBody().write(text);
    }
  }

  void refuse(int status, String why) throws IOException {
    refuse(exchange, status, why);
  }

  void redirect(String target) throws IOException {
    exchange.getResponseHeaders().set("Location", target);
    exchange.sendResponseHeaders(302, -1);
  }

  void send(String contentType, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    if (call.method().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, body.length);
    write(body);
  }

  void sendHalf(String contentType, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(200, body.length);
    write(Arrays.copyOf(body, body.length / 2));
  }

  void sendEndless(String contentType, byte[] beginning, long length) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(200, 0);
    write(beginning);
    byte[] filling = new byte[64 << 10];
    while (sent < length) {
      write(filling);
    }
  }

  private void write(byte[] bytes) throws IOException {
    var body = exchange.getResponseBody();
    body.write(bytes);
    body.flush();
    sent += bytes.length;
  }
}
