package dev.errand.mailworker.graph;

/**
 * A property of our own on a message. It stays in the sender's mailbox: it is not among what
 * recipients get, and Graph does not show it unless asked.
 *
 * @param id type, namespace and name, as {@code String {guid} Name ErrandCommand}
 */
public record ExtendedProperty(String id, String value) {

  /** The {@code $expand} that shows the one with that id of a message, if it has it. */
  static String expand(String id) {
    return "singleValueExtendedProperties($filter=id eq " + ODataText.quoted(id) + ")";
  }

  /**
   * The {@code $filter} for messages that have it. Graph compares the id with the case of its
   * letters and the value without.
   */
  public String filter() {
    return "singleValueExtendedProperties/Any(ep: ep/id eq "
        + ODataText.quoted(id)
        + " and ep/value eq "
        + ODataText.quoted(value)
        + ")";
  }
}
