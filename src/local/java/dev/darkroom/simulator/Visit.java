package dev.darkroom.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** One fetch, and how much of it has left. */
final class Visit {
  final HttpExchange exchange;
  final Call call;
  final SimulatedTask task;
  final int index;
  long sent;

  Visit(HttpExchange exchange, Call call, SimulatedTask task, int index) {
    this.exchange = exchange;
    this.call = call;
    this.task = task;
    this.index = index;
  }

  void send(byte[] body) throws IOException {
    if (call.method().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, body.length);
    write(body);
  }

  void sendHalf(byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    write(Arrays.copyOf(body, body.length / 2));
  }

  void sendEndless(byte[] beginning, long length) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    write(beginning);
    byte[] filling = new byte[64 << 10];
    while (sent < length) {
      write(filling);
    }
  }

  private void write(byte[] bytes) throws IOException {
    OutputStream body = exchange.getResponseBody();
    body.write(bytes);
    body.flush();
    sent += bytes.length;
  }
}
