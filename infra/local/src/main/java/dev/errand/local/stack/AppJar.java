package dev.errand.local.stack;

import dev.errand.local.OwnJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * A built app, unpacked as Spring Boot's own tools do it: a JVM starts faster from plain jars, and
 * only then can share its classes between runs.
 */
final class AppJar {

  private AppJar() {}

  /**
   * Unpacks it beside its data, unless that was done for the same build before.
   *
   * @return the jar to run
   */
  static Path unpacked(Path jar, Path directory) {
    if (!Files.exists(jar)) {
      throw new StackProblem(jar.getFileName() + " is not built: mvn package");
    }
    Path target = directory.resolve("app");
    Path runnable = target.resolve(jar.getFileName());
    try {
      FileTime built = Files.getLastModifiedTime(jar);
      if (!Files.exists(runnable) || !Files.getLastModifiedTime(runnable).equals(built)) {
        unpack(jar, target);
        Files.setLastModifiedTime(runnable, built);
      }
      return runnable;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(Path jar, Path target) throws IOException {
    Process tool =
        new ProcessBuilder(
                OwnJava.executable(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                target.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
        throw new IllegalStateException("Could not unpack " + jar);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while unpacking " + jar, e);
    }
  }
}
