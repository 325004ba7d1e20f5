package dev.errand.pipeline;

/**
 * The places of the walk at which a test ends or stops the process, or takes an answer away.
 *
 * <p>In production a point is an empty method, which the JIT compiler compiles to nothing. The
 * crash matrix in {@code e2e} starts a worker with another class of this name in front of this one;
 * no jar of ours contains that.
 *
 * <p>Points come in pairs around each step that another process can see: to die at the first is to
 * die before the step, at the second after it. "Uncommitted" is inside the transaction.
 */
public final class CrashPoint {

  /** The API has recorded a command's id, and Kafka does not have the command yet. */
  public static final String API_RECORDED = "api-recorded";

  /** Kafka has the command, and the caller was not told. */
  public static final String API_PUBLISHED = "api-published";

  /** A partition was given to this consumer, and the journal does not know. */
  public static final String CLAIMING = "claiming";

  public static final String CLAIM_UNCOMMITTED = "claim-uncommitted";

  public static final String CLAIMED = "claimed";

  /** The heads of a partition are known, and its lanes are not open yet. */
  public static final String LOADED = "loaded";

  /** Records were polled and read, and the journal does not have them. */
  public static final String POLLED = "polled";

  public static final String INGEST_UNCOMMITTED = "ingest-uncommitted";

  /** The journal has the records, and no lane knows. */
  public static final String INGESTED = "ingested";

  /** The lanes have the records, and the offset is not committed. */
  public static final String TAKEN_IN = "taken-in";

  /** A head is to run, and has no token. */
  public static final String TOKEN_WANTED = "token-wanted";

  /** The token is at hand, and nothing has been done with it. */
  public static final String TOKEN_GIVEN = "token-given";

  public static final String PERMIT_WANTED = "permit-wanted";

  public static final String PERMIT_TAKEN = "permit-taken";

  /** An effect is to begin, and its START marker is not written. */
  public static final String START_UNMARKED = "start-unmarked";

  /** The START marker is durable, and the request was not sent. */
  public static final String START_MARKED = "start-marked";

  /** The request of an effect is about to go out, and nothing of it has. */
  public static final String EFFECT_SENDING = "effect-sending";

  /** The provider has answered that the effect is there, and nobody else knows. */
  public static final String EFFECT_ANSWERED = "effect-answered";

  /** A probe has looked for an effect in doubt, and what it found is not recorded. */
  public static final String LOOKED = "looked";

  /** A mail's draft is in the mailbox and recorded, and not sent. */
  public static final String DRAFT_MADE = "draft-made";

  /** A note's page is in Notion and recorded, and not in the table of contents. */
  public static final String PAGE_MADE = "page-made";

  /** A command has to wait for longer than a moment, and that is not written down. */
  public static final String PARKING = "parking";

  public static final String FLUSHING = "flushing";

  public static final String FLUSH_UNCOMMITTED = "flush-uncommitted";

  /** What the group commit wrote is durable, and nobody was told. */
  public static final String FLUSHED = "flushed";

  /** A result is durable, and on its way to nobody. */
  public static final String RESULT_STORED = "result-stored";

  public static final String RESULT_SENDING = "result-sending";

  /** The broker has a result, and we do not know. */
  public static final String RESULT_ACKNOWLEDGED = "result-acknowledged";

  /** Results are published, and the journal's watermark does not say so. */
  public static final String TELLING = "telling";

  public static final String TOLD_UNCOMMITTED = "told-uncommitted";

  /** Partitions are to be given up, and their lanes run. */
  public static final String REVOKING = "revoking";

  /** What ran has ended, and the partition is not released. */
  public static final String DRAINED = "drained";

  public static final String RELEASE_UNCOMMITTED = "release-uncommitted";

  public static final String RELEASED = "released";

  /** The refresh of a token is ours to make, and was not asked for. */
  public static final String LEASE_TAKEN = "lease-taken";

  /** All is looked at, and the token endpoint is about to be asked. */
  public static final String GRANT_WANTED = "grant-wanted";

  /** The token endpoint's answer was read, and nothing of it is stored. */
  public static final String GRANT_READ = "grant-read";

  /** The new tokens are sealed, and not in the transaction that stores them. */
  public static final String GRANT_SEALED = "grant-sealed";

  /** The new tokens are stored, and no cache knows. */
  public static final String GRANT_STORED = "grant-stored";

  private CrashPoint() {}

  /** Does nothing. */
  public static void hit(String point) {}
}
