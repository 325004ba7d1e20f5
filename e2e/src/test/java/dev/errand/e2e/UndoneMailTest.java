package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.drive.CommandApi;
import dev.errand.local.drive.MailMark;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Command;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A mail with a file, sent by somebody who thinks better of it in time. All over HTTP. */
class UndoneMailTest {

  /** In which the mail has to be taken back, on a machine that is busy. */
  private static final Duration UNDO = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final TestStack stack = TestStack.shared();
  private static final SandboxDriver sandbox = stack.sandbox();
  private static final CommandApi api = new CommandApi(stack.stack());

  private final UserId ada =
      new NewPeople(stack.stack(), sandbox).connected(1, Set.of(Provider.MICROSOFT)).getFirst();
  private final String bob = ada + "-friend";

  @AfterAll
  static void end() {
    api.close();
  }

  @Test
  void whatWasUploadedForAMailThatIsTakenBackGoesOutOnceWithTheNextOne() {
    sandbox.makePerson(bob);
    LargeFile file = new LargeFile(100_000);
    String upload = file.upload(stack.stack(), ada);
    long begin = sandbox.ledgerEnd();
    Command first = mail("first", upload).later(null, UNDO);
    Command behind = Mix.folders(ada, "behind").later(null, UNDO);
    Command tooEarly = mail("too-early", upload);
    Command second = mail("second", upload);

    accepted(first);
    accepted(behind);
    assertThat(api.submit(tooEarly)).as("the first mail has the upload").isEqualTo(409);
    Command cancel =
        Mix.of(
            ada,
            "cancel",
            MailOperations.MAIL_CANCEL,
            Mix.data().put("command", first.id().value()));
    accepted(cancel);
    ended(cancel, "succeeded");
    ended(first, "cancelled");
    accepted(second);
    ended(second, "succeeded");

    ended(behind, "succeeded"); // it was due after the first mail, so that is not just late
    await("the mail")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(files(bob)).containsExactly(file.sha256()));
    assertThat(files(ada.value())).as("in her own mailbox").containsExactly(file.sha256());
    assertThat(mailsSince(begin)).containsExactly(MailMark.of(second));
  }

  private Command mail(String id, String upload) {
    ObjectNode data = Mix.data().put("subject", id).put("body", "Here it is.");
    data.putArray("to").addObject().put("address", bob + "@sandbox.example");
    data.putArray("attachments").addObject().put("upload", upload);
    return Mix.of(ada, id, MailOperations.MAIL_SEND, data);
  }

  private static void accepted(Command command) {
    assertThat(api.submit(command)).as("%s", command.id()).isEqualTo(202);
  }

  private static void ended(Command command, String status) {
    await(command.id() + " ends")
        .atMost(PATIENCE)
        .until(() -> api.state(command).path("state").asString("").equals("done"));
    JsonNode result = api.state(command).path("result");
    assertThat(result.path("status").asString()).as("%s", result).isEqualTo(status);
  }

  /** What Graph did, by the marks of its commands. */
  private List<String> mailsSince(long begin) {
    return sandbox.ledgerSince(begin).stream()
        .filter(call -> call.path("person").asString("").equals(ada.value()))
        .filter(call -> call.path("effectKind").asString("").equals("mail"))
        .map(call -> call.path("errandCommand").asString())
        .toList();
  }

  private static List<String> files(String person) {
    return sandbox.attachments(person).stream()
        .map(file -> file.path("sha256").asString())
        .toList();
  }
}
