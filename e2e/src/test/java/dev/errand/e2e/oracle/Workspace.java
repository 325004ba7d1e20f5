package dev.errand.e2e.oracle;

import java.util.List;

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
 */
public record Workspace(
    int roots, int contents, List<String> listed, List<Note> notes, List<String> lines) {

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

  static Workspace empty() {
    return new Workspace(0, 0, List.of(), List.of(), List.of());
  }
}
