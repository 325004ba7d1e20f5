package dev.errand.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.e2e.Answered;
import dev.errand.e2e.Mix;
import dev.errand.e2e.NewPeople;
import dev.errand.e2e.TestStack;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.mailworker.HostileHtml;
import dev.errand.schemas.Command;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is hostile in HTML becomes drafts and answers, through everything at once; and what then
 * lies in the mailboxes is shown by a real browser, in which it does nothing.
 */
class HostileHtmlTest {

  /** Nobody may send more than 30 mails a minute. */
  private static final int PEOPLE = 5;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final List<String> BODIES = List.of(HostileHtml.html());

  private static final TestStack stack = TestStack.shared();
  private static final SandboxDriver sandbox = stack.sandbox();
  private static final Map<UserId, String> questions = new LinkedHashMap<>();

  private static @Nullable MailReader reader;
  private static List<Result> results = List.of();

  @BeforeAll
  static void askForDraftsAndAnswers() {
    reader = new MailReader(Chromium.here());
    new NewPeople(stack.stack(), sandbox)
        .connected(PEOPLE, Set.of(Provider.MICROSOFT))
        .forEach(user -> questions.put(user, sandbox.receive(user.value(), "A question")));
    try (Answered answered = new Answered(stack.stack())) {
      results = answered.done(commands());
    }
  }

  private static List<Command> commands() {
    List<UserId> people = List.copyOf(questions.keySet());
    List<Command> commands = new ArrayList<>();
    for (int number = 0; number < BODIES.size(); number++) {
      UserId user = people.get(number % PEOPLE);
      ObjectNode draft =
          Mix.data()
              .put("subject", "A draft")
              .put("body", BODIES.get(number))
              .put("bodyType", "html");
      ObjectNode answer = draft.deepCopy().put("message", questions.get(user));
      answer.remove("subject");
      commands.add(Mix.of(user, "draft-" + number, MailOperations.MAIL_DRAFT, draft));
      commands.add(Mix.of(user, "answer-" + number, MailOperations.MAIL_REPLY, answer));
    }
    return commands;
  }

  @AfterAll
  static void close() {
    if (reader != null) {
      reader.close();
    }
  }

  private static List<String> whatDoes(String html) {
    return Objects.requireNonNull(reader).whatDoes(html);
  }

  @Test
  void theBrowserShowsWhatHostileHtmlDoes() {
    Map<String, String> known =
        Map.of(
            "<script>alert(1)</script>", "RAN: alert",
            "<img src=x onerror=alert(1)>", "RAN: alert",
            "<p onclick=alert(1) onmouseover=alert(1)>t</p>", "RAN: alert",
            "<p style=\"background:url(https://evil.example/p.gif)\">t</p>",
                "ASKED: https://evil.example/p.gif",
            "<iframe src=https://evil.example></iframe>", "ASKED: https://evil.example/",
            "<meta http-equiv=refresh content=\"0;url=https://evil.example\">t",
                "ASKED: https://evil.example/",
            "<a href=\"java\tscript:alert(1)\">t</a>", "LINK: javascript:",
            "<form action=https://evil.example><input name=password><button>Go</button></form>",
                "THERE: FORM");
    assertThat(BODIES).containsAll(known.keySet());
    known.forEach(
        (html, does) -> assertThat(whatDoes(html)).as(html).anyMatch(each -> each.contains(does)));
    long harmful = BODIES.stream().filter(html -> !whatDoes(html).isEmpty()).count();
    assertThat(harmful).as("bodies that do something").isGreaterThan(BODIES.size() / 2);
  }

  @Test
  void aDraftDoesNothing() {
    doNothing("draft-", "drafts");
  }

  @Test
  void anAnswerDoesNothing() {
    doNothing("answer-", "sentitems");
  }

  /** Whatever was not refused is there, and only shows. */
  private static void doNothing(String name, String folder) {
    List<Result> asked =
        results.stream().filter(each -> each.command().id().value().startsWith(name)).toList();
    long made = asked.stream().filter(each -> each.status() == Status.SUCCEEDED).count();
    assertThat(asked).hasSize(BODIES.size());
    assertThat(made).as("bodies of which something is left").isGreaterThan(BODIES.size() / 2);
    assertThat(asked)
        .filteredOn(each -> each.status() != Status.SUCCEEDED)
        .extracting(each -> Objects.requireNonNull(each.problem()).code())
        .containsOnly(ProblemCode.INVALID_COMMAND);
    List<String> bodies =
        await(folder).atMost(PATIENCE).until(() -> bodies(folder), there -> there.size() == made);
    Map<String, List<String>> does = new LinkedHashMap<>();
    bodies.forEach(html -> does.put(html, whatDoes(html)));
    does.values().removeIf(List::isEmpty);
    assertThat(does).isEmpty();
  }

  /** As they lie there, which is what the sandbox was given. */
  private static List<String> bodies(String folder) {
    return questions.keySet().stream()
        .flatMap(user -> sandbox.bodies(user.value(), folder).stream())
        .toList();
  }
}
