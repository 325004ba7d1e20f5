package dev.errand.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP port of the loopback address that nobody listens on.
 *
 * <p>It is none of those that systems give to outgoing connections (Linux from 32768, others from
 * 49152): of these each may be in use a moment after it was found free, and on this machine there
 * are hundreds of connections.
 */
public final class FreePort {

  static final int LOWEST = 20_000;
  static final int COUNT = 12_000;

  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePort() {}

  /** Any free port, and not the same one twice. Only who asks for that very port can take it. */
  public static int any() {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("All ports from " + LOWEST + " are in use");
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** The given port, or any free one if it is 0. */
  static int orAny(int port) {
    return port == 0 ? any() : port;
  }
}
