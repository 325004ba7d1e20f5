package dev.errand.runtime.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a real socket that counts requests and answers each connection by a script. */
final class RawServer implements AutoCloseable {

  /** What to do after a request was read. */
  enum Then {
    KEEP_OPEN,
    CLOSE,
    RESET
  }

  record Script(String answer, Then then) {}

  private final ServerSocket listening;
  private final Script script;
  private final AtomicInteger requests = new AtomicInteger();

  RawServer(Script script) throws IOException {
    this.script = script;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  int requests() {
    return requests.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      while (readRequest(in)) {
        requests.incrementAndGet();
        if (script.then() == Then.RESET) {
          socket.setSoLinger(true, 0);
          return;
        }
        socket.getOutputStream().write(script.answer().getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        if (script.then() == Then.CLOSE) {
          return;
        }
      }
    } catch (IOException gone) {
      // The client went away: nothing more to serve.
    }
  }

  private static boolean readRequest(BufferedReader in) throws IOException {
    int length = 0;
    String line = in.readLine();
    if (line == null) {
      return false;
    }
    while (line != null && !line.isEmpty()) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).trim());
      }
      line = in.readLine();
    }
    return in.skip(length) == length;
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
