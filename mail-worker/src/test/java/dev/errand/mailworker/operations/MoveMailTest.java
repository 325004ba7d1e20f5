package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.MAIL_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A mail is moved to where it should be, whatever goes wrong, and its id stays. */
class MoveMailTest {

  private final Post post = new Post();
  private final Received mail = new Received(post, "ann");

  private Result move(String message, String folder) {
    return post.run(MAIL_MOVE, data(message, folder));
  }

  private static String data(String message, String folder) {
    return "{\"message\": \"" + message + "\", \"folder\": \"" + folder + "\"}";
  }

  private String folder(String name) {
    return post.get("ann", "/me/mailFolders/" + name).path("id").asString();
  }

  private void assertIn(String folder, Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(Objects.requireNonNull(result.output()).path("folder").asString()).isEqualTo(folder);
    assertThat(result.output().path("message").asString()).isEqualTo(mail.id());
    assertThat(mail.folder()).isEqualTo(folder);
  }

  private long moves() {
    return post.calls().stream().filter(call -> call.route().equals(Post.MOVE)).count();
  }

  @Test
  void aMailIsMovedByTheNameOrTheIdOfTheFolder() {
    assertIn(folder("archive"), move(mail.id(), "archive"));
    String own =
        post.post("ann", "/me/mailFolders", "{\"displayName\": \"Travel\"}").path("id").asString();
    OperationHarness harness = post.harness();
    assertIn(own, harness.run(Post.command("ann", "c-2", MAIL_MOVE, data(mail.id(), own))));
  }

  @Test
  void whatIsThereAlreadyIsThere() {
    assertIn(folder("inbox"), move(mail.id(), "inbox"));
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.operations.PassingFaults#anywhere")
  void aPassingFaultCostsTimeAndNothingElse(String fault) {
    post.strike(post.preset(fault), Post.MOVE);
    assertIn(folder("archive"), move(mail.id(), "archive"));
  }

  @ParameterizedTest
  @CsvSource({"504_after_accept, 1", "504_before, 2"})
  void whatWasMovedIsNotMovedAgain(String fault, int requests) {
    post.strike(post.preset(fault), Post.MOVE);
    assertIn(folder("archive"), move(mail.id(), "archive"));
    assertThat(moves()).isEqualTo(requests);
  }

  @Test
  void aCrashAtAnyPointLeavesItMoved() {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      Received received = new Received(fresh, "ann");
      fresh.strike(fresh.preset("reset_after_accept"), Post.MOVE);
      OperationHarness harness = fresh.harness().crashAt(point);
      Result result =
          harness.run(Post.command("ann", "c-1", MAIL_MOVE, data(received.id(), "archive")));
      assertThat(result.status()).as("crash at %s", point).isEqualTo(Status.SUCCEEDED);
      assertThat(fresh.mailsIn("ann", "archive")).hasSize(1);
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(3);
        return;
      }
    }
  }

  @Test
  void whatVanishedInDoubtIsNeitherCalledMovedNorNot() {
    post.strike(post.preset("504_before"), Post.MOVE);
    post.strike(
        Fault.answer(
            Point.BEFORE, Post.json(404, "{\"error\": {\"code\": \"ErrorItemNotFound\"}}")),
        "GET",
        Post.MESSAGE);
    assertThat(move(mail.id(), "archive").status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void anothersMailIsNotFoundAsOneThatIsNowhere() {
    mail.assertHiddenFrom(id -> move(id, "archive"));
  }

  @Test
  void anothersFolderIsNotFoundAsOneThatIsNowhere() {
    String bens = post.get("ben", "/me/mailFolders/inbox").path("id").asString();
    Result foreign = move(mail.id(), bens);
    Result random = move(mail.id(), Received.nobodys(bens));
    assertThat(Received.problem(foreign).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(Received.toldOf(foreign)).isEqualTo(Received.toldOf(random));
  }

  @Test
  void aStaleIdIsFoundAgainByTheMessageIdAndTheResultHasTheOneThatStays() {
    String stale = mail.staleId();
    assertThat(Received.problem(move(stale, "inbox")).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertIn(
        folder("inbox"),
        post.run(
            MAIL_MOVE,
            "{\"message\": \"%s\", \"internetMessageId\": \"%s\", \"folder\": \"inbox\"}"
                .formatted(stale, mail.internetMessageId())));
  }
}
