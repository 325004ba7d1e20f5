package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.FOLDER_LIST;
import static dev.errand.schemas.mail.MailOperations.MAILBOX_CHECK;
import static dev.errand.schemas.mail.MailOperations.MAIL_CHANGES;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEARCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What only reads is simply repeated, whatever passes: nobody learns of it. */
class ReadFaultsTest {

  private static final List<String> FAULTS =
      List.of(
          "429",
          "429_retry_after_decimal",
          "429_retry_after_absent",
          "503_server_busy",
          "503_mailbox_info_stale",
          "504_before",
          "504_unknown_error_after_accept",
          "empty_body",
          "reset_after_accept",
          "404_mailbox_not_enabled",
          "drip");

  private final Post post = new Post();

  /** A read: what is asked, and on which route something goes wrong. */
  record Read(OperationName operation, String method, String route, String data) {}

  private static final List<Read> READS =
      List.of(
          new Read(MAIL_SEARCH, "GET", Post.CREATE, "{\"words\": \"trip\"}"),
          new Read(
              MAIL_CHANGES,
              "GET",
              "/graph/v1.0/me/mailFolders/{folder}/messages/delta",
              "{\"since\": \"2026-01-01T00:00:00Z\"}"),
          new Read(FOLDER_LIST, "GET", Post.FOLDERS, "{}"),
          new Read(FOLDER_LIST, "POST", "/graph/v1.0/$batch", "{}"),
          new Read(FOLDER_LIST, "GET", Post.CHILDREN, "{}"),
          new Read(MAILBOX_CHECK, "POST", "/graph/v1.0/$batch", "{}"),
          new Read(MAILBOX_CHECK, "GET", "/graph/v1.0/me/mailboxSettings", "{}"));

  static Stream<Arguments> faults() {
    return READS.stream()
        .flatMap(
            read ->
                FAULTS.stream()
                    .filter(fault -> !isNone(read, fault))
                    .map(fault -> Arguments.of(read, fault)));
  }

  /** To whom looks for a mailbox, that there is none is no fault; nothing drips within a batch. */
  private static boolean isNone(Read read, String fault) {
    boolean inBatch =
        read.route().endsWith("mailboxSettings") || read.route().endsWith("childFolders");
    return switch (fault) {
      case "drip" -> inBatch;
      case "404_mailbox_not_enabled" -> read.route().endsWith("mailboxSettings");
      default -> false;
    };
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aReadIsSimplyRepeated(Read read, String fault) {
    new Received(post, "ann");
    for (String parent : List.of("inbox", "archive")) {
      var _ =
          post.post(
              "ann",
              "/me/mailFolders/" + parent + "/childFolders",
              "{\"displayName\": \"Travel\"}");
    }
    post.pass(Duration.ofSeconds(3));
    int before = post.calls().size();
    Result expected = post.run(read.operation(), read.data());
    assertThat(expected.status()).as("%s", expected.problem()).isEqualTo(Status.SUCCEEDED);
    int calls = post.calls().size() - before;
    post.strike(post.preset(fault), read.method(), read.route());

    Result result = post.run(read.operation(), read.data());

    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(result.output()).isEqualTo(expected.output());
    assertThat(post.calls().size()).isGreaterThan(before + 2 * calls);
  }
}
