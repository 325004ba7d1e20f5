package dev.errand.apiingest.operator;

import dev.errand.apiingest.operator.LetterViews.Page;
import dev.errand.apiingest.operator.LetterViews.Shown;
import dev.errand.runtime.audit.Act;
import dev.errand.runtime.postgres.DeadLetters;
import dev.errand.runtime.postgres.DeadLetters.Opened;
import dev.errand.schemas.UserId;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Commands that failed, or whose end is not known: listed, looked at, replayed. */
@RestController
@RequestMapping("/operator/v1/dead-letters")
final class DeadLettersController {

  private final DeadLetters letters;
  private final ReplayLetters replays;
  private final OperatorAudit audit;

  DeadLettersController(DeadLetters letters, ReplayLetters replays, OperatorAudit audit) {
    this.letters = letters;
    this.replays = replays;
    this.audit = audit;
  }

  @GetMapping
  Page list(UserId operator, LetterQuery query) {
    audit.listed(operator, Act.LETTERS_LISTED);
    return Page.of(letters.list(query.selection(), query.behind(), query.most()), query.most());
  }

  /** The only place that shows what the user wrote. */
  @GetMapping("/{number}")
  ResponseEntity<Object> show(UserId operator, @PathVariable long number) {
    return letters
        .open(number)
        .<ResponseEntity<Object>>map(opened -> ResponseEntity.ok(shown(operator, opened)))
        .orElseGet(ReplayAnswers::unknown);
  }

  private Shown shown(UserId operator, Opened opened) {
    audit.letter(operator, Act.LETTER_SHOWN, opened.letter().number(), opened.command());
    return Shown.of(opened);
  }

  /**
   * Replays one.
   *
   * @param deadline whether the replay keeps the command's deadline
   */
  @PostMapping("/{number}/replay")
  ResponseEntity<Object> replay(
      UserId operator,
      @PathVariable long number,
      @RequestParam(defaultValue = "true") boolean deadline) {
    return ReplayAnswers.of(replays.replay(operator, number, deadline));
  }

  /** Replays all of a user, or all that ended for one reason in a time. */
  @PostMapping("/replay")
  ResponseEntity<Object> replayMany(
      UserId operator, LetterQuery query, @RequestParam(defaultValue = "true") boolean deadline) {
    return query.isNarrow()
        ? answer(replays.replay(operator, query.open(), query.behind(), query.most(), deadline))
        : ReplayAnswers.tooWide();
  }

  private static ResponseEntity<Object> answer(ReplayLetters.Many many) {
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .body(
            new Many(
                many.replayed().stream()
                    .map(one -> new One(one.number(), one.user().value(), one.command().value()))
                    .toList(),
                many.last(),
                many.more(),
                many.confirmed()));
  }

  /**
   * What of many was published.
   *
   * @param after where to go on, if there are more
   */
  record Many(List<One> replayed, long after, boolean more, boolean confirmed) {}

  /** One of them. */
  record One(long number, String user, String command) {}
}
