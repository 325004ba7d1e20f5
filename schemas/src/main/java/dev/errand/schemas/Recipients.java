package dev.errand.schemas;

import dev.errand.schemas.OperationCatalog.Entry;
import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.mail.Address;
import dev.errand.schemas.mail.ConvertedAddress;
import dev.errand.schemas.mail.MailSend;
import dev.errand.schemas.mail.Mailbox;
import dev.errand.schemas.mail.MailboxAddress;
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
 * Whether a mail can go to all whom it names: what a JSON Schema cannot say of an address, and how
 * many they may be together. It is asked wherever an operation takes an {@link Address}, a list of
 * them or a {@link MailboxAddress}. Told by the place of each, and never by quoting it.
 * Thread-safe.
 */
final class Recipients {

  private final Map<OperationName, List<Place>> places;

  /** Of those who get a mail. */
  private final Map<OperationName, List<String>> lists;

  Recipients(Collection<Entry> operations) {
    this.lists =
        operations.stream()
            .collect(
                Collectors.toMap(
                    Entry::name, entry -> Components.listsOf(Address.class, entry.input())));
    this.places = operations.stream().collect(Collectors.toMap(Entry::name, Recipients::places));
  }

  /**
   * Why it cannot; empty if it can, or names nobody.
   *
   * @param data of any size: after {@value Validation.Invalid#MAX_REASONS} reasons nobody is asked
   *     any more
   */
  List<String> reasons(OperationName operation, JsonNode data) {
    return places.getOrDefault(operation, List.of()).stream()
        .flatMap(place -> place.reasons(data))
        .limit(Validation.Invalid.MAX_REASONS)
        .toList();
  }

  /**
   * Why they are too many; empty if they are not. Of data that its schema takes, which knows the
   * bound of each list.
   */
  List<String> tooMany(OperationName operation, JsonNode data) {
    List<String> all =
        lists.getOrDefault(operation, List.of()).stream()
            .flatMap(list -> data.path(list).valueStream())
            .map(each -> each.path("address").asString(""))
            .toList();
    if (all.size() > MailSend.MOST_RECIPIENTS) {
      return List.of(
          "The mail has more than %d recipients, to, cc and bcc together. Send it to a distribution list."
              .formatted(MailSend.MOST_RECIPIENTS));
    }
    return all.stream().distinct().filter(Recipients::isConverted).count() > ConvertedAddress.MOST
        ? List.of(
            "More than %d addresses of the mail have letters beyond ASCII in their domains. Write the domains in their xn-- form."
                .formatted(ConvertedAddress.MOST))
        : List.of();
  }

  private static boolean isConverted(String address) {
    return Mailbox.of(address) instanceof Mailbox.Reached(String sent) && !sent.equals(address);
  }

  /** Where a command may name somebody. */
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
    if (component.getType() == Address.class) {
      return Optional.of(data -> one("/" + name + "/address", data.path(name).path("address")));
    }
    if (component.isAnnotationPresent(MailboxAddress.class)) {
      return Optional.of(data -> one("/" + name, data.path(name)));
    }
    return Components.isListOf(Address.class, component)
        ? Optional.of(data -> each(name, data.path(name)))
        : Optional.empty();
  }

  private static Stream<String> one(String at, JsonNode address) {
    return reason(address).map(why -> at + " " + why).stream();
  }

  private static Stream<String> each(String name, JsonNode list) {
    return IntStream.range(0, list.isArray() ? list.size() : 0)
        .boxed()
        .flatMap(
            i ->
                reason(list.path(i).path("address")).stream()
                    .map(
                        why ->
                            "/%s/%d/address, the %s of %s, %s"
                                .formatted(name, i, Ordinal.of(i + 1), name, why)));
  }

  private static Optional<String> reason(JsonNode address) {
    return address.isString() && Mailbox.of(address.stringValue()) instanceof Mailbox.Refusal why
        ? Optional.of(why.why() + ". " + why.nextStep())
        : Optional.empty();
  }
}
