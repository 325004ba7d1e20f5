package dev.errand.mailworker.graph;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A report that a mail did not arrive, as a list shows it. */
public record ListedReport(
    String id, Instant receivedDateTime, List<ExtendedProperty> singleValueExtendedProperties) {

  public ListedReport {
    Objects.requireNonNull(id, "A message has an id");
    Objects.requireNonNull(receivedDateTime, "What came has a time");
    singleValueExtendedProperties =
        singleValueExtendedProperties == null
            ? List.of()
            : List.copyOf(singleValueExtendedProperties);
  }

  /** Its bytes in the mailbox; 0 if Graph does not say. */
  public long size() {
    return singleValueExtendedProperties.stream()
        .map(ExtendedProperty::value)
        .filter(value -> value.matches("[0-9]{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
