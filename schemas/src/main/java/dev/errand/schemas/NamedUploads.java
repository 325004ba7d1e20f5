package dev.errand.schemas;

import dev.errand.schemas.OperationCatalog.Entry;
import dev.errand.schemas.mail.NewAttachment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Which uploads a command names: wherever its operation takes a list of {@link NewAttachment}.
 * Thread-safe.
 */
public final class NamedUploads {

  private final Map<OperationName, List<String>> places;

  public NamedUploads(OperationCatalog catalog) {
    this(catalog.entries());
  }

  NamedUploads(Collection<Entry> operations) {
    this.places =
        operations.stream()
            .collect(
                Collectors.toMap(
                    Entry::name, entry -> Components.listsOf(NewAttachment.class, entry.input())));
  }

  /** Their ids, as the command says them. */
  public List<String> of(Command command) {
    return of(command.operation(), command.data());
  }

  /** Why a mail may not name those; empty if it may. Each goes with a mail once. */
  List<String> reasons(OperationName operation, JsonNode data) {
    List<String> uploads = of(operation, data);
    return uploads.stream().distinct().count() < uploads.size()
        ? List.of("An upload is attached twice. Attach it once.")
        : List.of();
  }

  private List<String> of(OperationName operation, JsonNode data) {
    return places.getOrDefault(operation, List.of()).stream()
        .flatMap(place -> data.path(place).valueStream())
        .map(file -> file.path("upload"))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .toList();
  }
}
