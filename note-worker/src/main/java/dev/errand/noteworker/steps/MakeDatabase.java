package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.notion.NewDatabase;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Call;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Finding.Absent;
import dev.errand.pipeline.Finding.CannotTell;
import dev.errand.pipeline.Finding.Happened;
import dev.errand.pipeline.Step;
import dev.errand.runtime.http.HttpFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a database with its properties, or nothing.
 *
 * <p>After doubt, the database is the one of that title in the parent that this connection made
 * since the attempt began and that was not there before. None: it was not made. One: it was.
 * Anything else cannot be decided.
 */
public record MakeDatabase(String parent, String title, Map<String, Object> properties) {

  /** A page longer than this is not read through before. */
  private static final int MOST_TO_READ = 1_000;

  /**
   * What the probe must know of the first attempt.
   *
   * @param before databases of that title that were there; absent if not known
   */
  record Intent(String parent, String title, @Nullable List<String> before) {}

  public DatabaseMade once(Notion notion, Databases databases) {
    List<String> before =
        notion
            .upTo(MOST_TO_READ, parent)
            .map(blocks -> blocks.stream().filter(block -> isTitled(block, title)))
            .map(blocks -> blocks.map(StoredBlock::id).toList())
            .orElse(null);
    return notion
        .effects()
        .once(
            Step.of(
                "create-database",
                DatabaseMade.class,
                new Intent(parent, title, before),
                Late.COMMIT),
            call(databases.api()),
            attempted -> look(notion, attempted));
  }

  private Call<DatabaseMade> call(DatabasesApi api) {
    NewDatabase database = NewDatabase.of(parent, title, properties);
    return token -> {
      try {
        return DatabaseMade.of(api.create(Notion.bearer(token), database), parent);
      } catch (HttpFailure failure) {
        String id = Committed.page(failure).orElseThrow(() -> failure);
        return new DatabaseMade(id, parent, null, null);
      }
    };
  }

  private Finding<DatabaseMade> look(Notion notion, Attempted<Intent> attempted) {
    Intent intent = attempted.intent();
    Optional<List<StoredBlock>> siblings = notion.allChildren(intent.parent());
    if (siblings.isEmpty()) {
      return new CannotTell<>("The page it was to be in cannot be read any more.");
    }
    OwnWork own = OwnWork.of(notion, attempted);
    List<String> before = intent.before();
    List<StoredBlock> ours =
        siblings.get().stream()
            .filter(block -> own.has(block) && isTitled(block, intent.title()))
            .filter(block -> before == null || !before.contains(block.id()))
            .toList();
    if (ours.isEmpty()) {
      return intent.parent().equals(parent)
          ? new Absent<>()
          : new CannotTell<>("The page it was to be in has changed since.");
    }
    return ours.size() == 1 && before != null
        ? new Happened<>(new DatabaseMade(ours.getFirst().id(), intent.parent(), null, null))
        : new CannotTell<>("There is a database of that title, but we cannot tell whose.");
  }

  private static boolean isTitled(StoredBlock block, String title) {
    return block.content() instanceof Block.Other other
        && other.type().equals("child_database")
        && !block.inTrash()
        && other.text().strip().equals(title.strip());
  }
}
