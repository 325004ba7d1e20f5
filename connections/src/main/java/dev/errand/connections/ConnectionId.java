package dev.errand.connections;

import java.util.UUID;

/** The name of a connection; random, so that it tells nothing. */
public record ConnectionId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
