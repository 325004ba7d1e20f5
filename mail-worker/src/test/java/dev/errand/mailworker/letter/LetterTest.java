package dev.errand.mailworker.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.NewMessage;
import dev.errand.pipeline.OperationStopped;
import dev.errand.runtime.files.FileId;
import dev.errand.schemas.mail.Address;
import dev.errand.schemas.mail.BodyType;
import dev.errand.schemas.mail.Importance;
import dev.errand.schemas.mail.MailSend;
import dev.errand.schemas.mail.NewAttachment;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent is what was asked for, or nothing is. */
class LetterTest {

  private static final Address BOB = new Address("bob@example.com", "Bob");

  private static MailSend mail(String subject, String body, @Nullable BodyType type) {
    return new MailSend(List.of(BOB), null, null, subject, body, type, null, null);
  }

  private static MailSend mail(NewAttachment... files) {
    return new MailSend(List.of(BOB), null, null, "s", "b", null, null, List.of(files));
  }

  private static NewAttachment file(String name) {
    return new NewAttachment(name, "text/plain", "aGk=");
  }

  private static void refused(MailSend asked) {
    assertThatExceptionOfType(OperationStopped.class).isThrownBy(() -> Letter.of(asked));
  }

  @Test
  void everyPartArrivesInTheDraft() {
    Address cat = new Address("cat@example.com", null);
    Address dan = new Address("dan@example.com", null);
    Letter letter =
        Letter.of(
            new MailSend(
                List.of(BOB),
                List.of(cat),
                List.of(dan, dan),
                "Über",
                "a < b",
                BodyType.TEXT,
                Importance.HIGH,
                null));
    NewMessage draft = letter.draft(new ExtendedProperty("id", "v"));
    assertThat(draft.subject()).isEqualTo("Über");
    assertThat(draft.body()).hasToString("ItemBody[contentType=text, content=a < b]");
    assertThat(draft.importance()).isEqualTo("high");
    assertThat(draft.ccRecipients()).hasSize(1);
    assertThat(letter.recipients()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rBcc: x", "a\u0085", "a\u2028", "a\u0000", "\udc00"})
  void aSubjectIsOneLine(String subject) {
    refused(mail(subject, "b", null));
  }

  @Test
  void aSubjectHasAtMost255Characters() {
    assertThat(Letter.of(mail("s".repeat(255), "b", null)).subject()).hasSize(255);
    refused(mail("s".repeat(256), "b", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000", "a\u001b[31m", "a\ud83d"})
  void aBodyIsText(String body) {
    refused(mail("s", body, null));
  }

  @Test
  void anUploadIsNamedAfterItsFileUnlessTheCommandSaysElse() {
    String one = "0199a2b4-c000-7000-8000-00000000000a";
    String other = "0199a2b4-c000-7000-8000-00000000000b";
    Letter letter =
        Letter.of(
            mail(
                new NewAttachment(null, null, null, one),
                new NewAttachment("a.txt", "text/plain", "aGk="),
                new NewAttachment("B.TXT", "text/html", null, other)));
    assertThat(letter.uploads()).extracting(FileId::toString).containsExactly(one, other);
    assertThat(
            letter.files(
                letter.uploads().stream()
                    .map(id -> new FileToSend.Uploaded("a/b.txt", "text/csv", id, 7))
                    .toList(),
                List.of()))
        .extracting(file -> file.name() + " " + file.contentType())
        .containsExactly("a_b.txt text/csv", "a.txt text/plain", "B.TXT text/html");
  }

  @Test
  void anUploadIsAttachedOnce() {
    NewAttachment upload =
        new NewAttachment(null, null, null, "0199a2b4-c000-7000-8000-00000000000a");
    refused(mail(upload, upload));
    refused(mail(new NewAttachment(null, null, null, "0199a2b4")));
  }

  @Test
  void aBodyHasAtMost2Megabytes() {
    refused(mail("s", "é".repeat(1_000_001), null));
  }

  /** What might be the beginning of a template is written apart. */
  @Test
  void aBodyHasAtMost2MegabytesAsItIsWritten() {
    refused(mail("s", "{".repeat(400_000), BodyType.HTML));
  }

  /** A command has 1,000,000 bytes and 400,000 characters of body; HTML is written at length. */
  @ParameterizedTest
  @EnumSource
  void whateverFitsIntoACommandFitsIntoOneWriteOfGraphs(BodyType type) {
    for (String character : List.of("\"", "<", "&", "\\", "\n", "=", "\u00e9")) {
      Letter letter = Letter.of(mail("s", character.repeat(400_000), type));
      long rest = 1_000_000 - 400_000; // recipients and files
      assertThat(letter.wholeSize() + rest).as(character).isLessThan(4_000_000);
    }
  }

  @Test
  void aMailHasBetween1And500Recipients() {
    refused(new MailSend(List.of(), null, null, "s", "b", null, null, null));
    refused(
        new MailSend(
            Collections.nCopies(250, BOB),
            Collections.nCopies(250, BOB),
            List.of(BOB),
            "s",
            "b",
            null,
            null,
            null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>Hi <b>Bob</b></p>                         | <p>Hi <b>Bob</b></p>",
        "a<script>alert(1)</script>b                  | ab",
        "<p onclick=\"x()\">t</p>                     | <p>t</p>",
        "<a href=\"javascript:x()\">t</a>             | t",
        "<img src=\"https://evil.example/p.gif\">t    | t",
        "<iframe src=\"https://evil.example\"></iframe>t | t",
        "<form action=\"https://evil.example\"><input></form>t | t",
        "<style>@import 'x'</style>t                  | t",
        "<base href=\"https://evil.example\">t        | t",
        "<meta http-equiv=\"refresh\" content=\"0\">t | t",
        "<svg><script>x</script></svg>t               | t",
        "<p style=\"background:url(https://evil.example)\">t</p> | <p>t</p>",
        "<p style=\"color:red\">t</p>                 | <p style=\"color:red\">t</p>",
      })
  void htmlIsMadeHarmless(String html, String expected) {
    assertThat(Letter.of(mail("s", html, BodyType.HTML)).body().content()).isEqualTo(expected);
  }

  @Test
  void aLinkToAWebPageStays() {
    assertThat(
            Letter.of(mail("s", "<a href=\"https://example.com/a\">t</a>", BodyType.HTML))
                .body()
                .content())
        .contains("href=\"https://example.com/a\"");
  }

  @Test
  void htmlOfWhichNothingIsLeftIsNotSentAsAnEmptyMail() {
    refused(mail("s", "<script>alert(1)</script>", BodyType.HTML));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "report.pdf       | report.pdf",
        "../../etc/passwd | _.._etc_passwd",
        "C:\\a\\b.txt     | C__a_b.txt",
        "...              | file",
        "..               | file",
        ".htaccess        | htaccess",
        "con.txt          | _con.txt",
        "a.txt...         | a.txt",
        "a*b?.txt         | a_b_.txt"
      })
  void aFileNameIsSafeToSaveUnder(String asked, String expected) {
    assertThat(Letter.of(mail(file(asked))).files(List.of(), List.of()))
        .extracting(FileToSend::name)
        .containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nb.txt", "a\u202etxt.exe", "a\u2028.txt", "a\ud800.txt", "a\u0000"})
  void aFileNameHasNothingInvisible(String asked) {
    String name = Letter.of(mail(file(asked))).files(List.of(), List.of()).getFirst().name();
    assertThat(name).matches("[a-z_.]+");
  }

  @Test
  void noTwoFilesAreCalledTheSame() {
    assertThat(
            Letter.of(mail(file("a.txt"), file("A.TXT"), file("a.txt"), file("a")))
                .files(List.of(), List.of()))
        .extracting(FileToSend::name)
        .containsExactly("a.txt", "A (2).TXT", "a (3).txt", "a");
  }

  @Test
  void aLongFileNameKeepsItsExtension() {
    assertThat(Letter.of(mail(file("x".repeat(300) + ".pdf"))).files(List.of(), List.of()))
        .extracting(FileToSend::name)
        .allSatisfy(name -> assertThat(name).hasSizeLessThan(190).endsWith("x.pdf"));
  }

  @Test
  void aFileIsBase64OfSomeType() {
    refused(mail(new NewAttachment("a", "text/plain", "not base64!")));
    refused(mail(new NewAttachment("a", "text", "aGk=")));
    refused(mail(new NewAttachment("a", "text/plain\r\nX: y", "aGk=")));
  }

  @Test
  void thereAreAtMost20Files() {
    refused(mail(Collections.nCopies(21, file("a")).toArray(NewAttachment[]::new)));
  }
}
