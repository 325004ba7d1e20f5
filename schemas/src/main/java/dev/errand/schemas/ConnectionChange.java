package dev.errand.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a person's connection, as it is told on {@link Topics#CONNECTIONS}: what a service
 * that notifies people needs, and nothing that opens a door. It may be told more than once, always
 * with the same id and the same bytes.
 *
 * @param id of the change: the connection and its version
 * @param version grows with every change of the user's connection to that provider
 * @param cause why the person has to connect again; exactly when the state says that they have to
 * @param at when it changed
 * @param title a sentence for the person
 * @param action what the person can do, if they have to
 */
public record ConnectionChange(
    String id,
    String user,
    String provider,
    String connection,
    long version,
    String state,
    @Nullable String cause,
    Instant at,
    String title,
    @Nullable String action) {

  /** The value of its record. */
  public String json() {
    return WireJson.mapper().writeValueAsString(this);
  }

  /** The key of its record: of all changes of one connection the topic keeps the last. */
  public String key() {
    return user + "|" + provider;
  }
}
