package dev.errand.sandbox.graph.mailbox;

/** Which changes a follower wants to know. */
public enum ChangeType {
  ALL,
  CREATED,
  UPDATED,
  DELETED;

  /** Whether what is there at the beginning is told. */
  boolean includesOld() {
    return this == ALL || this == CREATED;
  }

  boolean includes(Changes.Change change, long since) {
    return switch (this) {
      case ALL -> true;
      case CREATED -> !change.gone() && change.came() > since;
      case UPDATED -> !change.gone() && change.came() <= since;
      case DELETED -> change.gone();
    };
  }
}
