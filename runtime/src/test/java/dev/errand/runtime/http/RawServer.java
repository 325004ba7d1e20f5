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
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A server on a real socket that counts requests and answers each connection by a script. */
final class RawServer implements AutoCloseable {

  /** What to do after a request was read. */
  enum Then {
    KEEP_OPEN,
    CLOSE,
    RESET,
    /** Sends one more chunk again and again, and never comes to an end. */
    DRIP
  }

  record Script(String answer, Then then) {}

  private final ServerSocket listening;
  private final Script script;
  private final CountDownLatch left = new CountDownLatch(1);
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
        if (script.then() == Then.DRIP) {
          drip(socket);
        }
      }
    } catch (IOException gone) {
      // The client went away: nothing more to serve.
    } finally {
      left.countDown();
    }
  }

  private void drip(Socket socket) throws IOException {
    byte[] again = "1\r\n \r\n".getBytes(StandardCharsets.US_ASCII);
    while (true) {
      socket.getOutputStream().write(again);
      socket.getOutputStream().flush();
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  /** Waits until a client has gone away. */
  boolean awaitLeft() throws InterruptedException {
    return left.await(30, TimeUnit.SECONDS);
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
