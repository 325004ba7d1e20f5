package dev.errand.mailworker.bounces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.mail.Bounce;
import dev.errand.schemas.mail.FailedRecipient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports are mails of strangers: what is understood is told, and nothing breaks. */
class DeliveryReportTest {

  private static final String HEAD =
      """
      From: <postmaster@example.com>
      In-Reply-To: <answered@example.com>
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=delivery-status;
        boundary="=_b"

      This is a MIME message.
      """;

  private static final String PART = "--=_b\nContent-Type: ";

  private static final String STATUS = PART + "message/delivery-status\n\nReporting-MTA: dns;x\n\n";

  private static final String ORIGINAL =
      PART + "message/rfc822\n\nSubject: s\nMessage-ID: <mail@example.com>\n\nbody\n";

  private static String failed(String address, String status) {
    return "Final-Recipient: rfc822; "
        + address
        + "\nAction: failed\nStatus: "
        + status
        + "\nDiagnostic-Code: smtp; 550 Secret words\n\n";
  }

  private static Optional<DeliveryReport> read(String... parts) {
    String mail = String.join("", parts).replace("\n", "\r\n");
    return DeliveryReport.read(mail.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theMailInsideIsWhatDidNotArrive() {
    DeliveryReport report =
        read(
                HEAD,
                PART + "text/plain\n\nWords.\n",
                STATUS,
                failed("ada@example.com", "5.1.1 (bad mailbox)"),
                failed("grace@example.com", "unknown"),
                ORIGINAL,
                "--=_b--\n")
            .orElseThrow();
    assertThat(report.original()).isEqualTo("<mail@example.com>");
    assertThat(report.recipients())
        .containsExactly(
            new FailedRecipient("ada@example.com", "5.1.1"),
            new FailedRecipient("grace@example.com", null));
    assertThat(report.toString()).doesNotContain("Secret", "Words");
  }

  @Test
  void withoutAMailInsideItIsTheOneThatTheReportAnswers() {
    assertThat(read(HEAD, STATUS, failed("ada@example.com", "5.1.1"), "--=_b--\n"))
        .hasValueSatisfying(
            report -> assertThat(report.original()).isEqualTo("<answered@example.com>"));
  }

  @Test
  void theAddressThatWasWrittenToGoesBeforeWhatItBecame() {
    assertThat(
            read(
                HEAD,
                STATUS,
                "Original-Recipient: rfc822;ada@example.com\n"
                    + failed("ada@somewhere.else.example", "5.1.1"),
                ORIGINAL))
        .hasValueSatisfying(
            report ->
                assertThat(report.recipients())
                    .extracting(FailedRecipient::address)
                    .containsExactly("ada@example.com"));
  }

  @Test
  void aMailThatIsLateOrArrivedDidNotComeBack() {
    for (String action : new String[] {"delayed", "delivered", "relayed", "expanded"}) {
      assertThat(
              read(
                  HEAD,
                  STATUS,
                  "Final-Recipient: rfc822;ada@example.com\nAction: " + action + "\n\n",
                  ORIGINAL))
          .as(action)
          .isEmpty();
    }
    assertThat(
            read(
                HEAD,
                STATUS,
                "Final-Recipient: rfc822;ada@example.com\nAction: delayed\n\n",
                failed("grace@example.com", "4.4.7"),
                ORIGINAL))
        .hasValueSatisfying(report -> assertThat(report.recipients()).hasSize(1));
  }

  @Test
  void thereAreNoMoreRecipientsThanAreTold() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      many.append(failed("a" + i + "@example.com", "5.1.1"));
    }
    assertThat(read(HEAD, STATUS, many.toString(), ORIGINAL))
        .hasValueSatisfying(
            report -> assertThat(report.recipients()).hasSize(Bounce.MAX_RECIPIENTS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "Subject: s\n\nbody",
        "Content-Type: text/plain\n\nbody",
        "Content-Type: multipart/report\n\nno boundary",
        "Content-Type: multipart/report; boundary=\n\n--\n\n--",
        "Content-Type: ;;;\n\nbody",
        "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: /\n\n--b--",
      })
  void whatIsNoReportIsNothing(String mail) {
    assertThat(read(mail)).isEmpty();
  }

  @Test
  void whateverComesNothingBreaks() {
    String whole = String.join("", HEAD, STATUS, failed("ada@example.com", "5.1.1"), ORIGINAL);
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      byte[] mail = whole.getBytes(StandardCharsets.UTF_8);
      for (int change = 0; change < 5; change++) {
        mail[random.nextInt(mail.length)] = (byte) random.nextInt(256);
      }
      var _ = DeliveryReport.read(Arrays.copyOf(mail, random.nextInt(mail.length) + 1));
    }
  }
}
