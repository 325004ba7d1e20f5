package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.MAIL_DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A deleted mail lies in Deleted Items, whatever goes wrong and however often it is said. */
class DeleteMailTest {

  private final Post post = new Post();
  private final Received mail = new Received(post, "ann");

  private static String data(String message) {
    return "{\"message\": \"" + message + "\"}";
  }

  private Result delete(String message) {
    return post.run(MAIL_DELETE, data(message));
  }

  private void assertDeleted(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.mailsIn("ann", "deleteditems")).hasSize(1);
    assertThat(Objects.requireNonNull(result.output()).path("message").asString())
        .isEqualTo(mail.id());
    assertThat(result.output().path("folder").asString()).isEqualTo(mail.folder());
  }

  @Test
  void twiceIsAsOnce() {
    OperationHarness harness = post.harness();
    Result once = harness.run(Post.command("ann", "c-1", MAIL_DELETE, data(mail.id())));
    assertDeleted(once);
    Result twice = harness.run(Post.command("ann", "c-2", MAIL_DELETE, data(mail.id())));
    assertDeleted(twice);
    assertThat(twice.output()).isEqualTo(once.output());
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.operations.PassingFaults#anywhere")
  void aPassingFaultCostsTimeAndNothingElse(String fault) {
    post.strike(post.preset(fault), Post.MOVE);
    assertDeleted(delete(mail.id()));
  }

  @ParameterizedTest
  @CsvSource({"504_after_accept, 1", "504_before, 2"})
  void whatWasDeletedIsNotDeletedAgain(String fault, int requests) {
    post.strike(post.preset(fault), Post.MOVE);
    assertDeleted(delete(mail.id()));
    assertThat(post.calls().stream().filter(call -> call.route().equals(Post.MOVE)))
        .hasSize(requests);
  }

  @Test
  void aCrashAtAnyPointLosesNothing() {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      Received received = new Received(fresh, "ann");
      fresh.strike(fresh.preset("504_before"), Post.MOVE);
      OperationHarness harness = fresh.harness().crashAt(point);
      Result result = harness.run(Post.command("ann", "c-1", MAIL_DELETE, data(received.id())));
      assertThat(result.status()).as("crash at %s", point).isEqualTo(Status.SUCCEEDED);
      assertThat(fresh.mailsIn("ann", "deleteditems")).hasSize(1);
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(3);
        return;
      }
    }
  }

  @Test
  void anothersMailIsNotFoundAsOneThatIsNowhere() {
    mail.assertHiddenFrom(this::delete);
  }

  @Test
  void aStaleIdIsFoundAgainByTheMessageId() {
    String stale = mail.staleId();
    assertThat(Received.problem(delete(stale)).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertDeleted(
        post.run(
            MAIL_DELETE,
            "{\"message\": \"%s\", \"internetMessageId\": \"%s\"}"
                .formatted(stale, mail.internetMessageId())));
  }
}
