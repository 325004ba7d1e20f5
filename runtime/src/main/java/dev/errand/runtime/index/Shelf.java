package dev.errand.runtime.index;

import dev.errand.pipeline.ConnectionFacts;
import dev.errand.schemas.UserId;
import java.util.UUID;

/** Whose notes, and through which connection they were written or read. */
public record Shelf(UserId user, UUID connection) {

  public static Shelf of(ConnectionFacts connection) {
    return new Shelf(connection.user(), UUID.fromString(connection.id()));
  }
}
