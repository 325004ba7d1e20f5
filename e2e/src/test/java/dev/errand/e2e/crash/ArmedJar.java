package dev.errand.e2e.crash;

import dev.errand.pipeline.CrashPoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** The armed {@link CrashPoint}, compiled here and now: no jar that is delivered can contain it. */
public final class ArmedJar {

  private static final String CLASS = CrashPoint.class.getName().replace('.', '/');
  private static final Path SOURCE = Path.of("src/test/armed", CLASS + ".java").toAbsolutePath();

  private ArmedJar() {}

  /**
   * Makes it in this directory.
   *
   * @return what puts it in front of the empty class in one JVM: whatever else is on the class
   *     path, the boot loader is asked first
   */
  public static String option(Path directory) {
    try {
      Files.createDirectories(directory);
      int failed =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, "-d", directory.toString(), SOURCE.toString());
      if (failed != 0) {
        throw new IllegalStateException(SOURCE + " does not compile");
      }
      Path jar = directory.resolve("armed.jar");
      try (OutputStream file = Files.newOutputStream(jar);
          JarOutputStream out = new JarOutputStream(file)) {
        out.putNextEntry(new JarEntry(CLASS + ".class"));
        Files.copy(directory.resolve(CLASS + ".class"), out);
      }
      return "-Xbootclasspath/a:" + jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
