package dev.errand.local.demo;

import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Command;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.BodyType;
import dev.errand.schemas.mail.FolderList;
import dev.errand.schemas.mail.Importance;
import dev.errand.schemas.mail.MailCancel;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailSend;
import dev.errand.schemas.mail.NewAttachment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Mails are sent: a plain one, one with a file, one with a large file, and one not after all. */
final class MailWriting {

  /** As long as a mail may be taken back. */
  private static final Duration UNDO = Duration.ofHours(1);

  private final Asking asking;
  private final Cast cast;

  MailWriting(Asking asking, Cast cast) {
    this.asking = asking;
    this.cast = cast;
  }

  /** What a mail to that person from the one before is called. */
  static String hello(UserId from) {
    return "Hello from " + Cast.name(from);
  }

  List<Planned> firstAct(UserId person) {
    return List.of(sendText(person, cast.next(person)), listFolders(person));
  }

  private Planned sendText(UserId from, UserId to) {
    return Planned.succeeds(
        send(from, to, hello(from), "Shall we meet on Monday?\n\n" + Cast.name(from), null),
        "to " + to + ", in plain text",
        "sent",
        output -> true);
  }

  Planned sendHtml(UserId from, UserId to) {
    String csv = Base64.getEncoder().encodeToString(DemoTexts.CSV.getBytes(StandardCharsets.UTF_8));
    return Planned.succeeds(
        asking.command(
            from,
            MailOperations.MAIL_SEND,
            new MailSend(
                List.of(Cast.address(to)),
                List.of(Cast.address(from)),
                null,
                DemoTexts.FIGURES,
                DemoTexts.HTML,
                BodyType.HTML,
                Importance.HIGH,
                List.of(new NewAttachment("figures.csv", "text/csv", csv)))),
        "to " + to + ", in HTML with an attachment",
        "sent",
        output -> true);
  }

  /** A mail that waits a while before it is sent, and what takes it back meanwhile. */
  List<Planned> takenBack(UserId from, UserId to) {
    Command rash = send(from, to, "I resign", "Find somebody else.", null).later(null, UNDO);
    return List.of(
        Planned.fails(
            rash,
            "to " + to + ", to be sent in an hour if it is not undone",
            Status.CANCELLED,
            ProblemCode.NOT_PERMITTED),
        Planned.succeeds(
            asking.command(from, MailOperations.MAIL_CANCEL, new MailCancel(rash.id().value())),
            "undoes it",
            "the id of the mail that is not sent",
            output -> output.path("command").asString("").equals(rash.id().value())));
  }

  /** The file came before its command, and goes to Outlook in ranges. */
  Planned sendUpload(UserId from, UserId to, String upload) {
    return Planned.succeeds(
        send(
            from,
            to,
            "The plans",
            "All of them, in one file.",
            new NewAttachment(null, null, null, upload)),
        "to %s, with the file of %s that was uploaded".formatted(to, DemoFile.size()),
        "sent",
        output -> true);
  }

  private Command send(
      UserId from, UserId to, String subject, String body, @Nullable NewAttachment file) {
    return asking.command(
        from,
        MailOperations.MAIL_SEND,
        new MailSend(
            List.of(Cast.address(to)),
            null,
            null,
            subject,
            body,
            BodyType.TEXT,
            null,
            file == null ? null : List.of(file)));
  }

  private Planned listFolders(UserId person) {
    return Planned.succeeds(
        asking.command(person, MailOperations.FOLDER_LIST, new FolderList()),
        "every folder",
        "the inbox among them",
        output ->
            output
                .path("folders")
                .valueStream()
                .anyMatch(folder -> folder.path("name").asString("").equalsIgnoreCase("inbox")));
  }

  /** The large file has come byte for byte. */
  List<String> wrong(SandboxDriver sandbox, UserId reader) {
    List<JsonNode> came =
        sandbox.attachments(reader.value()).stream()
            .filter(file -> file.path("name").asString("").equals(DemoFile.NAME))
            .toList();
    return came.size() == 1 && came.getFirst().path("sha256").asString("").equals(DemoFile.sha256())
        ? List.of()
        : List.of("%s is not there once as it was uploaded: %s".formatted(DemoFile.NAME, came));
  }
}
