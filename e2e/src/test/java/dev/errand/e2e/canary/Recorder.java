package dev.errand.e2e.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands between an HTTP server and its callers, and keeps every byte that either says.
 * Thread-safe.
 */
final class Recorder implements Closeable {

  private final int target;
  private final ServerSocket listener;
  private final Queue<ByteArrayOutputStream> requests = new ConcurrentLinkedQueue<>();
  private final Queue<ByteArrayOutputStream> answers = new ConcurrentLinkedQueue<>();

  /**
   * Listens on a free port of the loopback address.
   *
   * @param target port of the server, which need not be there yet
   */
  Recorder(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("recorder").start(this::accept);
  }

  String url() {
    return "http://localhost:" + listener.getLocalPort();
  }

  /** All that callers said until now, a connection after the other. */
  String requests() {
    return text(requests);
  }

  /** All that the server said until now. */
  String answers() {
    return text(answers);
  }

  private static String text(Queue<ByteArrayOutputStream> connections) {
    return connections.stream().map(each -> each.toString(ISO_8859_1)).collect(joining("\r\n"));
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket caller = listener.accept();
        Thread.ofVirtual().start(() -> connect(caller));
      } catch (IOException closed) {
        // The loop ends if it is; otherwise that caller is gone.
      }
    }
  }

  private void connect(Socket caller) {
    try (caller;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      Thread there = Thread.ofVirtual().start(() -> pass(caller, server, kept(requests)));
      pass(server, caller, kept(answers));
      there.join();
    } catch (IOException nobodyThere) {
      // The caller sees that its connection ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ByteArrayOutputStream kept(Queue<ByteArrayOutputStream> connections) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    connections.add(kept);
    return kept;
  }

  private static void pass(Socket from, Socket to, OutputStream kept) {
    byte[] chunk = new byte[8_192];
    try {
      InputStream in = from.getInputStream();
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        kept.write(chunk, 0, length);
        to.getOutputStream().write(chunk, 0, length);
      }
    } catch (IOException gone) {
      // Told to the other side below.
    } finally {
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // That is what was wanted.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
