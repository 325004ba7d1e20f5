package dev.errand.e2e.canary;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.note.NoteOperations;
import java.util.Base64;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Commands in which every word that a person wrote is a canary; and all those. Thread-safe. */
final class Words {

  private final ConcurrentLinkedQueue<Canary> all = new ConcurrentLinkedQueue<>();
  private final AtomicInteger commands = new AtomicInteger();

  Collection<Canary> all() {
    return all;
  }

  /** What a person wrote. */
  String word() {
    return fresh(Kind.CONTENT);
  }

  /** What a provider answers, and nobody else may repeat. */
  String providers() {
    return fresh(Kind.PROVIDERS_WORDS);
  }

  /** A secret that the providers never gave out. */
  String fresh(Kind kind) {
    Canary canary = Canary.fresh(kind);
    all.add(canary);
    return canary.text();
  }

  Command note(UserId user) {
    return command(
        user,
        NoteOperations.NOTE_CREATE,
        json().put("title", word()).put("markdown", "# %s\n\n- [ ] %s".formatted(word(), word())));
  }

  Command search(UserId user) {
    return command(user, NoteOperations.NOTE_SEARCH, json().put("query", word()));
  }

  Command mail(UserId user) {
    ObjectNode mail = letter();
    byte[] file = ("file " + word()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    mail.putArray("attachments")
        .addObject()
        .put("name", word() + ".txt")
        .put("contentType", "text/plain")
        .put("content", Base64.getEncoder().encodeToString(file));
    return command(user, MailOperations.MAIL_SEND, mail);
  }

  /** With a file that was uploaded before. */
  Command mailWith(UserId user, String upload) {
    ObjectNode mail = letter();
    mail.putArray("attachments").addObject().put("upload", upload);
    return command(user, MailOperations.MAIL_SEND, mail);
  }

  private ObjectNode letter() {
    ObjectNode mail = json().put("subject", word()).put("body", "Dear " + word());
    mail.putArray("to").addObject().put("address", word() + "@elsewhere.example");
    return mail;
  }

  Command attachment(UserId user, String message, String attachment) {
    return command(
        user,
        MailOperations.ATTACHMENT_GET,
        json().put("message", message).put("attachment", attachment));
  }

  Command list(UserId user) {
    return command(user, MailOperations.MAIL_LIST, json().put("folder", "sentitems"));
  }

  private Command command(UserId user, OperationName operation, ObjectNode data) {
    return new Command(
        user,
        new CommandId("c-" + commands.incrementAndGet() + "-" + user.value()),
        operation,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        data);
  }

  private static ObjectNode json() {
    return JsonMapper.shared().createObjectNode();
  }
}
