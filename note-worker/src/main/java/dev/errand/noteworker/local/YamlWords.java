package dev.errand.noteworker.local;

import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The YAML of front matter: words with a value each. It makes texts, lists and maps only, no class
 * that the file names, and reads {@code 2026}, {@code yes} and a date as the texts they are.
 */
final class YamlWords {

  private static final int DEEPEST = 10;
  private static final int MOST_ALIASES = 10;

  private YamlWords() {}

  /** What the lines are. */
  sealed interface Reading {

    record Words(Map<String, Object> values) implements Reading {}

    /** YAML, as any sentence is, but not of words and values. */
    record NoWords() implements Reading {}

    record Broken() implements Reading {}
  }

  static Reading read(String lines) {
    try {
      return switch (yaml().<Object>load(lines)) {
        case null -> new Reading.Words(Map.of());
        case Map<?, ?> map -> new Reading.Words(words(map));
        default -> new Reading.NoWords();
      };
    } catch (YAMLException | IllegalArgumentException unreadable) {
      return new Reading.Broken();
    }
  }

  /** The parts of lines that can be read, each with where it stands. */
  static List<Event> events(String lines) {
    List<Event> events = new ArrayList<>();
    yaml().parse(new StringReader(lines)).forEach(events::add);
    return events;
  }

  private static Yaml yaml() {
    return new Yaml(safely(), representer(), flow(), safeOptions(), onlyTexts());
  }

  private static Map<String, Object> words(Map<?, ?> map) {
    Map<String, Object> words = new LinkedHashMap<>();
    map.forEach(
        (word, value) -> words.put(Objects.toString(word), Objects.requireNonNullElse(value, "")));
    return words;
  }

  /**
   * A text, a time, or a list of texts, on one line, quoted where it would be read as something
   * else.
   */
  static String write(Object value) {
    return value instanceof Instant time
        ? time.toString()
        : new Yaml(flow()).dump(value).stripTrailing();
  }

  /** The same between braces or brackets, where more signs are to be quoted. */
  static String writeInside(Object value) {
    if (value instanceof Instant) {
      return write(value);
    }
    String list = write(List.of(value));
    return list.substring(1, list.length() - 1);
  }

  private static SafeConstructor safely() {
    return new SafeConstructor(safeOptions());
  }

  private static LoaderOptions safeOptions() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(FrontMatter.LONGEST);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    return options;
  }

  private static Representer representer() {
    return new Representer(flow());
  }

  private static DumperOptions flow() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.FLOW);
    options.setSplitLines(false);
    options.setWidth(Integer.MAX_VALUE);
    return options;
  }

  private static Resolver onlyTexts() {
    return new Resolver() {
      @Override
      protected void addImplicitResolvers() {}
    };
  }
}
