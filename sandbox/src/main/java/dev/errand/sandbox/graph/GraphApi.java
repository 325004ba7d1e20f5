package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.PostOffice;
import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Router;
import java.util.Set;

/** The routes of Graph mail. */
final class GraphApi {

  static final String PREFIX = "/graph/v1.0";

  private final Gate gate;
  private final SendEndpoints sending;
  private final UploadEndpoints uploads;

  GraphApi(Gate gate, PostOffice postOffice, UploadEndpoints uploads) {
    this.uploads = uploads;
    this.gate = gate;
    this.sending = new SendEndpoints(postOffice);
  }

  void routes(Router router) {
    add(router, "GET", "/me", Access.PROFILE, ProfileEndpoints::me);
    add(router, "GET", "/me/mailboxSettings", Access.SETTINGS, ProfileEndpoints::settings);
    add(router, "GET", "/me/mailboxSettings/{name}", Access.SETTINGS, ProfileEndpoints::setting);
    messages(router);
    attachments(router);
    folders(router);
    router.fallback(Area.GRAPH, PREFIX, gate.open(Set.of(), GraphApi::unknown));
  }

  private void messages(Router router) {
    add(router, "GET", "/me/messages", Access.READ, MessageEndpoints::list);
    add(router, "GET", "/me/messages/$count", Access.READ, MessageEndpoints::count);
    add(router, "POST", "/me/messages", Access.WRITE, MessageEndpoints::draft);
    add(router, "GET", "/me/messages/{id}", Access.READ, MessageEndpoints::get);
    add(router, "GET", "/me/messages/{id}/$value", Access.READ_CONTENT, MessageEndpoints::text);
    add(router, "PATCH", "/me/messages/{id}", Access.WRITE, MessageEndpoints::update);
    add(router, "DELETE", "/me/messages/{id}", Access.WRITE, MessageEndpoints::delete);
    add(router, "POST", "/me/messages/{id}/move", Access.WRITE, MessageEndpoints::move);
    add(router, "POST", "/me/messages/{id}/copy", Access.WRITE, MessageEndpoints::copy);
    add(
        router,
        "POST",
        "/me/messages/{id}/permanentDelete",
        Access.WRITE,
        MessageEndpoints::deleteForGood);
    add(router, "POST", "/me/translateExchangeIds", Access.IDS, TranslateEndpoint::translate);
    answers(router);
  }

  private void answers(Router router) {
    String one = "/me/messages/{id}/";
    add(router, "POST", one + "createReply", Access.WRITE, ResponseEndpoints::reply);
    add(router, "POST", one + "createReplyAll", Access.WRITE, ResponseEndpoints::replyAll);
    add(router, "POST", one + "createForward", Access.WRITE, ResponseEndpoints::forward);
    add(router, "POST", one + "reply", Access.SEND, sending::reply);
    add(router, "POST", one + "replyAll", Access.SEND, sending::replyAll);
    add(router, "POST", one + "forward", Access.SEND, sending::forward);
    add(router, "POST", "/me/messages/{id}/send", Access.SEND, sending::sendDraft);
    add(router, "POST", "/me/sendMail", Access.SEND, sending::sendMail);
  }

  private void attachments(Router router) {
    String attachments = "/me/messages/{id}/attachments";
    String one = attachments + "/{attachment}";
    add(router, "GET", attachments, Access.READ_CONTENT, AttachmentEndpoints::list);
    add(router, "POST", attachments, Access.WRITE, AttachmentEndpoints::add);
    add(router, "POST", attachments + "/createUploadSession", Access.WRITE, uploads::create);
    add(router, "GET", one, Access.READ_CONTENT, AttachmentEndpoints::get);
    add(router, "GET", one + "/$value", Access.READ_CONTENT, AttachmentEndpoints::content);
    add(router, "DELETE", one, Access.WRITE, AttachmentEndpoints::delete);
  }

  private void folders(Router router) {
    String one = "/me/mailFolders/{folder}";
    add(router, "GET", "/me/mailFolders", Access.READ, FolderEndpoints::list);
    add(router, "GET", "/me/mailFolders/$count", Access.READ, FolderEndpoints::count);
    add(router, "POST", "/me/mailFolders", Access.WRITE, FolderEndpoints::create);
    add(router, "GET", one, Access.READ, FolderEndpoints::get);
    add(router, "PATCH", one, Access.WRITE, FolderEndpoints::rename);
    add(router, "DELETE", one, Access.WRITE, FolderEndpoints::delete);
    add(router, "POST", one + "/move", Access.WRITE, FolderEndpoints::move);
    add(router, "GET", one + "/childFolders", Access.READ, FolderEndpoints::listChildren);
    add(router, "POST", one + "/childFolders", Access.WRITE, FolderEndpoints::createChild);
    add(router, "GET", one + "/messages", Access.READ, MessageEndpoints::listInFolder);
    add(router, "GET", one + "/messages/$count", Access.READ, MessageEndpoints::countInFolder);
    add(router, "GET", one + "/messages/delta", Access.READ, DeltaEndpoint::changes);
    add(router, "GET", one + "/messages/delta()", Access.READ, DeltaEndpoint::changes);
    add(router, "GET", one + "/messages/{id}", Access.READ, MessageEndpoints::getInFolder);
    add(router, "POST", one + "/messages", Access.WRITE, MessageEndpoints::draftInFolder);
  }

  private void add(
      Router router, String method, String path, Set<String> anyOf, Endpoint endpoint) {
    router.add(Area.GRAPH, method, PREFIX + path, gate.open(anyOf, endpoint));
  }

  private static Reply unknown(Call call) {
    String path = call.request().path();
    throw unknownSegment(path.substring(path.lastIndexOf('/') + 1));
  }

  static ODataError unknownSegment(String segment) {
    return new ODataError(
        400, "BadRequest", "Resource not found for the segment '" + segment + "'.");
  }
}
