package dev.errand.schemas;

import dev.errand.schemas.OperationCatalog.Entry;
import dev.errand.schemas.mail.Address;
import dev.errand.schemas.mail.Wording;
import dev.errand.schemas.mail.Written;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Whether what people read of a command has the characters that it may have: what a JSON Schema,
 * which counts other characters than Outlook does, cannot say. It is asked of all that is {@link
 * Written}, and of the name of each {@link Address}. Told by its place, and never by quoting it.
 * Thread-safe.
 */
final class Wordings {

  private final Map<OperationName, List<Place>> places;

  Wordings(Collection<Entry> operations) {
    this.places = operations.stream().collect(Collectors.toMap(Entry::name, Wordings::places));
  }

  /** Why it has not; empty if it has. Of data that its schema takes. */
  List<String> reasons(OperationName operation, JsonNode data) {
    return places.getOrDefault(operation, List.of()).stream()
        .flatMap(place -> place.reasons(data))
        .toList();
  }

  /** Where a command may say something. */
  private interface Place {

    Stream<String> reasons(JsonNode data);
  }

  private static List<Place> places(Entry operation) {
    return Stream.of(operation.input().getRecordComponents())
        .flatMap(component -> place(component).stream())
        .toList();
  }

  private static Optional<Place> place(RecordComponent component) {
    String name = component.getName();
    Written written = component.getAnnotation(Written.class);
    if (written != null) {
      return Optional.of(data -> each("/" + name, data.path(name), written.value()));
    }
    return Components.isListOf(Address.class, component)
        ? Optional.of(data -> people(name, data.path(name)))
        : Optional.empty();
  }

  private static Stream<String> people(String list, JsonNode people) {
    return IntStream.range(0, people.size())
        .boxed()
        .flatMap(
            i -> {
              String at = "/%s/%d/name, the %s of %s,".formatted(list, i, Ordinal.of(i + 1), list);
              return each(at, people.path(i).path("name"), Wording.PERSON);
            });
  }

  /** Of one text, or of a list of them. */
  private static Stream<String> each(String at, JsonNode texts, Wording as) {
    return texts.isArray()
        ? IntStream.range(0, texts.size())
            .boxed()
            .flatMap(i -> one(at + "/" + i, texts.path(i), as))
        : one(at, texts, as);
  }

  private static Stream<String> one(String at, JsonNode text, Wording as) {
    return Optional.of(text)
        .filter(JsonNode::isString)
        .flatMap(string -> as.refusal(string.stringValue()))
        .map(why -> at + " " + why.why() + ". " + why.nextStep())
        .stream();
  }
}
