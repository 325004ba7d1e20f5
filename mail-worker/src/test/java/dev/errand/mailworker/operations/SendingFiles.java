package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Post.RANGE;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.mailworker.graph.GraphUploads;
import dev.errand.runtime.files.FileId;
import dev.errand.sandbox.ledger.Call;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Mails with a file of three ranges, on their way from ann to ben. */
abstract class SendingFiles {

  static final int SIZE = 2 * GraphUploads.RANGE + 1_234_567; // three ranges
  static final byte[] FILE = bytes(SIZE);

  final Post post = new Post();

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static String mail(Object upload) {
    return """
    {"to": [{"address": "ben@sandbox.example"}], "subject": "Plan", "body": "Here it is.",
     "attachments": [{"name": "a.txt", "contentType": "text/plain", "content": "c291cA=="},
                     {"upload": "%s"}]}
    """
        .formatted(upload);
  }

  static FileId uploaded(Post post) {
    return post.upload("ann", "plan.pdf", "application/pdf", FILE);
  }

  Result send() {
    return post.run(MAIL_SEND, mail(uploaded(post)));
  }

  static void assertArrived(Post post, Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.mailsAtLastIn("ben", "inbox")).hasSize(1);
    assertThat(post.accepted()).isEqualTo(1);
    assertThat(inMailboxOf(post, "ben"))
        .containsExactlyInAnyOrder(
            "a.txt " + sha256(new byte[] {'s', 'o', 'u', 'p'}), "plan.pdf " + sha256(FILE));
    assertThat(post.uploadsKept()).as("uploads that are kept").isZero();
  }

  static List<String> inMailboxOf(Post post, String person) {
    return post.attachments(person).stream()
        .map(file -> file.path("name").asString() + " " + file.path("sha256").asString())
        .toList();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static long rangesSent(Post post) {
    return post.calls().stream().filter(SendingFiles::sendsARange).count();
  }

  private static boolean sendsARange(Call call) {
    return call.route().equals(RANGE) && call.method().equals("PUT");
  }
}
