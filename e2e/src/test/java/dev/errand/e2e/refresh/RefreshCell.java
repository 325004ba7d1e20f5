package dev.errand.e2e.refresh;

import static dev.errand.pipeline.CrashPoint.*;

import dev.errand.schemas.Provider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One refresh in the middle of which its process dies or stands still.
 *
 * @param point where it is at that moment: a crash point, or one of the next two
 * @param meanwhile what the person does at that moment
 */
record RefreshCell(End end, String point, Meanwhile meanwhile, Provider provider) {

  /** The request is out, and nobody will carry it out. */
  static final String NOT_CARRIED_OUT = "request-lost";

  /** The request was carried out, and its answer is not there yet. */
  static final String ANSWER_UNREAD = "answer-unread";

  /** Which process, and what becomes of it. */
  enum End {
    /** Stopped until its lease is another's, and then it goes on. */
    WORKER_STOPPED,
    REFRESHER_KILLED,
    WORKER_KILLED
  }

  /** What the person does. */
  enum Meanwhile {
    NOTHING,
    DISCONNECTS,
    RECONNECTS
  }

  /**
   * What has to be true in the end.
   *
   * @param granted how often the provider gave new tokens, to whomever
   * @param refused how often it was sent a refresh token that was used up
   * @param told how often it is announced that the person has to connect again
   * @param state of the connection
   */
  record Expected(long granted, long refused, long told, String state) {}

  /** All of them, in the order in which they have to be begun. */
  static List<RefreshCell> all() {
    List<RefreshCell> cells = new ArrayList<>();
    for (Provider provider : Provider.values()) {
      for (String point :
          List.of(LEASE_TAKEN, GRANT_WANTED, GRANT_READ, GRANT_SEALED, GRANT_STORED)) {
        cells.add(new RefreshCell(End.WORKER_STOPPED, point, Meanwhile.NOTHING, provider));
        cells.add(new RefreshCell(End.WORKER_KILLED, point, Meanwhile.NOTHING, provider));
      }
      for (String point : List.of(GRANT_WANTED, GRANT_READ, GRANT_SEALED, GRANT_STORED)) {
        cells.add(new RefreshCell(End.REFRESHER_KILLED, point, Meanwhile.NOTHING, provider));
      }
      for (String point : List.of(GRANT_WANTED, GRANT_READ)) {
        cells.add(new RefreshCell(End.WORKER_STOPPED, point, Meanwhile.DISCONNECTS, provider));
        cells.add(new RefreshCell(End.WORKER_STOPPED, point, Meanwhile.RECONNECTS, provider));
      }
      cells.add(new RefreshCell(End.WORKER_KILLED, GRANT_READ, Meanwhile.DISCONNECTS, provider));
    }
    // The refresher takes leases on one thread, which is held here.
    cells.add(
        new RefreshCell(End.REFRESHER_KILLED, LEASE_TAKEN, Meanwhile.NOTHING, Provider.NOTION));
    // A request is given up after 15 s, so it comes last.
    for (Provider provider : Provider.values()) {
      for (String point : List.of(NOT_CARRIED_OUT, ANSWER_UNREAD)) {
        cells.add(new RefreshCell(End.WORKER_KILLED, point, Meanwhile.NOTHING, provider));
      }
    }
    cells.sort(Comparator.comparing(RefreshCell::end)); // and else as they are
    return cells;
  }

  /** What it has in common with its like at the other provider. */
  RefreshCell kind() {
    return new RefreshCell(end, point, meanwhile, Provider.NOTION);
  }

  boolean isAtCrashPoint() {
    return !point.equals(NOT_CARRIED_OUT) && !point.equals(ANSWER_UNREAD);
  }

  /** Whether new tokens are given and not stored. */
  private boolean isInTheWindow() {
    return List.of(ANSWER_UNREAD, GRANT_READ, GRANT_SEALED).contains(point);
  }

  Expected expected() {
    return switch (meanwhile) {
      case DISCONNECTS -> new Expected(isInTheWindow() ? 1 : 0, 0, 0, "disconnected");
      // The consent gives tokens, too.
      case RECONNECTS -> new Expected(isInTheWindow() ? 2 : 1, 0, 0, "active");
      case NOTHING -> undisturbed();
    };
  }

  /**
   * Whoever comes after has only the refresh token before. Microsoft takes it; to Notion it is used
   * up, and only the process that has the new one can mend that.
   */
  private Expected undisturbed() {
    if (!isInTheWindow()) {
      return new Expected(1, 0, 0, "active");
    }
    if (provider == Provider.MICROSOFT) {
      return new Expected(2, 0, 0, "active");
    }
    return new Expected(1, 1, 1, end == End.WORKER_STOPPED ? "active" : "reconnect_needed");
  }

  @Override
  public String toString() {
    return "%s at %s, %s, %s"
        .formatted(end, point, meanwhile, provider.wireName())
        .toLowerCase(Locale.ROOT);
  }
}
