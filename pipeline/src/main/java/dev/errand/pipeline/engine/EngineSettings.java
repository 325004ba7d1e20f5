package dev.errand.pipeline.engine;

import dev.errand.schemas.Command;
import java.time.Duration;

/** How the engine behaves. All of it has defaults that suit production. */
public record EngineSettings(
    Room room, Flush flush, GiveUp giveUp, Handover handover, Longest longest, Marks marks) {

  /**
   * How much there is at once.
   *
   * @param window commands of one order of a lane kept in memory; the rest stays in the journal
   * @param callsInFlight provider calls of this instance at the same time
   */
  public record Room(int window, int callsInFlight) {

    /** Heads that are worked on at the same time: a quarter more, which get ready for a call. */
    int turns() {
      return callsInFlight + Math.ceilDiv(callsInFlight, 4);
    }
  }

  /**
   * How writes share a transaction.
   *
   * @param most entries in one
   * @param linger how long one waits for company
   */
  public record Flush(int most, Duration linger) {}

  /**
   * When something is given up.
   *
   * @param interactive how long after its first run an interactive command is
   * @param bulk the same for bulk
   * @param hold how long a command waits for its user to connect again, if it does not say
   * @param elsewhere how long a command waits for those of its user that lie in another partition:
   *     longer than any of those may be held
   * @param doubt how long after that an effect is looked for before the command ends unknown
   */
  public record GiveUp(
      Duration interactive, Duration bulk, Duration hold, Duration elsewhere, Duration doubt) {

    public GiveUp {
      if (hold.isNegative() || hold.compareTo(Command.LONGEST_HOLD) > 0) {
        throw new IllegalArgumentException("Commands are held for up to seven days");
      }
    }

    public GiveUp holding(Duration usual) {
      return new GiveUp(interactive, bulk, usual, elsewhere, doubt);
    }
  }

  /**
   * What the next owner of a partition meets.
   *
   * @param drain how long a revoked partition may finish what runs; less than Kafka's poll interval
   * @param durableWait waits longer than this survive a crash
   * @param unrecordedCalls how many calls a run may make before their cost is made durable; a
   *     successor after a crash assumes that each head had made so many
   * @param usageMemory how far back a successor looks at what was sent: the longest window of a
   *     limit
   */
  public record Handover(
      Duration drain, Duration durableWait, int unrecordedCalls, Duration usageMemory) {}

  /**
   * Bounds for a provider that is known to be quicker than those in the world, as a simulator is.
   *
   * @param call what it is given for one call
   * @param settling how long after a call's time its effect may still appear; less than the
   *     provider needs is a second effect
   */
  public record Longest(Duration call, Duration settling) {}

  /**
   * How many commands may wait.
   *
   * @param userSoft so many of one user are told to the operator
   * @param userHard more than so many of one user are refused with {@code quota_exceeded}
   * @param partitionHard from so many in one partition on nothing more is read from it, until a
   *     tenth of them is done: the only case in which one user waits for others
   */
  public record Marks(long userSoft, long userHard, long partitionHard) {}

  public static EngineSettings defaults() {
    return new EngineSettings(
        new Room(16, 4_000),
        new Flush(500, Duration.ofMillis(3)),
        new GiveUp(
            Duration.ofMinutes(15),
            Duration.ofHours(24),
            Duration.ofHours(24),
            Command.LONGEST_HOLD.plusDays(1),
            Duration.ofHours(1)),
        new Handover(Duration.ofSeconds(8), Duration.ofSeconds(5), 16, Duration.ofDays(1)),
        new Longest(Duration.ofDays(1), Duration.ofDays(1)),
        new Marks(100_000, 2_000_000, 20_000_000));
  }

  public EngineSettings with(Room other) {
    return new EngineSettings(other, flush, giveUp, handover, longest, marks);
  }

  public EngineSettings with(Flush other) {
    return new EngineSettings(room, other, giveUp, handover, longest, marks);
  }

  public EngineSettings with(GiveUp other) {
    return new EngineSettings(room, flush, other, handover, longest, marks);
  }

  public EngineSettings with(Handover other) {
    return new EngineSettings(room, flush, giveUp, other, longest, marks);
  }

  public EngineSettings with(Longest other) {
    return new EngineSettings(room, flush, giveUp, handover, other, marks);
  }

  public EngineSettings with(Marks other) {
    return new EngineSettings(room, flush, giveUp, handover, longest, other);
  }
}
