package dev.errand.sandbox.notion.rules;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.Refusal;
import dev.errand.sandbox.notion.model.Ids;
import dev.errand.sandbox.notion.model.RichText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rich text: at most 100 parts of 2,000 characters. Annotations are completed, {@code plain_text}
 * and {@code href} are computed, whatever was sent for them.
 *
 * <p>Source: developers.notion.com/reference/request-limits, as of 2026-10.
 */
public final class RichTexts {

  static final int MAX_PARTS = 100;
  private static final int MAX_CONTENT = 2000;
  private static final int MAX_URL = 2000;
  private static final int MAX_EQUATION = 1000;
  private static final Set<String> FLAGS =
      Set.of("bold", "italic", "strikethrough", "underline", "code");

  private final Function<String, String> titleOf;

  /**
   * Rules that can name what is mentioned.
   *
   * @param titleOf the title of a page by id, for mentions
   */
  public RichTexts(Function<String, String> titleOf) {
    this.titleOf = titleOf;
  }

  public ArrayNode parse(Field array) {
    ArrayNode parsed = Json.array();
    array.items(MAX_PARTS).forEach(part -> parsed.add(part(part)));
    return parsed;
  }

  private ObjectNode part(Field part) {
    part.only("type", "text", "mention", "equation", "annotations", "plain_text", "href");
    String type = type(part);
    part.at(type).defined();
    for (String other : Set.of("text", "mention", "equation")) {
      if (!other.equals(type) && part.at(other).present()) {
        throw part.at(other).refused("not present");
      }
    }
    ObjectNode parsed = Json.object().put("type", type);
    switch (type) {
      case "text" -> text(part.at("text"), parsed);
      case "equation" -> equation(part.at("equation"), parsed);
      default -> mention(part.at("mention"), parsed);
    }
    JsonNode plain = parsed.remove("plain_text");
    JsonNode href = parsed.remove("href");
    parsed.set("annotations", annotations(part.at("annotations")));
    parsed.set("plain_text", plain);
    parsed.set("href", href);
    return parsed;
  }

  private static String type(Field part) {
    if (part.at("type").present()) {
      return part.at("type").oneOf(Set.of("text", "mention", "equation"));
    }
    return part.at("equation").present()
        ? "equation"
        : part.at("mention").present() ? "mention" : "text";
  }

  private static void text(Field text, ObjectNode parsed) {
    text.only("content", "link");
    String content = text.at("content").string(MAX_CONTENT);
    ObjectNode answer = parsed.putObject("text").put("content", content);
    parsed.put("plain_text", content);
    if (text.at("link").given()) {
      String url = text.at("link").only("url", "type").at("url").string(MAX_URL);
      answer.putObject("link").put("url", checked(url));
      parsed.put("href", url);
    } else {
      answer.putNull("link");
      parsed.putNull("href");
    }
  }

  static String checked(String url) {
    try {
      if (new URI(url).isAbsolute()) {
        return url;
      }
    } catch (URISyntaxException malformed) {
      // The same answer as for one that is not absolute.
    }
    throw Refusal.validation("Invalid URL for link.");
  }

  private static void equation(Field equation, ObjectNode parsed) {
    String expression = equation.only("expression").at("expression").string(MAX_EQUATION);
    parsed.putObject("equation").put("expression", expression);
    parsed.put("plain_text", expression).putNull("href");
  }

  private void mention(Field mention, ObjectNode parsed) {
    mention.only("type", "page", "user", "date", "database");
    if (mention.at("user").present()) {
      String id = mention.at("user").only("id", "object").at("id").uuid();
      parsed
          .putObject("mention")
          .put("type", "user")
          .putObject("user")
          .put("object", "user")
          .put("id", id);
      parsed.put("plain_text", "@Anonymous").putNull("href");
    } else if (mention.at("date").present()) {
      Field date = mention.at("date").only("start", "end", "time_zone");
      String start = date.at("start").string();
      parsed
          .putObject("mention")
          .put("type", "date")
          .putObject("date")
          .put("start", start)
          .put("end", date.at("end").given() ? date.at("end").string() : null)
          .put("time_zone", date.at("time_zone").given() ? date.at("time_zone").string() : null);
      parsed.put("plain_text", start).putNull("href");
    } else {
      String kind = mention.at("database").present() ? "database" : "page";
      String id = mention.at(kind).defined().only("id").at("id").uuid();
      parsed.putObject("mention").put("type", kind).putObject(kind).put("id", id);
      parsed
          .put("plain_text", titleOf.apply(id))
          .put("href", "https://app.notion.com/p/" + Ids.bare(id));
    }
  }

  private static ObjectNode annotations(Field given) {
    ObjectNode all = RichText.noAnnotations();
    if (given.given()) {
      given.only("bold", "italic", "strikethrough", "underline", "code", "color");
      FLAGS.forEach(flag -> all.put(flag, given.at(flag).bool(false)));
      all.put("color", Colors.of(given.at("color")));
    }
    return all;
  }
}
