package dev.errand.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A TCP port of the loopback address that nobody listens on. */
public final class FreePort {

  private FreePort() {}

  /** Any free port. Somebody else may take it before you do; that is rare and loud. */
  public static int any() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The given port, or any free one if it is 0. */
  static int orAny(int port) {
    return port == 0 ? any() : port;
  }
}
