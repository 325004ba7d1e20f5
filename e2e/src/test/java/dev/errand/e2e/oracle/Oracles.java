package dev.errand.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Command;
import dev.errand.schemas.Result;
import dev.errand.schemas.Results;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.note.NoteOperations;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Each promise as one check. None of them looks into the engine or its tables. */
public final class Oracles {

  private final Evidence evidence;

  public Oracles(Evidence evidence) {
    this.evidence = evidence;
  }

  /** All that hold for a run in which nothing that was asked for is impossible. */
  public void allHold() {
    eachCommandEndedOnceInTheSameWords();
    everythingSucceeded();
    eachEffectIsThereOnceAndInOrder();
    nothingOfSomebodyElse();
    oneCallInFlight();
    noLimitWasExceeded();
  }

  /** Promise 1: exactly one result; a repeat has the same bytes. */
  public void eachCommandEndedOnceInTheSameWords() {
    Map<String, String> known = new HashMap<>();
    for (Result result : evidence.results()) {
      String key = result.user() + " " + result.command().id();
      String bytes = new String(Results.data(result), StandardCharsets.UTF_8);
      String before = known.putIfAbsent(key, bytes);
      assertThat(before == null ? bytes : before).as("results of %s", key).isEqualTo(bytes);
    }
    assertThat(known.keySet())
        .containsExactlyInAnyOrderElementsOf(
            commands().map(command -> command.user() + " " + command.id()).toList());
  }

  public void everythingSucceeded() {
    assertThat(evidence.results())
        .allSatisfy(
            result ->
                assertThat(result.status())
                    .as("%s %s", result.command().id(), result.problem())
                    .isEqualTo(Status.SUCCEEDED));
  }

  /** Promises 2 and 3: what was asked for stands at the provider, once, in the order of asking. */
  public void eachEffectIsThereOnceAndInOrder() {
    evidence
        .published()
        .forEach(
            (user, commands) -> {
              assertThat(evidence.lines().get(user))
                  .as("lines of %s", user)
                  .containsExactlyElementsOf(
                      texts(commands, NoteOperations.NOTE_APPEND.value(), "markdown"));
              assertThat(evidence.titles().get(user))
                  .as("notes of %s", user)
                  .containsExactlyElementsOf(
                      texts(commands, NoteOperations.NOTE_CREATE.value(), "title"));
              assertThat(mailsOf(user))
                  .as("mails of %s", user)
                  .containsExactlyElementsOf(
                      commands.stream()
                          .filter(command -> command.operation().equals(MailOperations.MAIL_SEND))
                          .map(Oracles::mark)
                          .toList());
            });
  }

  private List<String> mailsOf(UserId user) {
    return evidence.calls().stream()
        .filter(call -> user.value().equals(call.person()))
        .filter(call -> "mail".equals(call.effectKind()))
        .sorted(Comparator.comparingLong(LedgerCall::committedNanos))
        .map(call -> String.valueOf(call.errandCommand()))
        .toList();
  }

  private static List<String> texts(List<Command> commands, String operation, String field) {
    return commands.stream()
        .filter(command -> command.operation().value().equals(operation))
        .map(command -> command.data().path(field).asString())
        .toList();
  }

  /** Promise 6: each text names its user, so a wrong token would have put it elsewhere. */
  public void nothingOfSomebodyElse() {
    List.of(evidence.lines(), evidence.titles())
        .forEach(
            texts ->
                texts.forEach(
                    (user, mine) ->
                        assertThat(mine)
                            .allSatisfy(text -> assertThat(text).contains(user.value() + " "))));
  }

  /** Promise 3: one at a time, for each user and provider. */
  public void oneCallInFlight() {
    assertThat(evidence.calls())
        .filteredOn(call -> call.person() != null && !call.area().equals("oauth"))
        .allSatisfy(call -> assertThat(call.inFlight()).as("%s", call).isEqualTo(1));
  }

  /**
   * Promise 5, measured where the provider measures: in any window, and it never had to say 429.
   */
  public void noLimitWasExceeded() {
    assertThat(evidence.calls()).noneMatch(call -> call.status() == 429);
    mostInWindow("notion", Duration.ofSeconds(60))
        .forEach(
            (person, most) -> assertThat(most).as("calls of %s", person).isLessThanOrEqualTo(180));
    mostInWindow("graph", Duration.ofMinutes(10))
        .forEach(
            (person, most) ->
                assertThat(most).as("calls of %s", person).isLessThanOrEqualTo(10_000));
  }

  private Map<String, Integer> mostInWindow(String area, Duration window) {
    Map<String, List<LedgerCall>> byPerson =
        evidence.calls().stream()
            .filter(call -> call.area().equals(area) && call.person() != null)
            .sorted(Comparator.comparingLong(LedgerCall::arrivedNanos))
            .collect(Collectors.groupingBy(call -> String.valueOf(call.person())));
    Map<String, Integer> most = new HashMap<>();
    byPerson.forEach(
        (person, calls) -> {
          Deque<Long> recent = new ArrayDeque<>();
          for (LedgerCall call : calls) {
            recent.addLast(call.arrivedNanos());
            while (call.arrivedNanos() - recent.getFirst() >= window.toNanos()) {
              recent.removeFirst();
            }
            most.merge(person, recent.size(), Math::max);
          }
        });
    return most;
  }

  private java.util.stream.Stream<Command> commands() {
    return evidence.published().values().stream().flatMap(List::stream);
  }

  /**
   * How the mail worker marks the mail of a command: pinned here, for probes of older versions
   * look.
   */
  static String mark(Command command) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(
                      (command.user().value() + " " + command.id().value())
                          .getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
