package dev.errand.e2e.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A link that can be cut: what connects to its port is connected to the target. Thread-safe.
 *
 * <ol>
 *   <li>{@link #cut} ends all connections with a reset; new ones are made as before.
 *   <li>While it is {@link #hold held}, connections stay open and nothing passes: neither side can
 *       tell that from a slow peer.
 *   <li>After {@link #silence} nothing passes ever again on the connections there are, and nobody
 *       is told, as when a firewall forgot them; new ones are made as before.
 * </ol>
 */
final class TcpProxy implements Closeable {

  private static final int CHUNK = 16_384;

  private final int target;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private boolean held;
  private final AtomicInteger silences = new AtomicInteger();

  /**
   * Listens on a free port of the loopback address.
   *
   * @param target port of the loopback address; nobody needs to listen there yet
   */
  TcpProxy(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("proxy-" + target).start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException closed) {
        // The loop ends if it is; otherwise that client is gone.
      }
    }
  }

  private void connect(Socket client) {
    open.add(client);
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      int since = silences.get();
      Thread.ofVirtual().start(() -> pump(client, server, since));
      pump(server, client, since);
    } catch (IOException nobodyThere) {
      resetWhenClosed(client);
      end(client);
    }
  }

  /** Brings what comes from one to the other until either is gone; then both are. */
  private void pump(Socket from, Socket to, int since) {
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        awaitRelease();
        if (since == silences.get()) {
          out.write(chunk, 0, length);
        }
      }
      awaitRelease();
    } catch (IOException gone) {
      // Told to the other side below.
    } finally {
      end(from);
      end(to);
    }
  }

  private void awaitRelease() {
    lock.lock();
    try {
      while (held) {
        released.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends all connections there are with a reset. How many there were. */
  int cut() {
    List<Socket> cut = List.copyOf(open);
    cut.forEach(TcpProxy::resetWhenClosed); // all of them, before one's end is told to the other
    cut.forEach(this::end);
    return cut.size() / 2;
  }

  /** Nothing passes any more on the connections there are. */
  void silence() {
    silences.incrementAndGet();
  }

  /** Nothing passes from now on. */
  void hold() {
    lock.lock();
    try {
      held = true;
    } finally {
      lock.unlock();
    }
  }

  /** What was held back passes, and all that follows. */
  void release() {
    lock.lock();
    try {
      held = false;
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static void resetWhenClosed(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closed) {
      // Then there is nothing to reset.
    }
  }

  private void end(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException closed) {
      // That is what was wanted.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    release();
    cut();
  }
}
