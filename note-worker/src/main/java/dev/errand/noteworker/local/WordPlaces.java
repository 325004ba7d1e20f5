package dev.errand.noteworker.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Where each word of some front matter stands with its value, so that one can be replaced among
 * lines that a person wrote as they like: with quotes, over several lines, between braces.
 *
 * <p>What comes of a change is to be read again: YAML has means to refer to what was replaced.
 */
final class WordPlaces {

  private final String lines;
  private final List<Place> places = new ArrayList<>();
  private boolean braces;
  private int begin;
  private int end;

  /**
   * A word with its value.
   *
   * @param to behind the last sign of the value
   * @param meaning what YAML makes of both
   */
  private record Place(String word, int from, int to, String meaning) {}

  private WordPlaces(String lines) {
    this.lines = lines;
    this.end = lines.length();
  }

  /** Of lines that are words and values, each with its end. */
  static WordPlaces of(String lines) {
    WordPlaces places = new WordPlaces(lines);
    places.look(YamlWords.events(lines));
    return places;
  }

  /** What all other words mean, in their order. */
  Map<String, String> others(String word) {
    Map<String, String> others = new LinkedHashMap<>();
    for (Place place : places) {
      if (!place.word().equals(word)) {
        others.put(place.word(), place.meaning());
      }
    }
    return others;
  }

  /** The lines with that value in the word's place, or at the end. */
  String with(String word, Object value, String endOfLine) {
    String entry = word + ": " + (braces ? YamlWords.writeInside(value) : YamlWords.write(value));
    Optional<Place> former = place(word);
    if (former.isPresent()) {
      return replaced(former.get().from(), former.get().to(), entry);
    }
    if (!braces) {
      return replaced(end, end, indent() + entry + endOfLine);
    }
    return places.isEmpty()
        ? replaced(begin, begin, entry)
        : replaced(places.getLast().to(), places.getLast().to(), ", " + entry);
  }

  /** The lines without that word. */
  String without(String word) {
    return place(word).map(this::without).orElse(lines);
  }

  private String without(Place place) {
    if (braces && places.size() > 1) {
      int comma = lines.indexOf(',', place.to());
      return comma >= 0 && lines.substring(place.to(), comma).isBlank()
          ? replaced(place.from(), comma + 1, "")
          : replaced(lines.lastIndexOf(',', place.from()), place.to(), "");
    }
    if (braces) {
      return replaced(place.from(), place.to(), "");
    }
    int line = lines.lastIndexOf('\n', place.from() - 1) + 1;
    int next = lines.indexOf('\n', place.to());
    return replaced(line, next < 0 ? lines.length() : next + 1, "");
  }

  private Optional<Place> place(String word) {
    return places.stream().filter(place -> place.word().equals(word)).findFirst();
  }

  private String indent() {
    if (places.isEmpty()) {
      return "";
    }
    int first = places.getFirst().from();
    return " ".repeat(first - lines.lastIndexOf('\n', first - 1) - 1);
  }

  private String replaced(int from, int to, String other) {
    return lines.substring(0, from) + other + lines.substring(to);
  }

  private void look(List<Event> events) {
    for (int at = 0; at < events.size(); at++) {
      switch (events.get(at)) {
        case MappingStartEvent map -> {
          braces = map.isFlow();
          begin = index(map.getEndMark());
          at = lookInto(events, at + 1);
        }
        case DocumentEndEvent dots when dots.getExplicit() -> end = index(dots.getStartMark());
        default -> {
          // Nothing of ours.
        }
      }
    }
  }

  /** Where the words end. */
  private int lookInto(List<Event> events, int first) {
    int at = first;
    while (!(events.get(at) instanceof CollectionEndEvent)) {
      int value = behind(events, at);
      int next = behind(events, value);
      places.add(place(events.subList(at, next)));
      at = next;
    }
    return at;
  }

  private static int behind(List<Event> events, int first) {
    int open = 0;
    int at = first;
    do {
      switch (events.get(at++)) {
        case CollectionStartEvent _ -> open++;
        case CollectionEndEvent _ -> open--;
        default -> {
          // As deep as before.
        }
      }
    } while (open > 0);
    return at;
  }

  private Place place(List<Event> events) {
    String word = events.getFirst() instanceof ScalarEvent key ? key.getValue() : "";
    int from = index(events.getFirst().getStartMark());
    int to = events.stream().filter(this::isSeen).mapToInt(this::endOf).max().orElse(from);
    String meaning = events.stream().map(Event::toString).collect(Collectors.joining("\n"));
    return new Place(
        word, from, from + lines.substring(from, to).stripTrailing().length(), meaning);
  }

  /** A list without brackets ends where the next word begins. */
  private boolean isSeen(Event event) {
    return !(event instanceof CollectionEndEvent)
        || "]}".indexOf(lines.charAt(endOf(event) - 1)) >= 0;
  }

  private int endOf(Event event) {
    return index(event.getEndMark());
  }

  /** YAML counts characters, also those that are two to Java. */
  private int index(Mark mark) {
    return lines.offsetByCodePoints(0, mark.getIndex());
  }
}
