package dev.errand.e2e;

import dev.errand.local.TestDirectory;
import dev.errand.local.drive.Connecting;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.LocalStack;
import dev.errand.local.stack.LocalTokens;
import dev.errand.local.stack.StackSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The whole stack as processes of its own, on free ports: one for all tests of this module. */
public final class TestStack {

  /**
   * A lock. Whoever takes it and may run at the same time as others has a stack of its own, and
   * runs beside the tests of this one; whoever takes it and may not measures time, and has the
   * machine to itself.
   */
  public static final String BESIDE = "beside";

  private static final TestStack SHARED = new TestStack();

  /** The sandbox submits a mail within 2 s and does nothing else late: doubt need not last long. */
  private static final String QUICK =
      "-Derrand.worker.longest-call=6s -Derrand.worker.longest-settling=5s";

  private final LocalStack stack;

  private TestStack() {
    Path root = Path.of("..").toAbsolutePath().normalize();
    stack =
        new LocalStack(
            StackSettings.onFreePorts(
                root,
                TestDirectory.create("e2e", this::down),
                Map.of(
                    "ERRAND_NOTE_WORKER_JAVA_OPTIONS", QUICK,
                    "ERRAND_MAIL_WORKER_JAVA_OPTIONS", QUICK)));
    var _ = stack.up();
  }

  private void down() {
    stack.kill();
  }

  public static TestStack shared() {
    return SHARED;
  }

  public LocalStack stack() {
    return stack;
  }

  public SandboxDriver sandbox() {
    return new SandboxDriver(stack.settings().sandboxUrl());
  }

  public Connecting connecting() {
    return new Connecting(
        stack.settings().apiUrl(), new LocalTokens(stack.settings().data(), Clock.systemUTC()));
  }

  /** SIGKILL for the apps of these names; returns when they are dead. */
  void kill(List<String> names) {
    stack.states().stream()
        .filter(state -> names.contains(state.name()))
        .flatMap(state -> ProcessHandle.of(state.pid()).stream())
        .forEach(
            handle -> {
              handle.destroyForcibly();
              handle.onExit().orTimeout(10, TimeUnit.SECONDS).join();
            });
  }
}
