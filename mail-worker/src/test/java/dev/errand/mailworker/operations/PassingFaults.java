package dev.errand.mailworker.operations;

import java.util.List;

/** What goes wrong with Graph and passes, before a change is made and after it. */
final class PassingFaults {

  static final List<String> ANYWHERE =
      List.of(
          "504_after_accept",
          "reset_after_accept",
          "429_after_accept",
          "503_after_accept",
          "500_after_accept",
          "408_after_accept",
          "502_after_accept",
          "504_unknown_error_after_accept",
          "empty_body",
          "504_before",
          "reset_before",
          "429",
          "429_retry_after_decimal",
          "429_retry_after_list",
          "429_retry_after_date",
          "429_retry_after_absent",
          "429_too_many_objects",
          "503_mailbox_info_stale",
          "503_server_busy",
          "500_transient",
          "404_mailbox_not_enabled",
          "401_claims_challenge");

  private PassingFaults() {}

  /** Of bytes nobody knows whether an empty answer is all of them. */
  static List<String> thatAreSeen() {
    return ANYWHERE.stream().filter(fault -> !fault.equals("empty_body")).toList();
  }

  static List<String> anywhere() {
    return ANYWHERE;
  }
}
