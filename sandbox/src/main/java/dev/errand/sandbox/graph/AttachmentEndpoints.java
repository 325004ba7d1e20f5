package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Attachment;
import dev.errand.sandbox.graph.mailbox.Content;
import dev.errand.sandbox.graph.mailbox.MailTypes;
import dev.errand.sandbox.graph.mailbox.Message;
import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.graph.odata.Query;
import dev.errand.sandbox.http.Effect;
import dev.errand.sandbox.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Files, items and links in messages. */
final class AttachmentEndpoints {

  private static final String ITEM = "microsoft.graph.itemAttachment/item";

  private AttachmentEndpoints() {}

  static Reply list(Call call) {
    Query query = call.query(MailTypes.ANY_ATTACHMENT, Set.of("$expand"));
    Message message = call.mailbox().require(call.variable("id"));
    // Whoever selects nothing gets the content of all files.
    boolean withContent = query.select().isEmpty();
    var documents =
        message.attachments().stream().map(file -> expanded(call, file, withContent)).toList();
    return Lists.of(call, collection(message), query, documents);
  }

  static Reply get(Call call) {
    Attachment attachment = attachment(call);
    return shown(call, 200, call.mailbox().require(call.variable("id")), attachment);
  }

  static Reply content(Call call) {
    Attachment attachment = attachment(call);
    String type =
        attachment.contentType() == null ? "application/octet-stream" : attachment.contentType();
    return switch (attachment.content()) {
      case Content.Small small -> Reply.bytes(200, type, small.bytes());
      case Content.Large(var file) -> Reply.file(200, type, file.path());
      case Content.Item(var document) ->
          Reply.bytes(
              200,
              "text/plain",
              ("Subject: "
                      + document.path("subject").asString("")
                      + "\r\n\r\n"
                      + document.path("body").path("content").asString(""))
                  .getBytes(StandardCharsets.UTF_8));
      // https://learn.microsoft.com/graph/api/attachment-get says so.
      case Content.Link() ->
          throw new ODataError(
              405, "ErrorInvalidRequest", "A reference attachment has no content of its own.");
    };
  }

  static Reply add(Call call) {
    Attachment attachment =
        call.mailbox().attachments().add(call.variable("id"), call.body(MailTypes.ATTACHMENT));
    Message message = call.mailbox().require(call.variable("id"));
    return shown(call, 201, message, attachment)
        .withEffect(
            new Effect("attachment", attachment.id(), message.extendedValue("ErrandCommand")));
  }

  static Reply delete(Call call) {
    call.mailbox().attachments().remove(call.variable("id"), call.variable("attachment"));
    return Reply.empty(204).withEffect(Effect.of("attachment-delete", call.variable("attachment")));
  }

  private static Attachment attachment(Call call) {
    return call.mailbox().attachments().require(call.variable("id"), call.variable("attachment"));
  }

  private static Reply shown(Call call, int status, Message message, Attachment attachment) {
    Query query = call.query(MailTypes.ATTACHMENT, Set.of("$expand"));
    boolean withContent = query.select().isEmpty() || query.select().contains("contentBytes");
    ObjectNode document =
        MessageView.selected(expanded(call, attachment, withContent), query.select());
    return Lists.entity(call, status, collection(message), query, document);
  }

  /** With the item in it, if the client wants to see that. */
  private static ObjectNode expanded(Call call, Attachment attachment, boolean withContent) {
    ObjectNode document = attachment.document(withContent);
    if (attachment.content() instanceof Content.Item(var item)
        && call.request().query("$expand").filter(ITEM::equalsIgnoreCase).isPresent()) {
      document.set("item", item.deepCopy());
    }
    return document;
  }

  private static String collection(Message message) {
    return "messages('" + message.id() + "')/attachments";
  }
}
