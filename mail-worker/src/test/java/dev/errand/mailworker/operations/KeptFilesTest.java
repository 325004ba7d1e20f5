package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Attached.assertRefused;
import static dev.errand.mailworker.operations.Attached.data;
import static dev.errand.mailworker.operations.Attached.file;
import static dev.errand.mailworker.operations.Attached.output;
import static dev.errand.mailworker.operations.Attached.zeros;
import static dev.errand.schemas.mail.MailOperations.ATTACHMENT_GET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.runtime.files.FileId;
import dev.errand.runtime.files.FileStore;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A file that is too large for a result is kept for its person to download, once. */
class KeptFilesTest {

  private static final UserId ANN = new UserId("ann");

  private final Post post = new Post();
  private final Attached attached = new Attached(post);

  private static FileId download(JsonNode got) {
    return FileId.read(got.at("/download/id").asString()).orElseThrow();
  }

  private long fetched() {
    return post.calls().stream().filter(call -> call.route().equals(Post.CONTENT)).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {690_001, Post.LARGEST})
  void whatIsLargerIsThereForItsPersonToDownload(int bytes) {
    JsonNode got = output(attached.get(attached.mail(file("large plan", zeros(bytes))), 0));
    assertThat(got.has("content")).isFalse();
    assertThat(got.path("size").asInt()).isEqualTo(bytes);
    assertThat(new OperationCatalog().validateOutput(ATTACHMENT_GET, got))
        .isInstanceOf(OperationCatalog.Validation.Valid.class);
    assertThat(post.files.content(ANN, download(got)))
        .hasValueSatisfying(kept -> assertThat(kept).isEqualTo(new byte[bytes]));
    assertThat(post.files.content(new UserId("ben"), download(got))).isEmpty();
    assertThat(fetched()).isEqualTo(1);
  }

  @Test
  void onlySoManyAreFetchedAtOnceAndTheNextOnesLater() {
    Received mail = attached.mail(file("large", zeros(700_000)));
    String attachment = attached.listed(mail).path(0).path("attachment").asString();
    Room.Place taken = post.room.take();
    post.beforeRun(
        3,
        () -> {
          assertThat(fetched()).isZero();
          taken.close();
        });
    assertThat(output(post.run(ATTACHMENT_GET, data(mail.id(), attachment))).has("download"))
        .isTrue();
    assertThat(fetched()).isEqualTo(1);
    post.room.take().close();
  }

  @Test
  void whatIsTooLargeToBeKeptIsRefusedAndNothingOfItStays() {
    assertRefused(attached.get(attached.mail(file("huge", zeros(Post.LARGEST + 1))), 0));
    assertThat(post.files.count()).isZero();
  }

  @Test
  void forWhatThereIsNoRoomIsToldWhoseRoomIsMissing() {
    Received mail = attached.mail(file("large", zeros(700_000)));
    post.files.keepNothing(new FileStore.Kept.NoRoom());
    assertFull(attached.get(mail, 0), "as one may have");
    post.files.keepNothing(new FileStore.Kept.Full());
    assertFull(attached.get(mail, 0), "right now");
  }

  private static void assertFull(Result result, String why) {
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
    assertThat(Received.problem(result).title()).contains(why);
    assertThat(Received.problem(result).retryable()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.operations.PassingFaults#thatAreSeen")
  void alsoALargeOneIsFetchedAgainAndKeptOnce(String fault) {
    Received mail = attached.mail(file("large", zeros(700_000)));
    post.strike(post.preset(fault), "GET", Post.CONTENT);
    assertThat(post.files.content(ANN, download(output(attached.get(mail, 0))))).isPresent();
    assertThat(post.files.count()).isEqualTo(1);
  }

  @Test
  void aCrashAtAnyPointLeavesOneDownloadAndWhatWasKeptIsNotFetchedAgain() {
    Received mail = attached.mail(file("large", zeros(700_000)));
    String attachment = attached.listed(mail).path(0).path("attachment").asString();
    for (int point = 1; ; point++) {
      OperationHarness harness = post.harness().crashAt(point);
      String id = "get-" + point;
      long before = fetched();
      Result result =
          harness.run(Post.command("ann", id, ATTACHMENT_GET, data(mail.id(), attachment)));
      assertThat(post.files.content(ANN, download(output(result)))).isPresent();
      assertThat(post.files.count()).isEqualTo(point);
      assertThat(fetched() - before).isEqualTo(1);
      if (!harness.crashed()) {
        break;
      }
    }
  }
}
