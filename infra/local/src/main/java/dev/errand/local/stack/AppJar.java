package dev.errand.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A built app (Spring Boot's layout), unpacked into plain jars: so a JVM starts it faster, and only
 * so can it share its classes between runs.
 */
final class AppJar {

  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";

  private AppJar() {}

  /** Whether {@link #unpacked} has nothing to do. */
  static boolean isUnpacked(Path jar, Path directory) {
    Path runnable = runnable(jar, directory);
    try {
      return Files.exists(runnable)
          && Files.exists(jar)
          && Files.getLastModifiedTime(runnable).equals(Files.getLastModifiedTime(jar));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Unpacks it there, unless that was done for the same build before. It must not run. Of several
   * stacks that start at once, one does it.
   *
   * @return the jar to run
   */
  static synchronized Path unpacked(Path jar, Path directory) {
    if (!Files.exists(jar)) {
      throw new StackProblem(jar.getFileName() + " is not built: mvn package");
    }
    Path runnable = runnable(jar, directory);
    if (!isUnpacked(jar, directory)) {
      try {
        unpack(jar, runnable, directory.resolve("app/lib"));
        Files.setLastModifiedTime(runnable, Files.getLastModifiedTime(jar));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return runnable;
  }

  private static Path runnable(Path jar, Path directory) {
    return directory.resolve("app").resolve(jar.getFileName());
  }

  private static void unpack(Path jar, Path runnable, Path libraries) throws IOException {
    Files.createDirectories(libraries);
    try (JarFile built = new JarFile(jar.toFile())) {
      List<JarEntry> needed = built.stream().filter(AppJar::isLibrary).toList();
      for (JarEntry library : needed) {
        try (InputStream in = built.getInputStream(library)) {
          Files.copy(in, libraries.resolve(name(library)), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      try (OutputStream file = Files.newOutputStream(runnable);
          JarOutputStream out = new JarOutputStream(file, manifest(built, needed))) {
        copyClasses(built, out);
      }
    }
  }

  /** Directories too: Spring looks for them when it scans for components. */
  private static void copyClasses(JarFile built, JarOutputStream out) throws IOException {
    for (JarEntry entry : Collections.list(built.entries())) {
      String name = entry.getName();
      if (name.startsWith(CLASSES) && name.length() > CLASSES.length()) {
        out.putNextEntry(new JarEntry(name.substring(CLASSES.length())));
        try (InputStream in = built.getInputStream(entry)) {
          in.transferTo(out);
        }
      }
    }
  }

  private static boolean isLibrary(JarEntry entry) {
    return entry.getName().startsWith(LIBRARIES) && !entry.isDirectory();
  }

  private static Manifest manifest(JarFile built, List<JarEntry> libraries) throws IOException {
    String main = built.getManifest().getMainAttributes().getValue("Start-Class");
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, Objects.requireNonNull(main, "No Start-Class"));
    attributes.put(
        Attributes.Name.CLASS_PATH,
        libraries.stream().map(library -> "lib/" + name(library)).collect(Collectors.joining(" ")));
    return manifest;
  }

  private static String name(JarEntry library) {
    return library.getName().substring(LIBRARIES.length());
  }
}
