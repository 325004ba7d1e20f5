package dev.errand.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.mail.Address;
import dev.errand.schemas.mail.ConvertedAddress;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailSend;
import dev.errand.schemas.mail.Wording;
import dev.errand.schemas.mail.Written;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What no JSON Schema says of a mail is said when its command is taken, over HTTP and from Kafka
 * alike, and not first by who carries it out.
 */
class BeyondSchemaTest {

  private static final OperationCatalog CATALOG = new OperationCatalog();
  private static final String UPLOAD = "0a0b0c0d-0000-4000-8000-000000000001";
  private static final String EMOJI = "\ud83d\ude00";

  private static List<String> reasons(OperationName operation, ObjectNode data) {
    byte[] json = data.toString().getBytes(StandardCharsets.UTF_8);
    return CATALOG.validate(operation, json) instanceof Validation.Invalid invalid
        ? invalid.reasons()
        : List.of();
  }

  private static ObjectNode object() {
    return WireJson.mapper().createObjectNode();
  }

  private static ObjectNode mail() {
    ObjectNode mail = object().put("subject", "s").put("body", "b");
    mail.putArray("to").addObject().put("address", "ada@example.com");
    return mail;
  }

  private static void people(ObjectNode mail, String list, int many, String domain) {
    ArrayNode people = mail.putArray(list);
    for (int i = 0; i < many; i++) {
      people.addObject().put("address", list + i + "@" + domain);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mail.send", "mail.draft", "mail.forward", "mail.reply", "mail.reply-all"})
  void aMailHasAtMost500RecipientsInAllItsListsTogether(String name) {
    OperationName operation = new OperationName(name);
    assertThat(reasons(operation, mailTo(500, name))).isEmpty();
    assertThat(reasons(operation, mailTo(501, name)))
        .containsExactly(
            "The mail has more than 500 recipients, to, cc and bcc together."
                + " Send it to a distribution list.");
    assertThat(MailSend.MOST_RECIPIENTS).isEqualTo(500);
  }

  private static ObjectNode mailTo(int recipients, String operation) {
    boolean reply = operation.contains("reply");
    ObjectNode mail = object().put("body", "b");
    if (reply || operation.contains("forward")) {
      mail.put("message", "AAMk=");
    } else {
      mail.put("subject", "s");
    }
    int to = reply ? 0 : 1;
    if (to > 0) {
      people(mail, "to", to, "example.com");
    }
    int cc = recipients / 2;
    people(mail, "cc", cc, "example.com");
    people(mail, "bcc", recipients - to - cc, "example.com");
    return mail;
  }

  @Test
  void atMost100OfThemTravelInAnotherForm() {
    ObjectNode mail = mail();
    people(mail, "cc", ConvertedAddress.MOST, "m\u00fcller.example");
    assertThat(reasons(MailOperations.MAIL_SEND, mail)).isEmpty();
    people(mail, "bcc", 1, "m\u00fcller.example");
    assertThat(reasons(MailOperations.MAIL_SEND, mail))
        .singleElement()
        .asString()
        .contains("More than 100 addresses");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mail.send", "mail.draft", "mail.reply", "mail.reply-all"})
  void anUploadIsAttachedToAMailOnce(String name) {
    ObjectNode mail = name.contains("reply") ? object().put("message", "AAMk=") : mail();
    mail.put("body", "b").putArray("attachments").addObject().put("upload", UPLOAD);
    assertThat(reasons(new OperationName(name), mail)).isEmpty();
    mail.withArray("attachments").addObject().put("upload", UPLOAD).put("name", "again.txt");
    assertThat(reasons(new OperationName(name), mail))
        .containsExactly("An upload is attached twice. Attach it once.");
  }

  /** A JSON Schema counts it as one character, Outlook as two. */
  @Test
  void aSubjectIsAsLongAsOutlookCountsIt() {
    ObjectNode mail = mail().put("subject", EMOJI.repeat(127) + "x");
    assertThat(reasons(MailOperations.MAIL_SEND, mail)).isEmpty();
    assertThat(reasons(MailOperations.MAIL_SEND, mail.put("subject", EMOJI.repeat(128))))
        .containsExactly(
            "/subject is longer than 255 characters, where most emoji count as two. Shorten it.");
    assertThat(reasons(MailOperations.MAIL_DRAFT, mail)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u00a0\u2003", "\u202etxt.exe", "x\u2066y"})
  void aCategoryIsNoBlankAndTurnsNothing(String category) {
    ObjectNode mark = object().put("message", "AAMk=");
    mark.putArray("categories").add("Travel").add(category);
    assertThat(reasons(MailOperations.MAIL_MARK, mark))
        .singleElement()
        .asString()
        .startsWith("/categories/1 has ")
        .doesNotContain("txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u202etxt.exe", "\u00a0", "x\u00a0", "\u2003x"})
  void aFolderIsCalledWhatOutlookCallsIt(String name) {
    ObjectNode ensure = object();
    ensure.putArray("path").add("Travel").add(name);
    assertThat(reasons(MailOperations.FOLDER_ENSURE, ensure))
        .singleElement()
        .asString()
        .startsWith("/path/1 ");
  }

  @Test
  void aFolderWithLettersOfAllKindsIsCalledSo() {
    ObjectNode ensure = object();
    ensure.putArray("path").add("\u00dcber \u05e9\u05dc\u05d5\u05dd").add(EMOJI.repeat(127));
    assertThat(reasons(MailOperations.FOLDER_ENSURE, ensure)).isEmpty();
    ensure.putArray("path").add(EMOJI.repeat(128));
    assertThat(reasons(MailOperations.FOLDER_ENSURE, ensure)).hasSize(1);
  }

  @Test
  void aPersonsNameIsToldByItsPlace() {
    ObjectNode mail = mail();
    mail.putArray("cc").addObject().put("address", "ada@example.com").put("name", "Ada");
    mail.withArray("cc")
        .addObject()
        .put("address", "bob@example.com")
        .put("name", EMOJI.repeat(128));
    assertThat(reasons(MailOperations.MAIL_SEND, mail))
        .singleElement()
        .asString()
        .startsWith("/cc/1/name, the 2nd of cc, is longer than 255 characters");
  }

  @Test
  void aBodyHasLinesAndTabsAndNoOtherControls() {
    ObjectNode mail = mail().put("body", "a\r\n\tb" + EMOJI);
    assertThat(reasons(MailOperations.MAIL_SEND, mail)).isEmpty();
    assertThat(reasons(MailOperations.MAIL_SEND, mail.put("body", "a\u0007b")))
        .containsExactly(
            "/body has control characters, or others that do not belong there. Leave them out.");
  }

  record Naming(
      @Written(Wording.NAME) String one,
      @Written(Wording.NAME) List<String> many,
      List<Address> people,
      String other) {}

  @Test
  void anOperationThatIsNewHasToSayNoMoreThanItsRecord() {
    OperationName operation = new OperationName("mail.name");
    ObjectNode data = object().put("one", " ").put("other", " ");
    data.putArray("many").add("x").add(" ");
    data.putArray("people").addObject().put("name", "a\u202eb");
    assertThat(
            new Wordings(List.of(new OperationCatalog.Entry(operation, Naming.class, Naming.class)))
                .reasons(operation, data))
        .map(reason -> reason.replaceFirst("[ ,].*", ""))
        .isEqualTo(Stream.of("/one", "/many/1", "/people/0/name").toList());
  }
}
