package dev.errand.e2e.refresh.door;

/** Does nothing: a JVM puts the jar of its agent behind the class path. */
public final class Agent {

  private Agent() {}

  public static void premain(String options) {}
}
