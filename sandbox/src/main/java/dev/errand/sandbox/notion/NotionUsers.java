package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.model.Connection;
import dev.errand.sandbox.people.Person;
import tools.jackson.databind.node.ObjectNode;

/** User objects. */
public final class NotionUsers {

  /** Of a free workspace, as recorded: 5 MiB. */
  private static final long MAX_UPLOAD_BYTES = 5 * 1024 * 1024;

  private NotionUsers() {}

  public static ObjectNode person(Person person) {
    ObjectNode user =
        Json.object()
            .put("object", "user")
            .put("id", person.notionUserId())
            .put("name", person.name())
            .putNull("avatar_url")
            .put("type", "person");
    user.putObject("person").put("email", person.email());
    return user;
  }

  static ObjectNode bot(Connection connection) {
    ObjectNode user =
        Json.object()
            .put("object", "user")
            .put("id", connection.botId())
            .put("name", connection.client().name())
            .putNull("avatar_url")
            .put("type", "bot");
    ObjectNode bot = user.putObject("bot");
    bot.putObject("owner").put("type", "user").set("user", person(connection.person()));
    bot.put("workspace_name", connection.workspace().name())
        .put("workspace_id", connection.workspace().id())
        .putObject("workspace_limits")
        .put("max_file_upload_size_in_bytes", MAX_UPLOAD_BYTES);
    return user;
  }

  static ObjectNode partial(String id) {
    return Json.object().put("object", "user").put("id", id);
  }
}
