package dev.errand.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for a server that lives as long as this JVM. */
public final class TestDirectory {

  private TestDirectory() {}

  /**
   * Makes one.
   *
   * @param stopServer what to do before it is removed, when the JVM ends
   */
  public static Path create(String name, Runnable stopServer) {
    try {
      Path directory = Files.createTempDirectory("errand-" + name + "-");
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .name("stop-" + name)
                  .unstarted(
                      () -> {
                        stopServer.run();
                        remove(directory);
                      }));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // Left for the system's own cleaning of its temporary files.
      System.err.println("Could not remove " + directory + ": " + e);
    }
  }
}
