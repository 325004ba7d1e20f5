package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.DeltaPage;
import dev.errand.mailworker.graph.GraphDelta;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.letter.ItemId;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.runtime.http.NoAnswer;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.mail.ChangeKind;
import dev.errand.schemas.mail.MailChanges;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailsChanged;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code mail.changes}: what came, changed and left in a folder, a page at a time.
 *
 * <ol>
 *   <li>It begins at a moment: of all older mails nothing is read. From now on means from the
 *       newest mail on, since that is the mailbox's own time and not ours; but not from a later
 *       moment than the present, whatever time a mail has, or was asked for.
 *   <li>A mail that came is told at least once. Anything may be told twice.
 *   <li>Of a beginning Outlook tells only so many mails ({@link GraphDelta#MOST_SINCE}). Where it
 *       has told so many it is said that some may be missing.
 *   <li>When Outlook has forgotten how far we are, it begins anew once, an hour before the moment
 *       up to which all was told, and says so: mails do not come in the order of their times.
 * </ol>
 */
public final class FollowFolder implements Operation {

  /** More than arrive in one second, which is all that times tell. */
  private static final int NEWEST = 20;

  private static final Instant BEFORE_ALL_MAILS = Instant.parse("1900-01-01T00:00:00Z");

  /** How much later than a newer one a mail may come. */
  private static final Duration LATE = Duration.ofHours(1);

  /** By how much ours may be ahead of the one that mails are stamped by. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final GraphMail mail;
  private final GraphDelta delta;
  private final InstantSource clock;

  public FollowFolder(GraphMail mail, GraphDelta delta, InstantSource clock) {
    this.mail = mail;
    this.delta = delta;
    this.clock = clock;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAIL_CHANGES;
  }

  @Override
  public Object perform(OperationContext context) {
    MailChanges asked = context.input(MailChanges.class);
    ItemId.require(asked.folder());
    return new Run(
            context,
            Objects.requireNonNullElse(asked.folder(), "inbox"),
            asked.only(),
            PageSize.of(asked.limit()))
        .changes(asked.since(), asked.cursor());
  }

  /** One run of a command. */
  private final class Run {

    private final OperationContext context;
    private final String folder;
    private final @Nullable ChangeKind only;
    private final int limit;
    private final BoundCursor cursors;

    Run(OperationContext context, String folder, @Nullable ChangeKind only, int limit) {
      this.context = context;
      this.folder = folder;
      this.only = only;
      this.limit = limit;
      this.cursors = BoundCursor.to(context, folder, only);
    }

    MailsChanged changes(@Nullable Instant since, @Nullable String cursor) {
      if (cursor == null) {
        return since == null ? fromNow() : since(reached(since));
      }
      Followed followed =
          cursors.unbind(cursor).flatMap(Followed::read).orElseThrow(BoundCursor::foreign);
      try {
        return context.call(
            "graph.message.changes",
            token -> told(delta.goOn(token, folder, followed.place(), limit), Round.of(followed)));
      } catch (OperationStopped stopped) {
        if (!forgotten(stopped)) {
          throw stopped;
        }
        return begin(late(followed.safe()), followed.safe(), Set.of(), true);
      }
    }

    private MailsChanged since(Instant since) {
      return begin(since, since, Set.of(), false);
    }

    /** What is there now nobody asked for; what comes between the two calls is new. */
    private MailsChanged fromNow() {
      List<Message> newest =
          context
              .call("graph.message.list", token -> mail.messagesIn(token, folder, null, NEWEST))
              .items();
      Instant since = newest(newest, BEFORE_ALL_MAILS);
      Set<String> known = newest.stream().map(Message::id).collect(Collectors.toSet());
      return begin(since, since, known, false);
    }

    /**
     * @param since of which mails it is told
     * @param safe before which all was told
     */
    private MailsChanged begin(
        Instant since, Instant safe, Set<String> known, boolean resynchronised) {
      String changeType = only == null ? null : Followed.inGraph(only);
      return context.call(
          "graph.message.changes",
          token ->
              told(
                  delta.begin(token, folder, since, changeType, limit),
                  new Round(safe, safe, 0, known, resynchronised)));
    }

    private MailsChanged told(DeltaPage page, Round round) {
      Map<String, Message> last = new LinkedHashMap<>();
      page.items().forEach(message -> last.put(message.id(), message));
      last.keySet().removeAll(round.known());
      if (last.size() > MailsChanged.MAX_CHANGES) {
        throw new NoAnswer(true, "the page was larger than any that was asked for");
      }
      Instant newest = newest(last.values(), round.newest());
      boolean more = page.nextLink() != null;
      int told = round.told() + page.items().size();
      Followed followed =
          new Followed(more ? round.safe() : newest, newest, more ? told : 0, delta.next(page));
      return new MailsChanged(
          last.values().stream()
              .filter(message -> message.removed() == null)
              .map(Told::changed)
              .toList(),
          last.values().stream()
              .filter(message -> message.removed() != null)
              .map(Message::id)
              .toList(),
          cursors.bind(followed.written()),
          more,
          round.resynchronised(),
          (!more && told >= GraphDelta.MOST_SINCE) ? true : null);
    }
  }

  /**
   * Where a page stands.
   *
   * @param safe before which all was told
   * @param newest of what the pages before it told
   * @param told how many those before it told
   * @param known what is not told
   */
  private record Round(
      Instant safe, Instant newest, int told, Set<String> known, boolean resynchronised) {

    static Round of(Followed followed) {
      return new Round(followed.safe(), followed.newest(), followed.told(), Set.of(), false);
    }
  }

  /** Of a mail from the future nothing follows for those that come before that. */
  private Instant newest(Iterable<Message> messages, Instant before) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS); // as times are told
    Instant newest = before;
    for (Message message : messages) {
      Instant received = message.receivedDateTime();
      if (received != null && received.isAfter(newest)) {
        newest = received.isAfter(now) ? later(newest, now) : received;
      }
    }
    return newest;
  }

  /** Nobody is told of what comes until a moment that is far ahead: so none is. */
  private Instant reached(Instant since) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return since.isAfter(now) ? now.minus(CLOCKS_DIFFER) : since;
  }

  private static Instant late(Instant safe) {
    return later(safe.minus(LATE), BEFORE_ALL_MAILS);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static boolean forgotten(OperationStopped stopped) {
    return stopped.failure() instanceof Failure.Refused(Problem problem)
        && problem.code() == ProblemCode.CONFLICT;
  }
}
