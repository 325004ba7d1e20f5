package dev.errand.e2e.canary;

import java.util.Set;

/** What a canary stands for, and where it may be all the same. */
enum Kind {
  ACCESS_TOKEN,
  REFRESH_TOKEN,
  ID_TOKEN,
  AUTHORIZATION_CODE,
  PKCE_VERIFIER,
  /** Of an upload session at Graph: who has it writes into a person's mail. */
  UPLOAD_TOKEN,
  /** What the token endpoint, or another answer of the provider, says that is none of the above. */
  PROVIDERS_WORDS,
  /** Of a user, unwrapped. */
  DATA_KEY,
  /** That wraps the data keys on a laptop. */
  KEYSET,
  /** The signature of a caller's token: without it the rest of it is worth nothing. */
  API_TOKEN,
  /** Ties a flow to its callback. */
  OAUTH_STATE(Sink.BROWSER),
  /** Each cookie that the API sets. */
  COOKIE(Sink.BROWSER),
  /** That a form of our pages sends along. */
  CSRF_TOKEN(Sink.BROWSER),
  /** An operator may tell it to an app in the environment. */
  CLIENT_SECRET(Sink.ENVIRONMENT),
  DATABASE_PASSWORD(Sink.ENVIRONMENT),
  /**
   * What people write: notes, mails, addresses, files. A command and its result carry it, and the
   * tables keep both for as long as they have to.
   */
  CONTENT(Sink.TOPIC, Sink.TABLE, Sink.DISK, Sink.ANSWER, Sink.SERVER_LOG),
  /** What is in a file that goes around Kafka: it lies sealed, and its person alone is given it. */
  FILE(Sink.ANSWER),
  /** No secret: put into each place on purpose, since a search that does not find it is void. */
  PLANTED;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
  private final Set<Sink> allowed;

  Kind(Sink... allowed) {
    this.allowed = Set.of(allowed);
  }

  boolean mayBeIn(Sink sink) {
    return allowed.contains(sink);
  }
}
