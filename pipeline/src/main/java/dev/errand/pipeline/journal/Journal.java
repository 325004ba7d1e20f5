package dev.errand.pipeline.journal;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The durable side of the engine. Each method is one transaction; each write checks the fence in
 * it.
 *
 * <p>An implementation throws {@link JournalUnavailable} when the outcome is not known or the store
 * cannot be reached. Each method may then be called again with the same arguments, and has its
 * effect once.
 */
public interface Journal {

  /** So many commands of one user can be postponed; more are refused. */
  int MOST_POSTPONED = 10_000;

  /**
   * A postponed command whose time came so long ago is given up when it is refused for good. None
   * is told less often than that when it is due.
   */
  Duration LONG_DUE = Duration.ofHours(1);

  /**
   * Takes a partition over. Waits for an open write of the owner before; after it, none of that
   * owner's writes succeeds.
   */
  Claim claim(Partition partition, UUID owner);

  /** Which of these fences do not hold any more. Waits for nobody. */
  Set<Fence> lost(Collection<Fence> fences);

  /** Lets go of a partition in order. Does nothing if it has another owner. */
  void release(Fence fence);

  /**
   * Takes records over. Offsets below the partition's next offset were taken before and are
   * dropped; a command whose id is queued already is dropped, one whose id has ended is answered by
   * its result. If the journal has less than the owner {@linkplain Arrivals#known() knows} of, the
   * partition is fenced. A command whose time has not come is {@linkplain Whereabouts.Postponed
   * postponed}, in no order; brought again from then on, it is queued as it was when it came first.
   * A refused copy changes nothing of one that is queued or postponed; but one that is {@linkplain
   * #LONG_DUE long due} ends with a refusal that is not only {@linkplain Arrival.Refused#forNow for
   * now}. What another topic brings with its id changes nothing. One that is new and not
   * {@linkplain Arrival.Accepted#unlessKnown welcome} is refused. A {@linkplain
   * Entry.Ended#followUp follow-up} that is not known from an end is refused. A replay takes over
   * the steps of what it replays; one that may not is refused, see {@link DeadLetter}.
   */
  List<Ingested> ingest(List<Arrivals> arrivals);

  /**
   * Reads what a new owner must know.
   *
   * @param window how far back usage is wanted
   */
  Loaded load(Fence fence, Duration window);

  /** The next commands of one user's order behind an offset, oldest first. */
  List<Queued> next(Fence fence, UserId user, Priority priority, long behind, int most);

  /** Pauses of workspaces that are not over, as any worker of that topic has heard of them. */
  List<GatePause> pauses(String topic);

  /** A queued command with all its data; empty if it is queued no longer. */
  Optional<Command> whole(Fence fence, long offset);

  /**
   * Postponed commands of a topic whose time has come, which are to be sent to it again. Each is
   * told to one asker until so much time has passed, or as much as lay between the first and the
   * last time that it was told, but an hour at the most; and again and again until it was taken in.
   */
  List<Command> due(String topic, Duration again, int most);

  /** What was due could not be sent: it is told again as if it had been told first just now. */
  void notSent(String topic, Collection<Command> commands);

  /**
   * Where a user's command on that topic is; also in another partition of it. What workers ask of
   * themselves is no command of the user.
   */
  Whereabouts whereabouts(String topic, UserId user, CommandId command);

  /** Writes entries in one transaction. */
  Written write(List<Entry> entries);

  /** Stored results from a place on, in sequence: at least one, but fewer where they are large. */
  List<StoredResult> results(Fence fence, long from, int most);
}
