package dev.errand.e2e.sends;

import dev.errand.e2e.sends.Cell.Route;
import java.util.ArrayList;
import java.util.List;

/** All that Graph is known to do wrong while a mail is sent, on each route of it. */
final class Cells {

  /** The call is not carried out. */
  private static final List<String> BEFORE =
      List.of(
          "reset_before",
          "504_before",
          "429",
          "429_retry_after_decimal",
          "429_retry_after_list",
          "429_retry_after_date",
          "429_retry_after_absent",
          "429_too_many_objects",
          "503_mailbox_info_stale",
          "503_server_busy",
          "500_transient");

  /** It is, and the answer hides that; or is slow, or hard to read. */
  private static final List<String> AFTER =
      List.of(
          "504_after_accept",
          "504_unknown_error_after_accept",
          "reset_after_accept",
          "silence_after_accept",
          "slow_after_accept",
          "drip",
          "empty_body",
          "202_retry_after",
          "408_after_accept",
          "429_after_accept",
          "429_retry_after_decimal_after_accept",
          "429_retry_after_list_after_accept",
          "429_retry_after_date_after_accept",
          "429_retry_after_absent_after_accept",
          "500_after_accept",
          "500_transient_after_accept",
          "502_after_accept",
          "503_after_accept",
          "503_mailbox_info_stale_after_accept");

  /** A look has no effect: to it before and after are the same. */
  private static final List<String> LOOK =
      List.of(
          "silence_after_accept", "slow_after_accept", "drip", "empty_body", "502_after_accept");

  private Cells() {}

  /** Those that are over within seconds. */
  static List<Cell> passing() {
    List<Cell> cells = new ArrayList<>();
    for (Route route : Route.values()) {
      BEFORE.forEach(fault -> cells.add(new Cell(route, fault)));
      (route.isLook() ? LOOK : AFTER).forEach(fault -> cells.add(new Cell(route, fault)));
    }
    return cells;
  }

  /** Those after which a person's mails wait for minutes or hours. */
  static List<Cell> parking() {
    List<Cell> cells = new ArrayList<>();
    for (Route route : List.of(Route.CREATE, Route.ATTACH, Route.SEND)) {
      cells.add(new Cell(route, "404_mailbox_not_enabled"));
      cells.add(new Cell(route, "404_mailbox_not_enabled_after_accept"));
    }
    cells.add(new Cell(Route.FIND, "404_mailbox_not_enabled"));
    cells.add(new Cell(Route.SEND, "exceeded_message_limit"));
    cells.add(new Cell(Route.SEND, "exceeded_message_limit"));
    return cells;
  }
}
