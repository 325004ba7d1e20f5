package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Attachment;
import dev.errand.sandbox.graph.mailbox.MailTypes;
import dev.errand.sandbox.graph.mailbox.Message;
import dev.errand.sandbox.graph.odata.Query;
import dev.errand.sandbox.http.Effect;
import dev.errand.sandbox.http.Reply;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/** Files in messages. */
final class AttachmentEndpoints {

  private AttachmentEndpoints() {}

  static Reply list(Call call) {
    Query query = call.query(MailTypes.ANY_ATTACHMENT);
    Message message = call.mailbox().require(call.variable("id"));
    var documents = message.attachments().stream().map(Attachment::document).toList();
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
    return Reply.bytes(200, type, Base64.getDecoder().decode(attachment.contentBytes()));
  }

  static Reply add(Call call) {
    Attachment attachment =
        call.mailbox().attach(call.variable("id"), call.body(MailTypes.ATTACHMENT));
    Message message = call.mailbox().require(call.variable("id"));
    return shown(call, 201, message, attachment)
        .withEffect(
            new Effect("attachment", attachment.id(), message.extendedValue("ErrandCommand")));
  }

  static Reply delete(Call call) {
    call.mailbox().detach(call.variable("id"), call.variable("attachment"));
    return Reply.empty(204).withEffect(Effect.of("attachment-delete", call.variable("attachment")));
  }

  private static Attachment attachment(Call call) {
    return call.mailbox().attachment(call.variable("id"), call.variable("attachment"));
  }

  private static Reply shown(Call call, int status, Message message, Attachment attachment) {
    Query query = call.query(MailTypes.ATTACHMENT);
    ObjectNode document = MessageView.selected(attachment.document(), query.select());
    return Lists.entity(call, status, collection(message), query, document);
  }

  private static String collection(Message message) {
    return "messages('" + message.id() + "')/attachments";
  }
}
