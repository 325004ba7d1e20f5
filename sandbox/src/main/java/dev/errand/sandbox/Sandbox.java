package dev.errand.sandbox;

/** Starts the sandbox on its own: {@code [port]}, else ERRAND_SANDBOX_PORT, else 18090. */
public final class Sandbox {

  private static final String DEFAULT_PORT = "18090";

  private Sandbox() {}

  public static void main(String[] args) throws InterruptedException {
    String port =
        args.length > 0
            ? args[0]
            : System.getenv().getOrDefault("ERRAND_SANDBOX_PORT", DEFAULT_PORT);
    try (SandboxServer server = SandboxServer.start(Integer.parseInt(port), 1)) {
      System.out.println("Sandbox ready on " + server.uri());
      server.join();
    }
  }
}
