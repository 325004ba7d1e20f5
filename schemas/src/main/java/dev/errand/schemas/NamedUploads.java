package dev.errand.schemas;

import dev.errand.schemas.OperationCatalog.Entry;
import dev.errand.schemas.mail.NewAttachment;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Which uploads a command names: wherever its operation takes a list of {@link NewAttachment}.
 * Thread-safe.
 */
public final class NamedUploads {

  private final Map<OperationName, List<String>> places;

  public NamedUploads(OperationCatalog catalog) {
    this.places =
        catalog.entries().stream().collect(Collectors.toMap(Entry::name, NamedUploads::places));
  }

  private static List<String> places(Entry operation) {
    return Stream.of(operation.input().getRecordComponents())
        .filter(component -> Components.isListOf(NewAttachment.class, component))
        .map(RecordComponent::getName)
        .toList();
  }

  /** Their ids, as the command says them. */
  public List<String> of(Command command) {
    return places.getOrDefault(command.operation(), List.of()).stream()
        .flatMap(place -> command.data().path(place).valueStream())
        .map(file -> file.path("upload"))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .toList();
  }
}
