package dev.errand.noteworker.operations;

import dev.errand.noteworker.index.NoteIndex;
import dev.errand.pipeline.ConnectionFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An index that finds what it is told to, and takes down what it is told lies in the trash. */
final class KnownNotes implements NoteIndex {

  private final List<String> trashed = new ArrayList<>();
  private List<String> related = List.of();

  void related(String... pages) {
    related = List.of(pages);
  }

  List<String> trashed() {
    return trashed;
  }

  @Override
  public List<Found> related(ConnectionFacts connection, String text, int most) {
    return related.stream()
        .map(page -> new Found(page, "", "", Instant.EPOCH, false, Set.of(By.MEANING)))
        .toList();
  }

  @Override
  public List<Found> find(ConnectionFacts connection, String query, int most) {
    return List.of();
  }

  @Override
  public void seen(ConnectionFacts connection, String page) {}

  @Override
  public List<String> unsure(ConnectionFacts connection, int most) {
    return List.of();
  }

  @Override
  public void drop(ConnectionFacts connection, String page) {}

  @Override
  public void keep(ConnectionFacts connection, Text note) {}

  @Override
  public void add(ConnectionFacts connection, String page, String text) {}

  @Override
  public void rewrite(ConnectionFacts connection, String page, String text) {}

  @Override
  public void rename(ConnectionFacts connection, String page, String title) {}

  @Override
  public void trash(ConnectionFacts connection, String page, boolean inTrash) {
    if (inTrash) {
      trashed.add(page);
    }
  }
}
