package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.policy.NothingDone;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Command;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The last look at a draft that is about to be sent: while it waited its person may have thrown it
 * away, or sent it, or asked for it in another command. For one run of an operation.
 *
 * <ol>
 *   <li>It belongs to the call that sends, so nothing is waited for between the two.
 *   <li>A draft that this run has just made is not looked at, since nobody knows it yet: a mail
 *       that is made and sent in one go costs no request more.
 *   <li>What was deleted is not sent ({@link DeletedPlaces}), nor what is in the Outbox already.
 *       What is a draft anywhere else is, since its person or a rule may have put it there.
 *   <li>Nor is what another command says it is sending: Outlook may show it where it was until it
 *       is out.
 * </ol>
 */
final class LastLook {

  /** The longest that a look costs; what of it is not needed is not given back. */
  static final Cost COST = Cost.ONE_REQUEST.and(LimitUnit.REQUESTS, 1).plus(DeletedPlaces.COST);

  /** Nobody sees a draft and deletes it, or asks for it, in less. */
  private static final Duration JUST_NOW = Duration.ofSeconds(1);

  private final GraphMail graph;
  private final Command command;
  private final Submitting submitting;
  private final DraftWritten written;
  private OptionalLong seen = OptionalLong.empty();
  private boolean decided;

  LastLook(GraphMail graph, Command command, Submitting submitting, DraftWritten written) {
    this.graph = graph;
    this.command = command;
    this.submitting = submitting;
    this.written = written;
  }

  DraftWritten written() {
    return written;
  }

  /** Graph has just made the draft. */
  Draft made(Draft draft) {
    if (draft.folder() != null) {
      seen = OptionalLong.of(now());
    }
    return draft;
  }

  /** Graph has just shown the draft in that folder; one that an earlier run made is looked at. */
  void saw(Draft draft, @Nullable String folder) {
    if (seen.isPresent() && folder != null && folder.equals(draft.folder())) {
      seen = OptionalLong.of(now());
    }
  }

  /**
   * Whether the draft is still to be sent.
   *
   * @throws OperationStopped if its person has seen to it, or another command
   * @throws NothingDone if that cannot be found out now
   */
  void before(AccessToken token, Draft draft) {
    Message now = NothingDone.unless(() -> graph.state(token, draft.id(), Mark.SENDING));
    if (!now.draft()) {
      throw decided(written.sentAlready());
    }
    if (submitting.byAnother(now, command)) {
      throw decided(written.beingSent());
    }
    String folder = now.parentFolderId();
    if (folder != null && !folder.equals(draft.folder())) {
      requireNotSeenTo(token, folder);
    }
  }

  private void requireNotSeenTo(AccessToken token, String folder) {
    if (folder.equals(NothingDone.unless(() -> graph.folder(token, MarkedMessages.OUTBOX)).id())) {
      throw decided(written.sentAlready());
    }
    if (NothingDone.unless(() -> DeletedPlaces.of(graph, token)).contains(folder)) {
      throw decided(written.deleted());
    }
  }

  /**
   * Whether a look has said in this run why the draft is not sent: then nobody need ask further.
   */
  boolean decided() {
    return decided;
  }

  private OperationStopped decided(OperationStopped why) {
    decided = true;
    return why;
  }

  /** Whether nobody else can have found the draft by now: then it need not be looked at. */
  boolean justSeen() {
    return seen.isPresent() && now() - seen.getAsLong() < JUST_NOW.toNanos();
  }

  private long now() {
    return submitting.nanos().getAsLong();
  }
}
