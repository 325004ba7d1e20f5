package dev.errand.sandbox.notion.rules;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Dates of properties and of filters: a day, or a moment with its offset. */
final class Dates {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  private Dates() {}

  /** A date property's value, as it will be answered. */
  static ObjectNode value(Field date) {
    date.only("start", "end", "time_zone");
    String zone = date.at("time_zone").given() ? zone(date.at("time_zone")) : null;
    String start = normal(date.at("start"));
    String end = date.at("end").given() ? normal(date.at("end")) : null;
    if (end != null && moment(end).isBefore(moment(start))) {
      throw Refusal.validation("The end of a date must not be before its start.");
    }
    return Json.object().put("start", start).put("end", end).put("time_zone", zone);
  }

  private static String zone(Field zone) {
    try {
      return ZoneId.of(zone.string()).getId();
    } catch (DateTimeException unknown) {
      throw zone.refused("a valid time zone");
    }
  }

  private static String normal(Field field) {
    String text = field.string();
    if (isDay(text)) {
      return text;
    }
    return offset(text).orElseThrow(() -> notDate(field)).format(MOMENT);
  }

  static boolean isDay(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException other) {
      return false;
    }
  }

  private static Refusal notDate(Field field) {
    return field.refused("a valid ISO 8601 date string");
  }

  private static Optional<OffsetDateTime> offset(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text));
    } catch (DateTimeException withoutOffset) {
      try {
        return Optional.of(LocalDateTime.parse(text).atOffset(ZoneOffset.UTC));
      } catch (DateTimeException noDate) {
        return Optional.empty();
      }
    }
  }

  /** What a filter compares with. */
  static String compared(Field field, LocalDate today) {
    return RelativeDays.day(field.string(), today)
        .map(LocalDate::toString)
        .orElseGet(() -> normal(field));
  }

  /** The moment of a normal text; a day begins in UTC. */
  static Instant moment(String text) {
    return isDay(text)
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }
}
