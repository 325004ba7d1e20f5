package dev.errand.local.stack;

import dev.errand.local.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A server's port is its own. */
final class RequireFree {

  private RequireFree() {}

  /**
   * Nobody else listens there, if the server does not run.
   *
   * @param variable by which another port is chosen
   * @throws StackProblem if somebody does
   */
  static void port(ServerProcess process, int port, String variable) {
    if (process.running().isPresent()) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new StackProblem(
          "Port %d (%s) is taken by another program. Choose another with %s=<port>"
              .formatted(port, process.name(), variable));
    }
  }
}
