package dev.errand.sandbox.notion.rules;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.Refusal;
import dev.errand.sandbox.notion.model.Ids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A value in a request's body, with its address for messages. Every check throws a {@link Refusal}.
 *
 * @param value a missing node if it is not there
 */
public record Field(JsonNode value, String path) {

  private static final int QUOTED = 200;

  public static Field body(JsonNode body) {
    return new Field(body, "body");
  }

  public Field at(String name) {
    return new Field(value.path(name), path + "." + name);
  }

  public boolean present() {
    return !value.isMissingNode();
  }

  /** There, and not null. */
  public boolean given() {
    return present() && !value.isNull();
  }

  public Field defined() {
    if (!present()) {
      throw refused("defined");
    }
    return this;
  }

  public Field object() {
    if (!defined().value.isObject()) {
      throw refused("an object");
    }
    return this;
  }

  /** An object that has no other fields than these. */
  public Field only(Collection<String> names) {
    object();
    for (String name : value.propertyNames()) {
      if (!names.contains(name)) {
        throw at(name).refused("not present");
      }
    }
    return this;
  }

  public Field only(String... names) {
    return only(List.of(names));
  }

  public List<Field> items(int max) {
    if (!defined().value.isArray()) {
      throw refused("an array");
    }
    if (value.size() > max) {
      throw Refusal.shouldBe(
          "body", path + ".length", "≤ `" + max + "`", String.valueOf(value.size()));
    }
    List<Field> items = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      items.add(new Field(value.path(i), path + "[" + i + "]"));
    }
    return items;
  }

  public String string() {
    if (!defined().value.isString()) {
      throw refused("a string");
    }
    return value.stringValue();
  }

  public String string(int max) {
    String text = string();
    if (text.length() > max) {
      throw Refusal.shouldBe(
          "body", path + ".length", "≤ `" + max + "`", String.valueOf(text.length()));
    }
    return text;
  }

  public String oneOf(Collection<String> allowed) {
    String text = string();
    if (!allowed.contains(text)) {
      throw refused(
          allowed.stream()
              .map(word -> "`\"" + word + "\"`")
              .sorted()
              .collect(Collectors.joining(", ", "one of ", "")));
    }
    return text;
  }

  public boolean bool(boolean otherwise) {
    if (!present()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw refused("a boolean");
    }
    return value.booleanValue();
  }

  public int number(int otherwise) {
    if (!present()) {
      return otherwise;
    }
    if (!value.isIntegralNumber()) {
      throw refused("a number");
    }
    return value.intValue();
  }

  public String uuid() {
    return Ids.parse(string()).orElseThrow(() -> refused("a valid uuid"));
  }

  public Refusal refused(String rule) {
    return Refusal.shouldBe("body", path, rule, present() ? quoted() : "undefined");
  }

  private String quoted() {
    String text = Json.text(value);
    return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
  }
}
