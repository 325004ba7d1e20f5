package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Attachment;
import dev.errand.sandbox.graph.mailbox.Bodies;
import dev.errand.sandbox.graph.mailbox.MailTypes;
import dev.errand.sandbox.graph.mailbox.Message;
import dev.errand.sandbox.graph.odata.Expand;
import dev.errand.sandbox.graph.odata.Query;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a message is shown to one request.
 *
 * @param query what is selected and expanded
 * @param preferences which ids and bodies
 * @param basic whether the permission is {@code Mail.ReadBasic} alone, which hides the content
 */
record MessageView(Query query, Preferences preferences, boolean basic) {

  private static final Set<String> NAVIGATION =
      Set.of("attachments", "singleValueExtendedProperties", "multiValueExtendedProperties");

  private static final Set<String> ON_SELECT_ONLY = Set.of("uniqueBody", "internetMessageHeaders");

  private static final Set<String> CONTENT = Set.of("body", "bodyPreview", "uniqueBody");

  ObjectNode show(Message message) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("@odata.etag", "W/\"" + message.document().path("changeKey").asString() + "\"");
    for (String name : MailTypes.MESSAGE.properties().keySet()) {
      if (isShown(name)) {
        property(shown, name, message);
      }
    }
    query.expand().forEach(expand -> expand(shown, expand, message));
    return shown;
  }

  private boolean isShown(String name) {
    if (NAVIGATION.contains(name) || (basic && CONTENT.contains(name))) {
      return false;
    }
    // The id is there whether it is asked for or not.
    return name.equals("id")
        || (query.select().isEmpty()
            ? !ON_SELECT_ONLY.contains(name)
            : query.select().contains(name));
  }

  private void property(ObjectNode shown, String name, Message message) {
    JsonNode document = message.document();
    switch (name) {
      case "id" -> shown.put("id", id(message));
      case "body" -> shown.set(name, Bodies.as(preferences.bodyType(), document.path("body")));
      case "uniqueBody" ->
          shown.set(name, Bodies.as(preferences.bodyType(), Bodies.unique(document.path("body"))));
      case "webLink" -> shown.put(name, webLink(message));
      default -> {
        JsonNode value = document.get(name);
        if (value != null) {
          shown.set(name, value.isContainer() ? value.deepCopy() : value);
        }
      }
    }
  }

  String id(Message message) {
    return preferences.immutableIds() ? message.immutableId() : message.id();
  }

  private static String webLink(Message message) {
    return "https://outlook.office365.com/owa/?ItemID="
        + URLEncoder.encode(message.id(), StandardCharsets.UTF_8)
        + "&exvsurl=1&viewmodel=ReadMessageItem";
  }

  private static void expand(ObjectNode shown, Expand expand, Message message) {
    ArrayNode elements = JsonNodeFactory.instance.arrayNode();
    if (expand.property().equals("attachments")) {
      for (Attachment attachment : message.attachments()) {
        boolean withContent = expand.select().isEmpty() || expand.select().contains("contentBytes");
        elements.add(selected(attachment.document(withContent), expand.select()));
      }
    } else {
      for (JsonNode property : message.document().path(expand.property())) {
        if (expand.filter().isPresent() && expand.filter().get().test(property)) {
          elements.add(property.deepCopy());
        }
      }
    }
    // A message without the property is shown without the collection.
    if (!elements.isEmpty() || expand.property().equals("attachments")) {
      shown.set(expand.property(), elements);
    }
  }

  static ObjectNode selected(ObjectNode document, Set<String> select) {
    if (!select.isEmpty()) {
      document.retain(keep(select));
    }
    return document;
  }

  private static Set<String> keep(Set<String> select) {
    Set<String> kept = new HashSet<>(select);
    kept.addAll(Set.of("@odata.type", "@odata.mediaContentType", "id", "item"));
    return kept;
  }
}
