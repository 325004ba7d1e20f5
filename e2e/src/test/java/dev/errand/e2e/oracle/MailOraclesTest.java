package dev.errand.e2e.oracle;

import static dev.errand.e2e.oracle.Planted.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Command;
import dev.errand.schemas.Status;
import dev.errand.schemas.mail.MailOperations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each violation of a promise about a mailbox is seen when it is planted. */
class MailOraclesTest {

  private final Planted run = new Planted();

  @Test
  void aDraftThatIsThereTwiceOrNotAtAllIsSeen() {
    Command draft = run.asked(ANN, MailOperations.MAIL_DRAFT, "{'subject':'x'}", Status.SUCCEEDED);
    only(
        new TrueResults(run.evidence()), "command c5 of ann (mail.draft) succeeded without effect");
    run.calls.add(PlantedCalls.draft(draft, 50_000));
    assertThat(new TrueResults(run.evidence()).violations()).isEmpty();
    assertThat(new OneEffect(run.evidence()).violations()).isEmpty();
    run.calls.add(PlantedCalls.draft(draft, 60_000));
    assertThat(new OneEffect(run.evidence()).violations())
        .contains("command c5 of ann (mail.draft) was carried out 2 times");
    run.calls.add(PlantedCalls.thrownAway(draft, 70_000));
    assertThat(new OneEffect(run.evidence()).violations()).isEmpty();
  }

  @Test
  void draftsThatWereMadeInAnotherOrderThanTheyWereAskedForAreSeen() {
    Command first = run.asked(ANN, MailOperations.MAIL_DRAFT, "{'subject':'x'}", Status.SUCCEEDED);
    Command then = run.asked(ANN, MailOperations.MAIL_DRAFT, "{'subject':'y'}", Status.SUCCEEDED);
    run.calls.add(PlantedCalls.draft(then, 50_000));
    run.calls.add(PlantedCalls.draft(first, 60_000));
    assertThat(new InOrder(run.evidence()).violations()).hasSize(1);
  }

  @Test
  void aDraftThatWasSentTwiceIsSeen() {
    Command sent =
        run.asked(ANN, MailOperations.MAIL_SEND_DRAFT, "{'message':'m'}", Status.SUCCEEDED);
    only(
        new TrueResults(run.evidence()),
        "command c5 of ann (mail.send-draft) succeeded without effect");
    run.calls.add(PlantedCalls.mailed(sent, 50_000));
    run.calls.add(PlantedCalls.mailed(sent, 60_000));
    only(
        new OneEffect(run.evidence()),
        "command c5 of ann (mail.send-draft) was carried out 2 times");
  }

  @Test
  void aFolderThatIsMissingOrThereTwiceIsSeen() {
    run.asked(ANN, MailOperations.FOLDER_ENSURE, "{'path':['a','b']}", Status.SUCCEEDED);
    run.folders(ANN).add("a");
    only(
        new TrueResults(run.evidence()),
        "command c5 of ann (folder.ensure) succeeded without effect");
    run.folders(ANN).addAll(List.of("a/b", "a/b"));
    only(
        new OneEffect(run.evidence()), "command c5 of ann (folder.ensure) was carried out 2 times");
  }

  @Test
  void aMailThatIsNotWhereOrAsTheLastCommandLeftItIsSeen() {
    run.mailStates(ANN).put(Settings.folderOf("m"), "inbox");
    run.mailStates(ANN).put(Settings.marksOf("m"), "read false, notFlagged, []");
    assertThat(new LastWord(run.evidence()).violations()).isEmpty();
    run.asked(
        ANN, MailOperations.MAIL_MOVE, "{'message':'m','folder':'archive'}", Status.SUCCEEDED);
    only(new LastWord(run.evidence()), "the folder of m of ann: 'inbox' instead of [archive]");
    run.asked(ANN, MailOperations.MAIL_DELETE, "{'message':'m'}", Status.SUCCEEDED);
    only(new LastWord(run.evidence()), "the folder of m of ann: 'inbox' instead of [deleteditems]");
    run.mailStates(ANN).put(Settings.folderOf("m"), "deleteditems");
    run.asked(
        ANN,
        MailOperations.MAIL_MARK,
        "{'message':'m','read':true,'flag':'flagged','categories':['c']}",
        Status.SUCCEEDED);
    only(
        new LastWord(run.evidence()),
        "the marks of m of ann: 'read false, notFlagged, []' instead of [read true, flagged, [c]]");
  }

  @Test
  void aForeignMailIsSeenAlsoAsAnAnswer() {
    run.calls.add(PlantedCalls.lookIntoTheMailbox(ANN, 0));
    run.looked(ANN, MailOperations.MAIL_LIST, "{'mails':[{'subject':'Re: ann c4'}]}");
    assertThat(new OwnReads(run.evidence()).violations()).isEmpty();
    run.looked(ANN, MailOperations.MAIL_LIST, "{'mails':[{'subject':'Fw: bob c4'}]}");
    only(new OwnReads(run.evidence()), "command c6 of ann (mail.list) was shown 'bob c4'");
  }

  @Test
  void aFileThatIsMissingOrOnAMailTwiceIsSeen() {
    Command mail =
        run.asked(
            ANN, MailOperations.MAIL_SEND, "{'subject':'x','attachments':[{}]}", Status.SUCCEEDED);
    only(new WholeMails(run.evidence()), "command c5 of ann (mail.send) has 0 files, not 1");
    run.calls.add(PlantedCalls.attached(mail, 50_000));
    assertThat(new WholeMails(run.evidence()).violations()).isEmpty();
    run.calls.add(PlantedCalls.attached(mail, 60_000));
    only(new WholeMails(run.evidence()), "command c5 of ann (mail.send) has 2 files, not 1");
  }

  private static void only(Oracle oracle, String violation) {
    assertThat(oracle.violations()).containsExactly(violation);
  }
}
