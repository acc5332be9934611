package dev.darkroom.bench;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * A connection that notes when bytes came and went, so that the server's half of a handshake can be
 * told from the client's. Both share it in turns: the server works from the arrival of the client's
 * greeting until its own last word has left, and again from the client's last word on.
 */
final class NotedSocket extends Socket {
  private long greeted;
  private long answered;
  private long heard;

  /** A server whose connections are such. */
  static ServerSocket server() throws IOException {
    return new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()) {
      @Override
      public Socket accept() throws IOException {
        var socket = new NotedSocket();
        implAccept(socket);
        return socket;
      }
    };
  }

  /** Makes the handshake of a layer upon this one, and tells when the server was at work in it. */
  List<Call> shakeHands(SSLSocket layer) throws IOException {
    layer.startHandshake();
    return List.of(Call.handshake(greeted, answered), Call.handshake(heard, System.nanoTime()));
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        int read = super.read();
        noteRead();
        return read;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        noteRead();
        return read;
      }
    };
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(int one) throws IOException {
        out.write(one);
        noteWrite();
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        noteWrite();
      }
    };
  }

  private void noteRead() {
    if (greeted == 0) {
      greeted = System.nanoTime();
    } else if (answered > 0 && heard == 0) {
      heard = System.nanoTime();
    }
  }

  private void noteWrite() {
    if (heard == 0) {
      answered = System.nanoTime();
    }
  }
}
