package dev.errand.apiingest.operator;

import dev.errand.apiingest.command.CommandPublisher;
import dev.errand.apiingest.operator.KnownEnds.Known;
import dev.errand.runtime.audit.Act;
import dev.errand.runtime.postgres.DeadLetters;
import dev.errand.runtime.postgres.DeadLetters.Letter;
import dev.errand.runtime.postgres.DeadLetters.Opened;
import dev.errand.runtime.postgres.DeadLetters.Selection;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes replays of dead letters. The worker that takes one in decides whether it may go on: the
 * letter is claimed there, once. So nothing is lost if a call is repeated.
 *
 * <p>A replay has the first name behind the letter's last one that no command has: the same until a
 * worker has it, and another one if it was refused, because an id has its result for ever.
 * Thread-safe.
 */
final class ReplayLetters {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayLetters.class);

  private final DeadLetters letters;
  private final KnownEnds ends;
  private final CommandPublisher publisher;
  private final OperatorAudit audit;

  ReplayLetters(
      DeadLetters letters, KnownEnds ends, CommandPublisher publisher, OperatorAudit audit) {
    this.letters = letters;
    this.ends = ends;
    this.publisher = publisher;
    this.audit = audit;
  }

  /**
   * Replays one.
   *
   * @param operator who asks
   * @param withDeadline whether the replay keeps the deadline of the first
   */
  Replayed replay(UserId operator, long number, boolean withDeadline) {
    Optional<Opened> opened = letters.open(number);
    return opened.isEmpty()
        ? new Replayed.NotFound()
        : replay(operator, opened.get(), withDeadline);
  }

  private Replayed replay(UserId operator, Opened opened, boolean withDeadline) {
    Letter letter = opened.letter();
    if (letter.replayedBy() != null) {
      return refused("It is replayed already", "By the command " + letter.replayedBy());
    }
    CommandId first = letter.origin().replay(letter.nextReplay());
    Optional<CommandId> id =
        ends.first(letter.user(), Stream.iterate(first, CommandId::nextReplay), Known::isFree)
            .map(Known::id);
    if (id.isEmpty()) {
      return refused("The names of its replays are taken", "There are very many such commands");
    }
    if (!id.get().equals(first) && hasMoved(letter)) {
      return refused("It was replayed at this moment", "Look at it again");
    }
    return publish(operator, letter, opened.replay(id.get(), withDeadline));
  }

  /** Whoever had the first name was refused, or is somebody else's; or it was this one's replay. */
  private boolean hasMoved(Letter letter) {
    return letters.open(letter.number()).map(Opened::letter).filter(letter::equals).isEmpty();
  }

  private Replayed publish(UserId operator, Letter letter, Command replay) {
    audit.letter(operator, Act.LETTER_REPLAYED, letter.number(), replay);
    if (!publisher.publish(replay)) {
      return new Replayed.NotPublished();
    }
    LOG.atInfo()
        .addKeyValue("operator", operator)
        .addKeyValue("letter", letter.number())
        .addKeyValue("userId", replay.user())
        .addKeyValue("commandId", replay.id())
        .addKeyValue("replays", letter.origin())
        .addKeyValue("operation", replay.operation())
        .log("A dead letter is replayed because an operator asked for it");
    return new Replayed.Published(replay.id());
  }

  private static Replayed refused(String title, String detail) {
    return new Replayed.Refused(Problem.of(ProblemCode.CONFLICT, title).detail(detail));
  }

  /**
   * What became of a selection.
   *
   * @param replayed those that were published
   * @param last the last letter that was looked at; where to go on
   * @param more whether there may be more behind it
   * @param confirmed whether Kafka confirmed all so far; if not, the last one is to be repeated
   */
  record Many(List<One> replayed, long last, boolean more, boolean confirmed) {}

  /** One of many. */
  record One(long number, UserId user, CommandId command) {}

  /**
   * Replays those selected, in the order of their numbers, and stops when Kafka does not answer.
   */
  Many replay(UserId operator, Selection selection, long after, int most, boolean withDeadline) {
    List<Letter> found = letters.list(selection, after, most);
    List<One> replayed = new ArrayList<>();
    long last = after;
    for (Letter letter : found) {
      switch (replay(operator, letter.number(), withDeadline)) {
        case Replayed.Published published when published.command() != null ->
            replayed.add(new One(letter.number(), letter.user(), published.command()));
        case Replayed.Published _, Replayed.NotFound _, Replayed.Refused _ -> {}
        case Replayed.NotPublished _ -> {
          return new Many(replayed, last, true, false);
        }
      }
      last = letter.number();
    }
    return new Many(replayed, last, found.size() == most, true);
  }
}
