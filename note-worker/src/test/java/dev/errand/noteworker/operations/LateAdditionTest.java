package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_APPEND;
import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_LINK;
import static dev.errand.schemas.note.NoteOperations.NOTE_UPDATE;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_ENSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.notion.Block;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Blocks whose request nobody answers, and which come when they have been looked for already: they
 * are there once.
 */
class LateAdditionTest {

  private final NotionUser user = new NotionUser();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 10, 12})
  void anAppendedText(int looks) {
    String page = create("One");
    late(looks, () -> user.succeeded(NOTE_APPEND, Map.of("page", page, "markdown", "more")));
    assertThat(user.blocks(page)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 10, 12})
  void aTextInTheMiddle(int looks) {
    String page = create("One");
    late(
        looks,
        () -> user.succeeded(NOTE_UPDATE, Map.of("page", page, "markdown", "text\n\nother")));
    assertThat(user.blocks(page)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 10, 12})
  void aMention(int looks) {
    String one = create("One");
    String two = create("Two");
    late(looks, () -> user.succeeded(NOTE_LINK, Map.of("from", one, "to", two)));
    assertThat(user.blocks(one)).hasSize(3);
    assertThat(user.blocks(two)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 10, 12})
  void anEntry(int looks) {
    create("One");
    late(looks, () -> create("Two"));
    user.succeeded(WORKSPACE_ENSURE, Map.of()); // one that comes after all patience is healed
    assertThat(user.listed()).hasSize(2).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 10, 12})
  void entriesThatThePersonDeleted(int looks) {
    List<String> notes = List.of(create("One"), create("Two"));
    user.blocks(user.pages(Workspaces.CONTENTS).getFirst().id()).stream()
        .filter(block -> block.content() instanceof Block.PageLink)
        .forEach(block -> user.delete(block.id()));
    late(looks, () -> user.succeeded(WORKSPACE_ENSURE, Map.of()));
    assertThat(user.listed()).containsExactlyElementsOf(notes);
  }

  /** What comes after all that was asked has come by the time of what is asked next. */
  private void late(int looks, Runnable work) {
    LateCommit late = user.late("append", looks);
    work.run();
    for (int call = 0; call < looks && !late.happened(); call++) {
      user.succeeded(WORKSPACE_ENSURE, Map.of());
    }
    assertThat(late.happened()).isTrue();
  }

  private String create(String title) {
    return user.succeeded(NOTE_CREATE, Map.of("title", title, "markdown", "text"))
        .path("page")
        .asString();
  }
}
