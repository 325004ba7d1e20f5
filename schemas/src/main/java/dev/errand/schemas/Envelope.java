package dev.errand.schemas;

import dev.errand.schemas.mail.MailDelivery;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All of an event but its data. What is wrong with it gathers in {@link #reasons}, which quote
 * nothing of it. For one thread.
 */
final class Envelope {

  private static final int MAX_SOURCE = 256;
  private static final int MAX_TYPE = 128;
  private static final int MAX_AGENT = 128;
  private static final int MAX_CONVERSATION = 256;

  /** https://www.w3.org/TR/trace-context/#traceparent-header, version 00, with ids not all zero. */
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  /** Narrower than ISO 8601: years of four digits, and seconds. */
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

  /** Narrower than ISO 8601: days, hours, minutes and seconds, all of them whole. */
  private static final Pattern DURATION =
      Pattern.compile("P(?!$)(\\d{1,6}D)?(T(?=\\d)(\\d{1,6}H)?(\\d{1,6}M)?(\\d{1,6}S)?)?");

  private static final Pattern JSON_TYPE =
      Pattern.compile("application/json(\\s*;\\s*charset=\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);

  /** No control characters, line or paragraph separators, nor halves of surrogate pairs. */
  private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]+");

  private final CloudEvent event;
  private final byte @Nullable [] key;
  private final Map<String, String> told;
  private final List<String> reasons = new ArrayList<>();

  /**
   * Of an event.
   *
   * @param notBefore what that attribute is called where the command was written
   */
  Envelope(CloudEvent event, byte @Nullable [] key, String notBefore) {
    this.event = event;
    this.key = key;
    this.told = Map.of(Attributes.NOT_BEFORE, notBefore);
  }

  /** What was found to be wrong. */
  List<String> reasons() {
    return reasons;
  }

  /** The command, which is one only if there are no {@link #reasons} after that. */
  Command command(OperationName operation, JsonNode data) {
    expect(event.getSpecVersion() == SpecVersion.V1, "specversion is not 1.0");
    expect(isFree(event.getId(), operation), "the id is one that only workers give");
    expect(keyIsSubject(), "the record's key is not the subject");
    expect(isJson(), "datacontenttype is not application/json");
    expect(isSchemaOf(operation), "dataschema is not " + operation.dataSchema());
    Instant deadline = time(Attributes.DEADLINE);
    Instant notBefore = time(Attributes.NOT_BEFORE);
    expect(
        deadline == null || notBefore == null || notBefore.isBefore(deadline),
        told(Attributes.NOT_BEFORE) + " is not before the deadline");
    return new Command(
        new UserId(Objects.requireNonNull(event.getSubject())),
        new CommandId(event.getId()),
        operation,
        bounded(Attributes.SOURCE, event.getSource().toString(), MAX_SOURCE),
        priority(),
        deadline,
        duration(Attributes.HOLD, Command.LONGEST_HOLD, "P7D"),
        notBefore,
        duration(Attributes.UNDO, Command.LONGEST_UNDO, "P1D"),
        optional(Attributes.AGENT, MAX_AGENT),
        optional(Attributes.CONVERSATION, MAX_CONVERSATION),
        traceparent(extension(Attributes.TRACEPARENT)),
        data,
        replays());
  }

  /** What a result can say of an event that is no command: each attribute if it is bearable. */
  static Result.Answered answered(Map<String, String> attributes) {
    return new Result.Answered(
        new CommandId(attributes.getOrDefault(Attributes.ID, "")),
        ascii(attributes.get(Attributes.TYPE), MAX_TYPE),
        oneLine(attributes.get(Attributes.SOURCE), MAX_SOURCE),
        oneLine(attributes.get(Attributes.AGENT), MAX_AGENT),
        oneLine(attributes.get(Attributes.CONVERSATION), MAX_CONVERSATION),
        traceparent(attributes.get(Attributes.TRACEPARENT)),
        replays(attributes.get(Attributes.ID), attributes.get(Attributes.REPLAYS)));
  }

  /** Who took the id of a look would have what they ask for not done, or that look. */
  private static boolean isFree(String id, OperationName operation) {
    return OperationCatalog.isFollowUp(operation) || !MailDelivery.isId(new CommandId(id));
  }

  private boolean keyIsSubject() {
    String subject = event.getSubject();
    return key != null
        && subject != null
        && Arrays.equals(key, subject.getBytes(StandardCharsets.UTF_8));
  }

  private boolean isJson() {
    String type = event.getDataContentType();
    return type != null && JSON_TYPE.matcher(type).matches();
  }

  private boolean isSchemaOf(OperationName operation) {
    return event.getDataSchema() == null
        || event.getDataSchema().toString().equals(operation.dataSchema());
  }

  private Priority priority() {
    String name = extension(Attributes.PRIORITY);
    try {
      return name == null ? Priority.INTERACTIVE : Priority.ofWireName(name);
    } catch (IllegalArgumentException e) {
      reasons.add("priority is neither interactive nor bulk");
      return Priority.INTERACTIVE;
    }
  }

  private String told(String name) {
    return told.getOrDefault(name, name);
  }

  private @Nullable Instant time(String name) {
    String time = extension(name);
    try {
      return time == null ? null : rfc3339(time);
    } catch (DateTimeException e) {
      reasons.add(told(name) + " is not an RFC 3339 time");
      return null;
    }
  }

  private @Nullable Duration duration(String name, Duration longest, String told) {
    String text = extension(name);
    Optional<Duration> duration =
        Optional.ofNullable(text)
            .filter(it -> DURATION.matcher(it).matches())
            .map(Duration::parse)
            .filter(it -> it.compareTo(longest) <= 0);
    expect(text == null || duration.isPresent(), name + " is not a duration from PT0S to " + told);
    return duration.orElse(null);
  }

  private @Nullable CommandId replays() {
    String name = extension(Attributes.REPLAYS);
    CommandId replayed = replays(event.getId(), name);
    expect(name == null || replayed != null, "replays is not the id of another command");
    return replayed;
  }

  private static @Nullable CommandId replays(@Nullable String id, @Nullable String name) {
    return name != null && CommandId.fits(name) && !Objects.equals(id, name)
        ? new CommandId(name)
        : null;
  }

  private @Nullable String optional(String name, int max) {
    String value = extension(name);
    return value == null ? null : bounded(name, value, max);
  }

  private String bounded(String name, String value, int max) {
    expect(oneLine(value, max) != null, name + " is not one line of 1 to " + max + " characters");
    return value;
  }

  private @Nullable String extension(String name) {
    Object value = event.getExtension(name);
    return value == null ? null : value.toString();
  }

  private void expect(boolean fine, String reason) {
    if (!fine) {
      reasons.add(reason);
    }
  }

  private static Instant rfc3339(String text) {
    if (!RFC_3339.matcher(text).matches()) {
      throw new DateTimeException("No time of RFC 3339");
    }
    return OffsetDateTime.parse(text).toInstant();
  }

  /** A trace is a help and no part of the command: a malformed one is dropped. */
  private static @Nullable String traceparent(@Nullable String value) {
    return value != null && TRACEPARENT.matcher(value).matches() ? value : null;
  }

  private static @Nullable String oneLine(@Nullable String text, int max) {
    return text != null && text.length() <= max && ONE_LINE.matcher(text).matches() ? text : null;
  }

  private static @Nullable String ascii(@Nullable String text, int max) {
    String line = oneLine(text, max);
    return line != null && line.chars().allMatch(c -> c > ' ' && c < 0x7F) ? line : null;
  }
}
