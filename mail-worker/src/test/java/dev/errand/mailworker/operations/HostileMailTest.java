package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.FOLDER_ENSURE;
import static dev.errand.schemas.mail.MailOperations.MAIL_DRAFT;
import static dev.errand.schemas.mail.MailOperations.MAIL_FORWARD;
import static dev.errand.schemas.mail.MailOperations.MAIL_LIST;
import static dev.errand.schemas.mail.MailOperations.MAIL_MARK;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY_ALL;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEARCH;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.models.Message;
import dev.errand.mailworker.HostileInput;
import dev.errand.sandbox.ledger.Call;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is hostile is refused and Outlook hears nothing of it, or it is harmless by the time it
 * leaves: the ledger tells for whom, Microsoft's own client what. The commands come past their JSON
 * Schema, which would have refused most of this before.
 */
class HostileMailTest {

  private static final String CORPORA = "dev.errand.mailworker.HostileInput#";
  private static final String ADDRESSES = "dev.errand.mailworker.HostileAddresses#";

  private final Post post = new Post();

  private static Map<String, Object> mail(String field, Object value) {
    Map<String, Object> mail = new LinkedHashMap<>();
    mail.put("to", List.of(Map.of("address", "ben@sandbox.example")));
    mail.put("subject", "s");
    mail.put("body", "b");
    mail.put(field, value);
    return mail;
  }

  private static Map<String, Object> answer(String field, Object value) {
    Map<String, Object> answer = mail(field, value);
    var _ = answer.remove("subject");
    answer.put("message", "AAMkAGI=");
    return answer;
  }

  private Result run(OperationName operation, Map<String, ?> data) {
    return post.run(operation, JsonMapper.shared().writeValueAsString(data));
  }

  private void assertRefused(OperationName operation, Map<String, ?> data) {
    Result result = run(operation, data);
    assertThat(result.status()).isEqualTo(Status.REJECTED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(Received.problem(result).toString()).doesNotContain("evil");
    assertThat(post.calls()).isEmpty();
  }

  private Message sent(Map<String, ?> data) {
    assertSucceeded(run(MAIL_SEND, data));
    assertThat(post.envelopes()).containsExactly(List.of("to ben@sandbox.example"));
    var _ = post.mailsAtLastIn("ben", "inbox");
    Message arrived = post.outlook("ben").only("inbox");
    assertThat(arrived.getToRecipients()).hasSize(1);
    assertThat(arrived.getCcRecipients()).isEmpty();
    assertThat(arrived.getReplyTo()).isEmpty();
    return arrived;
  }

  private static void assertSucceeded(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
  }

  @ParameterizedTest
  @MethodSource(ADDRESSES + "addresses")
  void whatIsNoPlainAddressReachesNobody(String address) {
    List<Map<String, String>> recipients =
        List.of(Map.of("address", "ben@sandbox.example"), Map.of("address", address));
    for (String field : List.of("to", "cc", "bcc")) {
      assertRefused(MAIL_SEND, mail(field, recipients));
      assertRefused(MAIL_DRAFT, mail(field, recipients));
      assertRefused(MAIL_FORWARD, answer(field, recipients));
    }
    for (String field : List.of("cc", "bcc")) {
      assertRefused(MAIL_REPLY, answer(field, recipients));
      assertRefused(MAIL_REPLY_ALL, answer(field, recipients));
    }
    assertRefused(MAIL_LIST, Map.of("from", address));
    assertRefused(MAIL_SEARCH, Map.of("words", "a", "from", address));
  }

  @Test
  void asManyRecipientsAsAllowedAreServedAndNotOneMore() {
    Map<String, String> one = Map.of("address", "Ben@sandbox.example");
    assertRefused(MAIL_SEND, mail("to", Collections.nCopies(1000, one)));
    assertRefused(MAIL_DRAFT, mail("bcc", Collections.nCopies(500, one)));
    assertSucceeded(run(MAIL_SEND, mail("cc", Collections.nCopies(499, one))));
    assertThat(post.envelopes().getFirst())
        .hasSize(500)
        .containsOnly("to ben@sandbox.example", "cc Ben@sandbox.example");
  }

  @ParameterizedTest
  @MethodSource(ADDRESSES + "names")
  void whatIsNoNameOfARecipientIsRefused(String name) {
    List<Map<String, String>> recipients =
        List.of(Map.of("address", "ben@sandbox.example", "name", name));
    assertRefused(MAIL_SEND, mail("to", recipients));
    assertRefused(MAIL_DRAFT, mail("cc", recipients));
    assertRefused(MAIL_FORWARD, answer("bcc", recipients));
  }

  @ParameterizedTest
  @MethodSource(ADDRESSES + "misleadingNames")
  void aNameThatLooksLikeAnAddressIsOnlyShown(String name) {
    Message arrived =
        sent(mail("to", List.of(Map.of("address", "ben@sandbox.example", "name", name))));
    assertThat(Outlook.shown(arrived.getToRecipients()))
        .containsExactly(name + " <ben@sandbox.example>");
  }

  @ParameterizedTest
  @MethodSource(CORPORA + "subjects")
  void whatIsNoSubjectIsRefused(String subject) {
    assertRefused(MAIL_SEND, mail("subject", subject));
    assertRefused(MAIL_DRAFT, mail("subject", subject));
  }

  @ParameterizedTest
  @MethodSource(CORPORA + "misleadingSubjects")
  void aSubjectIsNothingButASubject(String subject) {
    assertThat(sent(mail("subject", subject)).getSubject()).isEqualTo(subject);
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.HostileHtml#html")
  void htmlThatLeavesShowsAndLinksAndDoesNothingElse(String html) {
    Map<String, Object> data = mail("body", html);
    data.put("bodyType", "html");
    Result result = run(MAIL_DRAFT, data);
    if (result.status() == Status.REJECTED) {
      assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.INVALID_COMMAND);
      assertThat(post.calls()).isEmpty();
    } else {
      assertSucceeded(result);
      assertHarmless(within(body(post.outlook("ann").only("drafts"))));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.HostileHtml#html")
  void htmlInATextStaysText(String html) {
    assertSucceeded(run(MAIL_DRAFT, mail("body", html)));
    Outlook ann = post.outlook("ann");
    String draft = requireNonNull(ann.only("drafts").getId());
    assertThat(body(ann.text(draft))).isEqualTo(html);
    assertThat(within(body(ann.message(draft)))).doesNotContain("<script", "<img", "<p", "<a");
  }

  private static String body(Message message) {
    return requireNonNull(requireNonNull(message.getBody()).getContent());
  }

  /** Without the frame that Exchange puts around. */
  private static String within(String body) {
    return body.substring(body.indexOf("<body>") + 6, body.lastIndexOf("</body></html>"));
  }

  private static final Pattern TAG =
      Pattern.compile("</?([a-z0-9]+)((?: [a-z]+=\"[^\"<>]*\")*)(?: /)?>");
  private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z]+)=\"([^\"<>]*)\"");
  private static final Set<String> SHOWING =
      Set.of(
          "title",
          "lang",
          "dir",
          "align",
          "valign",
          "colspan",
          "rowspan",
          "border",
          "cellpadding",
          "cellspacing");
  private static final Pattern STYLE =
      Pattern.compile("([a-z-]+:[A-Za-z0-9 #.,%&;'-]*(rgba?\\([0-9., %]*\\))?;?)*");

  /** Not by what is known to be bad: all of it has to be of what is known to be good. */
  private static void assertHarmless(String html) {
    String text = TAG.matcher(html).replaceAll("");
    assertThat(text).doesNotContain("<", ">");
    Matcher tag = TAG.matcher(html);
    while (tag.find()) {
      assertThat(SafeElements.NAMES).contains(tag.group(1));
      Matcher attribute = ATTRIBUTE.matcher(tag.group(2));
      while (attribute.find()) {
        assertHarmless(tag.group(1), attribute.group(1), attribute.group(2));
      }
    }
  }

  private static void assertHarmless(String element, String attribute, String value) {
    switch (attribute) {
      case "href" -> {
        assertThat(element).isEqualTo("a");
        assertThat(value).matches("(https?|mailto):.*");
      }
      case "style" ->
          assertThat(value).matches(STYLE).doesNotContain("position", "behavior", "binding", "url");
      default -> assertThat(SHOWING).contains(attribute);
    }
  }

  private static final class SafeElements {
    static final Set<String> NAMES =
        Set.of(
            "a",
            "abbr",
            "b",
            "blockquote",
            "br",
            "caption",
            "cite",
            "code",
            "col",
            "colgroup",
            "dd",
            "del",
            "div",
            "dl",
            "dt",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "ins",
            "kbd",
            "li",
            "mark",
            "ol",
            "p",
            "pre",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "u",
            "ul",
            "var");
  }

  private static final Pattern DEVICE =
      Pattern.compile(
          "(?i)(con|prn|aux|nul|conin\\$|conout\\$|clock\\$|(com|lpt)[0-9¹²³]) *([.].*)?");

  @ParameterizedTest
  @MethodSource(CORPORA + "fileNames")
  void aFileArrivesUnderANameThatIsSafeToSaveItUnder(String name) {
    assertSucceeded(
        run(
            MAIL_DRAFT,
            mail(
                "attachments",
                List.of(Map.of("name", name, "contentType", "text/plain", "content", "aGk=")))));
    Outlook ann = post.outlook("ann");
    String draft = requireNonNull(ann.only("drafts").getId());
    String arrived = requireNonNull(ann.attached(draft).getFirst().getName());
    assertThat(ann.files(draft)).containsExactly(arrived + ", text/plain, hi");
    assertThat(arrived)
        .isNotBlank()
        .doesNotContainPattern(
            "[\\\\/:*?\"<>|\\p{Cntrl}\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069]")
        .doesNotContainPattern("\\p{Cs}")
        .doesNotContainPattern("^[ .]|[ .]$")
        .doesNotMatch(DEVICE);
    assertThat(arrived.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(255);
  }

  @ParameterizedTest
  @MethodSource(CORPORA + "lines")
  void whatIsNoNameOfAFolderOrCategoryIsRefused(String name) {
    assertRefused(FOLDER_ENSURE, Map.of("path", List.of("Travel", name)));
    if (name.isBlank() || name.equals(name.strip())) {
      assertRefused(MAIL_MARK, Map.of("message", "m", "categories", List.of("a", name)));
    }
  }

  @ParameterizedTest
  @MethodSource(CORPORA + "misleadingSubjects")
  void aNameOfAFolderIsNothingButAName(String name) {
    assertSucceeded(run(FOLDER_ENSURE, Map.of("path", List.of("Travel", name))));
    Outlook ann = post.outlook("ann");
    assertThat(ann.folders()).anyMatch(folder -> folder.startsWith("Travel/" + name + " = "));
    assertThat(ann.folders()).hasSize(10);
  }

  private static Stream<Arguments> ids() {
    return MailIds.fields()
        .flatMap(field -> Stream.of(HostileInput.ids()).map(id -> Arguments.of(field, id)));
  }

  /** An older id may have a slash, which is no slash in the address. */
  @ParameterizedTest
  @MethodSource("ids")
  void anIdLeadsNowhereElse(MailIds.Field field, String id) {
    String data = field.data(post, new Received(post, "ann"), id).toString();
    int before = post.calls().size();
    Result result = post.run(field.operation(), data);
    List<Call> calls = post.calls().subList(before, post.calls().size());
    if (id.matches("[abc/]+")) {
      assertThat(calls).allSatisfy(call -> assertThat(call.path()).doesNotContain("a/b"));
      assertThat(calls).allSatisfy(call -> assertThat(call.effect()).isNull());
      assertThat(result.status()).isIn(Status.FAILED, Status.REJECTED);
    } else {
      assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.INVALID_COMMAND);
      assertThat(result.status()).isEqualTo(Status.REJECTED);
      assertThat(calls).isEmpty();
    }
  }
}
