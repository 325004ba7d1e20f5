package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents name is there. */
class DocumentsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(#[^)]*)?\\)");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

  /** A class, and perhaps a member of it, as in {@code Effects.once}. */
  private static final Pattern CLASS =
      Pattern.compile("([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:\\.(\\w+))?(?:\\(\\))?");

  /** A file by its whole path, as in {@code tools/format}. */
  private static final Pattern FILE = Pattern.compile("[\\w.-]+(/[\\w.-]+)+\\.?\\w+");

  /** Named in the documents, and not ours. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "Clock",
          "CompletableFuture",
          "Containerfile",
          "RestClient",
          "Retry",
          "RuntimeException",
          "String");

  private static final Set<String> BUILT = Set.of("target", ".git", ".errand");

  private static final Map<String, List<Path>> CLASSES =
      files(ROOT).stream()
          .filter(file -> file.toString().endsWith(".java"))
          .collect(Collectors.groupingBy(DocumentsTest::className));

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsToAFile(Path document) {
    assertThat(matches(LINK, document).map(link -> link.group(1)))
        .allSatisfy(link -> assertThat(beside(document).resolve(link)).exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyClassAndMemberIsThere(Path document) {
    assertThat(code(document).map(CLASS::matcher).filter(it -> it.matches()))
        .allSatisfy(it -> assertThat(isThere(it.group(1), it.group(2))).as(it.group()).isTrue());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyFileIsThere(Path document) {
    assertThat(code(document).filter(it -> FILE.matcher(it).matches() && startsHere(it)))
        .allSatisfy(it -> assertThat(ROOT.resolve(it)).exists());
  }

  private static Stream<Path> documents() {
    Stream<Path> pages =
        files(ROOT.resolve("docs")).stream().filter(file -> file.toString().endsWith(".md"));
    return Stream.concat(
        Stream.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md").map(ROOT::resolve), pages);
  }

  private static boolean isThere(String name, @Nullable String member) {
    return OF_OTHERS.contains(name)
        || CLASSES.getOrDefault(name, List.of()).stream()
            .anyMatch(file -> member == null || read(file).matches("(?s).*\\b" + member + "\\b.*"));
  }

  /** Addresses and topics have slashes and dots too; a path begins with a folder of ours. */
  private static boolean startsHere(String path) {
    return Files.exists(ROOT.resolve(path.substring(0, path.indexOf('/'))));
  }

  private static Stream<String> code(Path document) {
    return matches(CODE, document).map(code -> code.group(1));
  }

  private static Stream<MatchResult> matches(Pattern pattern, Path document) {
    return pattern.matcher(read(document)).results();
  }

  private static Path beside(Path document) {
    Path folder = document.getParent();
    return folder == null ? ROOT : folder;
  }

  private static String className(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(DocumentsTest::isSource).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSource(Path file) {
    for (Path part : ROOT.relativize(file)) {
      if (BUILT.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }
}
