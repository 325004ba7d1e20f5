package dev.errand.mailworker.operations;

import dev.errand.schemas.Command;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The fields of mail commands that hold an id of something in a mailbox. */
final class MailIds {

  private static final Path GOLDEN = Path.of("../runtime/src/test/resources/golden");
  private static final Set<String> NAMES = Set.of("message", "folder", "parent", "attachment");

  private MailIds() {}

  /** All of them, of all operations that there are. */
  static Stream<Field> fields() {
    return new OperationCatalog()
        .entries().stream()
            .filter(entry -> entry.topics().equals(Topics.MAIL))
            .flatMap(
                entry ->
                    properties(entry).stream()
                        .filter(property -> NAMES.contains(property.getKey()))
                        .map(property -> new Field(entry.name(), property.getKey())));
  }

  /** Those that may be an id, by their description, and are none of a mailbox's. */
  static Stream<Field> others() {
    return new OperationCatalog()
        .entries().stream()
            .filter(entry -> entry.topics().equals(Topics.MAIL))
            .flatMap(
                entry ->
                    properties(entry).stream()
                        .filter(property -> !NAMES.contains(property.getKey()))
                        .filter(MailIds::soundsLikeAnId)
                        .map(property -> new Field(entry.name(), property.getKey())));
  }

  private static boolean soundsLikeAnId(Map.Entry<String, JsonNode> property) {
    JsonNode schema = property.getValue();
    return schema.path("pattern").asString("").startsWith("^[!-~]")
        || schema.path("description").asString("").matches("(?is).*\\bid\\b.*");
  }

  private static Set<Map.Entry<String, JsonNode>> properties(OperationCatalog.Entry entry) {
    try (InputStream in = Command.class.getResourceAsStream("/errand/" + entry.inputSchema())) {
      return JsonMapper.shared().readTree(in).path("properties").properties();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of them. */
  record Field(OperationName operation, String name) {

    /** The operation's example, with that id there, and with ids of Ann's own in all others. */
    ObjectNode data(Post post, Received mail, String id) {
      ObjectNode data = (ObjectNode) example();
      for (String unwanted : List.of("cursor", "internetMessageId")) {
        var _ = data.remove(unwanted);
      }
      for (String field : NAMES) {
        if (data.has(field)) {
          var _ = data.put(field, own(post, mail, field));
        }
      }
      return data.put(name, id);
    }

    private static String own(Post post, Received mail, String field) {
      return switch (field) {
        case "message" -> mail.id();
        case "attachment" -> mail.attachment();
        default -> post.get("ann", "/me/mailFolders/archive").path("id").asString();
      };
    }

    private JsonNode example() {
      try {
        String record = Files.readString(GOLDEN.resolve(operation + ".command"));
        return JsonMapper.shared().readTree(record.split("\n\n", 2)[1]);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
