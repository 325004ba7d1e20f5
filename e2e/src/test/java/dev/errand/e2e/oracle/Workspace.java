package dev.errand.e2e.oracle;

import java.util.List;
import java.util.Map;

/**
 * What stands in a user's Notion workspace.
 *
 * @param roots how many pages "Personal Assistant" stand at its top
 * @param contents how many pages "Table of Contents" stand in those
 * @param listed the ids of the pages that the tables of contents link to, and the text of whatever
 *     else stands there
 * @param notes the pages under "Personal Assistant", oldest first
 * @param lines the text of the blocks that were put at the end of the user's own page, from top to
 *     bottom
 * @param desk what else commands change; empty for who has none
 */
public record Workspace(
    int roots, int contents, List<String> listed, List<Note> notes, List<String> lines, Desk desk) {

  public Workspace {
    listed = List.copyOf(listed);
    notes = List.copyOf(notes);
    lines = List.copyOf(lines);
  }

  /**
   * A note.
   *
   * @param texts of its blocks, without what was appended later
   */
  public record Note(String id, String title, List<String> texts) {
    public Note {
      texts = List.copyOf(texts);
    }
  }

  /**
   * Pages and a table that commands change over and over.
   *
   * @param rows the titles of the rows that were made, oldest first
   * @param databases the titles of the databases that were made, oldest first
   * @param parts the text of the blocks of the page to which long texts are appended
   * @param states how each thing is that commands set, by its name in {@link Settings}
   */
  public record Desk(
      List<String> rows, List<String> databases, List<String> parts, Map<String, String> states) {

    public static final Desk EMPTY = new Desk(List.of(), List.of(), List.of(), Map.of());

    public Desk {
      rows = List.copyOf(rows);
      databases = List.copyOf(databases);
      parts = List.copyOf(parts);
      states = Map.copyOf(states);
    }
  }

  static Workspace empty() {
    return new Workspace(0, 0, List.of(), List.of(), List.of(), Desk.EMPTY);
  }
}
