package dev.errand.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files that describe the wire. */
final class Resources {

  private Resources() {}

  static JsonNode json(String name) {
    return WireJson.mapper().readTree(folder().resolve(name));
  }

  static JsonNode yaml(String name) {
    return new YAMLMapper().readTree(folder().resolve(name));
  }

  static List<String> schemaFiles() {
    try (Stream<Path> files = Files.list(folder().resolve("schemas"))) {
      return files.map(file -> "schemas/" + file.getFileName()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Path.of(Resources.class.getResource("/errand").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
