package dev.errand.e2e.refresh;

import dev.errand.e2e.refresh.door.Agent;
import dev.errand.e2e.refresh.door.DoorConfiguration;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The door as a jar that a JVM adds to the app it runs. */
final class DoorJar {

  private static final String IMPORTS =
      "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

  private DoorJar() {}

  /**
   * Makes it in this directory.
   *
   * @return the option for the JVM
   */
  static String option(Path directory) {
    Path jar = directory.resolve("door.jar");
    try {
      Files.createDirectories(directory);
      try (OutputStream file = Files.newOutputStream(jar);
          JarOutputStream out = new JarOutputStream(file, manifest())) {
        for (Path type : types()) {
          put(out, name(type), Files.readAllBytes(type));
        }
        put(out, IMPORTS, DoorConfiguration.class.getName().getBytes(StandardCharsets.US_ASCII));
      }
      return "-javaagent:" + jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
  }

  private static Manifest manifest() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
    return manifest;
  }

  private static String name(Path type) {
    return Agent.class.getPackageName().replace('.', '/') + "/" + type.getFileName();
  }

  private static List<Path> types() throws IOException {
    try (Stream<Path> types = Files.list(folder())) {
      return types.filter(type -> !type.endsWith("package-info.class")).toList();
    }
  }

  private static Path folder() {
    try {
      return Path.of(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolve(Agent.class.getPackageName().replace('.', '/'));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
