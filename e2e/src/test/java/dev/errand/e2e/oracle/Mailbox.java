package dev.errand.e2e.oracle;

import java.util.List;
import java.util.Map;

/**
 * What a user has in Outlook, for as much of it as commands change.
 *
 * @param folders each folder there is, by the names on the way to it
 * @param states how each thing is that commands set, by its name in {@link Settings}
 */
public record Mailbox(List<String> folders, Map<String, String> states) {

  static final Mailbox EMPTY = new Mailbox(List.of(), Map.of());

  public Mailbox {
    folders = List.copyOf(folders);
    states = Map.copyOf(states);
  }
}
