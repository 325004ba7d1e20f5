package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Folder;
import dev.errand.sandbox.graph.mailbox.Folders;
import dev.errand.sandbox.graph.mailbox.MailErrors;
import dev.errand.sandbox.graph.mailbox.MailTypes;
import dev.errand.sandbox.graph.odata.Query;
import dev.errand.sandbox.http.Effect;
import dev.errand.sandbox.http.Reply;
import tools.jackson.databind.node.ObjectNode;

/** Folders: list, get, make, rename, move, delete. A folder that is moved has another id. */
final class FolderEndpoints {

  private FolderEndpoints() {}

  static Reply list(Call call) {
    return list(call, call.mailbox().folders().root());
  }

  static Reply listChildren(Call call) {
    return list(call, parent(call));
  }

  private static Reply list(Call call, Folder parent) {
    Query query = call.query(MailTypes.FOLDER);
    Folders folders = call.mailbox().folders();
    boolean withHidden =
        call.request().query("includeHiddenFolders").orElse("false").equals("true");
    var documents = folders.children(parent, withHidden).stream().map(folders::document).toList();
    return Lists.of(call, "mailFolders", query, documents);
  }

  static Reply count(Call call) {
    return Lists.count(
        call.mailbox().folders().children(call.mailbox().folders().root(), false).size());
  }

  static Reply get(Call call) {
    return shown(call, 200, parent(call));
  }

  static Reply create(Call call) {
    return create(call, call.mailbox().folders().root());
  }

  static Reply createChild(Call call) {
    return create(call, parent(call));
  }

  private static Reply create(Call call, Folder parent) {
    ObjectNode body = call.body(MailTypes.FOLDER);
    Folder folder =
        call.mailbox()
            .folders()
            .create(
                body.path("displayName").asString(""),
                parent,
                body.path("isHidden").booleanValue(false));
    return shown(call, 201, folder).withEffect(Effect.of("folder", folder.id()));
  }

  static Reply rename(Call call) {
    Folder folder = parent(call);
    ObjectNode body = call.body(MailTypes.FOLDER);
    // isHidden only at creation, and everything else the store decides.
    if (body.size() != 1 || !body.has("displayName")) {
      throw MailErrors.notSettable();
    }
    call.mailbox().folders().rename(folder, body.path("displayName").asString(""));
    return shown(call, 200, folder).withEffect(Effect.of("folder-rename", folder.id()));
  }

  static Reply delete(Call call) {
    Folder folder = parent(call);
    String id = folder.id();
    call.mailbox().folders().delete(folder);
    return Reply.empty(204).withEffect(Effect.of("folder-delete", id));
  }

  static Reply move(Call call) {
    Folder folder = parent(call);
    call.mailbox().folders().move(folder, MessageEndpoints.destination(call, "move"));
    return shown(call, 200, folder).withEffect(Effect.of("folder-move", folder.id()));
  }

  private static Folder parent(Call call) {
    return call.mailbox().folders().require(call.variable("folder"));
  }

  private static Reply shown(Call call, int status, Folder folder) {
    Query query = call.query(MailTypes.FOLDER);
    ObjectNode document = call.mailbox().folders().document(folder);
    return Lists.entity(
        call, status, "mailFolders", query, MessageView.selected(document, query.select()));
  }
}
