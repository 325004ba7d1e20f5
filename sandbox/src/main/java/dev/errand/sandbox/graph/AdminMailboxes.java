package dev.errand.sandbox.graph;

import dev.errand.sandbox.admin.AdminApi;
import dev.errand.sandbox.graph.mailbox.Attachment;
import dev.errand.sandbox.graph.mailbox.Folder;
import dev.errand.sandbox.graph.mailbox.Habits;
import dev.errand.sandbox.graph.mailbox.Language;
import dev.errand.sandbox.graph.mailbox.Mailbox;
import dev.errand.sandbox.graph.mailbox.Message;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.http.Router;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happens to a mailbox without the worker, and what is really in it: {@code
 * /admin/graph/mailboxes/{person}/**}.
 */
record AdminMailboxes(GraphMail mail) {

  void routes(Router router) {
    String one = "/admin/graph/mailboxes/{person}";
    AdminApi.add(router, "PATCH", one, this::change);
    AdminApi.add(router, "GET", one + "/contents", this::contents);
    AdminApi.add(router, "POST", one + "/messages", this::receive);
    AdminApi.add(router, "POST", one + "/expire-delta", this::expireDelta);
    AdminApi.add(router, "GET", one + "/attachments", this::attachments);
  }

  /**
   * What is absent stays.
   *
   * @param automaticReplies {@code disabled}, {@code alwaysEnabled} or {@code scheduled}
   * @param replyMessage what they say
   */
  private record Change(
      @Nullable String locale,
      @Nullable String timeZone,
      @Nullable String automaticReplies,
      @Nullable String replyMessage) {

    Habits on(Habits now) {
      return new Habits(
          timeZone == null ? now.timeZone() : timeZone,
          automaticReplies == null ? now.automaticReplies() : automaticReplies,
          replyMessage == null ? now.replyMessage() : replyMessage);
    }
  }

  private Reply change(Request request) {
    Change wanted = Json.read(request.body(), Change.class);
    return mail.inMailbox(
        request.variable("person"),
        mailbox -> {
          if (wanted.locale() != null) {
            mailbox.folders().speak(Language.of(wanted.locale()));
          }
          mailbox.adopt(wanted.on(mailbox.habits()));
          return Reply.json(200, Json.object().put("locale", mailbox.language().locale()));
        });
  }

  /** A mail comes in from outside, with files, items and links if it has any. */
  private Reply receive(Request request) {
    if (!(request.json() instanceof ObjectNode written)) {
      throw new IllegalArgumentException("A mail is an object");
    }
    Message received =
        mail.inMailbox(request.variable("person"), mailbox -> mailbox.receive(written));
    return Reply.json(
        201, Json.object().put("id", received.id()).put("immutableId", received.immutableId()));
  }

  private Reply expireDelta(Request request) {
    return mail.inMailbox(
        request.variable("person"),
        mailbox -> {
          mailbox.expireDelta();
          return Reply.empty(204);
        });
  }

  /** All folders, each by the names on the way to it, with what lies in them. */
  private Reply contents(Request request) {
    ArrayNode folders = Json.array();
    var _ =
        mail.inMailbox(
            request.variable("person"),
            mailbox -> {
              describe(mailbox, mailbox.folders().root(), "", folders);
              return folders;
            });
    return Reply.json(200, Json.object().set("folders", folders));
  }

  private static void describe(Mailbox mailbox, Folder parent, String above, ArrayNode folders) {
    for (Folder folder : mailbox.folders().children(parent, true)) {
      String path = above + folder.displayName();
      ArrayNode messages =
          folders.addObject().put("id", folder.id()).put("path", path).putArray("messages");
      for (Message message : mailbox.in(folder)) {
        ObjectNode document = message.document();
        ObjectNode described =
            messages
                .addObject()
                .put("immutableId", message.immutableId())
                .put("isDraft", message.isDraft())
                .put("mark", message.extendedValue("ErrandCommand"));
        for (String each : List.of("subject", "isRead", "flag", "categories")) {
          described.set(each, document.path(each).deepCopy());
        }
      }
      describe(mailbox, folder, path + "/", folders);
    }
  }

  /** All files with their digests. */
  private Reply attachments(Request request) {
    ArrayNode all = Json.array();
    for (Attachment file :
        mail.inMailbox(request.variable("person"), mailbox -> mailbox.attachments().all())) {
      all.addObject()
          .put("id", file.id())
          .put("name", file.name())
          .put("size", file.content().size())
          .put("sha256", file.content().sha256());
    }
    return Reply.json(200, Json.object().set("attachments", all));
  }
}
