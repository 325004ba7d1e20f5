package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Folder;
import dev.errand.sandbox.graph.mailbox.MailErrors;
import dev.errand.sandbox.graph.mailbox.MailTypes;
import dev.errand.sandbox.graph.mailbox.Mailbox;
import dev.errand.sandbox.graph.mailbox.Message;
import dev.errand.sandbox.graph.mailbox.Mime;
import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.graph.odata.Query;
import dev.errand.sandbox.http.Effect;
import dev.errand.sandbox.http.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Messages: list, get, draft, change, move, delete. */
final class MessageEndpoints {

  private MessageEndpoints() {}

  static Reply list(Call call) {
    return list(call, null);
  }

  static Reply listInFolder(Call call) {
    return list(call, call.mailbox().folders().require(call.variable("folder")));
  }

  private static Reply list(Call call, @Nullable Folder folder) {
    Query query = call.messageQuery();
    MessageView view = call.view(query);
    Mailbox.Page page = call.mailbox().find(query, folder);
    String collection = folder == null ? "messages" : "mailFolders('" + folder.id() + "')/messages";
    return Lists.page(
        call,
        collection,
        query,
        page.messages().stream().map(view::show).toList(),
        page.more(),
        page.total());
  }

  static Reply count(Call call) {
    return count(call, null);
  }

  static Reply countInFolder(Call call) {
    return count(call, call.mailbox().folders().require(call.variable("folder")));
  }

  /** A bare number, of those that a filter lets through. */
  private static Reply count(Call call, @Nullable Folder folder) {
    return Lists.count(call.mailbox().find(call.messageQuery().counting(), folder).total());
  }

  static Reply get(Call call) {
    Query query = call.messageQuery();
    return shown(call, 200, query, call.mailbox().require(call.variable("id")));
  }

  /** As the text it travels in. Graph refuses this for a message that is named by its folder. */
  static Reply text(Call call) {
    return Reply.bytes(200, "text/plain", Mime.of(call.mailbox().require(call.variable("id"))));
  }

  static Reply getInFolder(Call call) {
    Folder folder = call.mailbox().folders().require(call.variable("folder"));
    if (!folder.id().equals(call.mailbox().require(call.variable("id")).parentFolderId())) {
      throw MailErrors.itemNotFound();
    }
    return get(call);
  }

  static Reply draft(Call call) {
    return draft(call, call.mailbox().folders().require("drafts"));
  }

  static Reply draftInFolder(Call call) {
    return draft(call, call.mailbox().folders().require(call.variable("folder")));
  }

  private static Reply draft(Call call, Folder folder) {
    Query query = call.messageQuery();
    Message draft = call.mailbox().draft(call.body(MailTypes.MESSAGE), folder);
    return made(call, query, draft);
  }

  /** A draft that was not there before. */
  static Reply made(Call call, Query query, Message draft) {
    return shown(call, 201, query, draft)
        .withHeader("location", call.base() + "/me/messages/" + call.view(query).id(draft))
        .withEffect(effect("draft", draft));
  }

  static Reply update(Call call) {
    Query query = call.messageQuery();
    requireCurrent(call);
    Message message = call.mailbox().update(call.variable("id"), call.body(MailTypes.MESSAGE));
    return shown(call, 200, query, message).withEffect(effect("message-update", message));
  }

  static Reply delete(Call call) {
    requireCurrent(call);
    Message message = call.mailbox().require(call.variable("id"));
    call.mailbox().delete(call.variable("id"));
    return Reply.empty(204).withEffect(effect("message-delete", message));
  }

  static Reply move(Call call) {
    Query query = call.messageQuery();
    Folder destination = destination(call, "move");
    Message message = call.mailbox().move(call.variable("id"), destination);
    return shown(call, 201, query, message).withEffect(effect("message-move", message));
  }

  static Reply copy(Call call) {
    Query query = call.messageQuery();
    Folder destination = destination(call, "copy");
    Message copy = call.mailbox().copy(call.variable("id"), destination);
    return shown(call, 201, query, copy).withEffect(effect("message-copy", copy));
  }

  static Reply deleteForGood(Call call) {
    Message message = call.mailbox().require(call.variable("id"));
    call.mailbox().deleteForGood(call.variable("id"));
    return Reply.empty(204).withEffect(effect("message-purge", message));
  }

  static Folder destination(Call call, String action) {
    ObjectNode parameters = Parameters.read(call, action, "destinationId");
    if (!parameters.path("destinationid").isString()) {
      throw new ODataError(
          400, "ErrorInvalidParameter", "The parameter 'DestinationId' is required.");
    }
    return call.mailbox().folders().require(parameters.path("destinationid").asString());
  }

  static Reply shown(Call call, int status, Query query, Message message) {
    ObjectNode shown = call.view(query).show(message);
    String etag = shown.path("@odata.etag").asString();
    return Lists.entity(call, status, "messages", query, shown).withHeader("etag", etag);
  }

  /** A change that names a version must name the current one. */
  private static void requireCurrent(Call call) {
    Message message = call.mailbox().require(call.variable("id"));
    String current = "W/\"" + message.document().path("changeKey").asString() + "\"";
    String named = call.request().header("if-match").orElse("*");
    if (!named.equals("*") && !named.equals(current)) {
      throw MailErrors.staleChangeKey();
    }
  }

  /** What the ledger says of a message; the command is the value of its property of that name. */
  static Effect effect(String kind, Message message) {
    return new Effect(kind, message.immutableId(), message.extendedValue("ErrandCommand"));
  }
}
