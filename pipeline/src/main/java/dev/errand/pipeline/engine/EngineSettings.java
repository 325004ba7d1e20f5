package dev.errand.pipeline.engine;

import java.time.Duration;

/**
 * How the engine behaves. All have defaults that suit production.
 *
 * @param window commands of one order of a lane kept in memory; the rest stays in the journal
 * @param callsInFlight provider calls of this instance at the same time
 * @param flushMost entries in one transaction
 * @param flushLinger how long a flush waits for company
 * @param drain how long a revoked partition may finish what runs; less than Kafka's poll interval
 * @param interactivePatience how long after its first run an interactive command is given up
 * @param bulkPatience the same for bulk
 * @param reconnectPatience how long a command waits for its user to connect again; and for those of
 *     its user that lie in another partition, which may
 * @param doubtPatience how long after that an effect is looked for before the command ends unknown
 * @param durableWait waits longer than this survive a crash
 * @param unrecordedCalls how many calls a run may make before their cost is made durable; a
 *     successor after a crash assumes that each head had made so many
 * @param usageMemory how far back a successor looks at what was sent: the longest window of a limit
 * @param longestCall bounds what a provider is given for one call
 * @param longestSettling bounds how long after a call's time its effect may still appear; less than
 *     the provider needs is a second effect
 */
public record EngineSettings(
    int window,
    int callsInFlight,
    int flushMost,
    Duration flushLinger,
    Duration drain,
    Duration interactivePatience,
    Duration bulkPatience,
    Duration reconnectPatience,
    Duration doubtPatience,
    Duration durableWait,
    int unrecordedCalls,
    Duration usageMemory,
    Duration longestCall,
    Duration longestSettling,
    Marks marks) {

  /**
   * How many commands may wait.
   *
   * @param userSoft so many of one user are told to the operator
   * @param userHard more than so many of one user are refused with {@code quota_exceeded}
   * @param partitionHard from so many in one partition on nothing more is read from it, until a
   *     tenth of them is done: the only case in which one user waits for others
   */
  public record Marks(long userSoft, long userHard, long partitionHard) {

    static Marks defaults() {
      return new Marks(100_000, 2_000_000, 20_000_000);
    }
  }

  public static EngineSettings defaults() {
    return new EngineSettings(
        16,
        4_000,
        500,
        Duration.ofMillis(3),
        Duration.ofSeconds(8),
        Duration.ofMinutes(15),
        Duration.ofHours(24),
        Duration.ofHours(24),
        Duration.ofHours(1),
        Duration.ofSeconds(5),
        16,
        Duration.ofDays(1),
        Duration.ofDays(1),
        Duration.ofDays(1),
        Marks.defaults());
  }

  /** For a provider that is known to be quicker than those in the world, as a simulator is. */
  public EngineSettings quicker(Duration call, Duration settling) {
    return new EngineSettings(
        window,
        callsInFlight,
        flushMost,
        flushLinger,
        drain,
        interactivePatience,
        bulkPatience,
        reconnectPatience,
        doubtPatience,
        durableWait,
        unrecordedCalls,
        usageMemory,
        call,
        settling,
        marks);
  }

  public EngineSettings with(Marks others) {
    return new EngineSettings(
        window,
        callsInFlight,
        flushMost,
        flushLinger,
        drain,
        interactivePatience,
        bulkPatience,
        reconnectPatience,
        doubtPatience,
        durableWait,
        unrecordedCalls,
        usageMemory,
        longestCall,
        longestSettling,
        others);
  }
}
