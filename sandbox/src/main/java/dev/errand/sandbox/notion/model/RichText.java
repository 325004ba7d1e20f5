package dev.errand.sandbox.notion.model;

import dev.errand.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/** Rich text as Notion answers it. */
public final class RichText {

  private RichText() {}

  public static ObjectNode plain(String text) {
    ObjectNode part = Json.object().put("type", "text");
    part.putObject("text").put("content", text).putNull("link");
    part.set("annotations", noAnnotations());
    return part.put("plain_text", text).putNull("href");
  }

  public static ObjectNode noAnnotations() {
    return Json.object()
        .put("bold", false)
        .put("italic", false)
        .put("strikethrough", false)
        .put("underline", false)
        .put("code", false)
        .put("color", "default");
  }
}
