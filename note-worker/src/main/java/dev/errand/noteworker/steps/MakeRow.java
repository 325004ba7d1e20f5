package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.notion.NewRow;
import dev.errand.noteworker.notion.Parent;
import dev.errand.noteworker.notion.StoredRow;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Call;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Finding.Absent;
import dev.errand.pipeline.Finding.CannotTell;
import dev.errand.pipeline.Finding.Happened;
import dev.errand.pipeline.Step;
import dev.errand.runtime.http.HttpFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a row with all its values, or none.
 *
 * <p>After doubt, the row is the one that this connection made since the attempt began and that was
 * not there before: one user's commands run one at a time. None: it was not made. One, with this
 * title: it was. Anything else cannot be decided.
 *
 * @param before rows it could be mistaken for
 */
record MakeRow(String source, String title, Map<String, Object> properties, NewestRows before) {

  /** What the probe must know of the first attempt. */
  record Intent(String source, String title, List<String> before, Instant completeFrom) {}

  RowMade once(Notion notion, Databases databases, Runnable sending) {
    Intent intent = new Intent(source, title, before.ids(), before.completeFrom());
    return notion
        .effects()
        .once(
            Step.of("create-row", RowMade.class, intent, Late.COMMIT),
            call(databases.api(), sending),
            attempted -> look(notion, databases, attempted));
  }

  private Call<RowMade> call(DatabasesApi api, Runnable sending) {
    NewRow row = new NewRow(Parent.dataSource(source), properties);
    return token -> {
      sending.run();
      try {
        return RowMade.of(api.create(Notion.bearer(token), row), source);
      } catch (HttpFailure failure) {
        String id = Committed.page(failure).orElseThrow(() -> failure);
        return new RowMade(id, source, null, null);
      }
    };
  }

  private Finding<RowMade> look(Notion notion, Databases databases, Attempted<Intent> attempted) {
    Intent intent = attempted.intent();
    OwnWork own = OwnWork.of(notion, attempted);
    Optional<List<StoredRow>> since = databases.rowsSince(intent.source(), own.since());
    if (since.isEmpty()) {
      return new CannotTell<>("The database cannot be read any more, or has too many new rows.");
    }
    List<StoredRow> ours =
        since.get().stream()
            .filter(row -> own.has(row) && !intent.before().contains(row.id()))
            .toList();
    if (ours.isEmpty()) {
      return intent.source().equals(source)
          ? new Absent<>()
          : new CannotTell<>("The database it was to be in has changed since.");
    }
    boolean certain =
        ours.size() == 1
            && ours.getFirst().title().strip().equals(intent.title().strip())
            && !own.since().isBefore(intent.completeFrom());
    return certain
        ? new Happened<>(RowMade.of(ours.getFirst(), intent.source()))
        : new CannotTell<>("There are new rows, but we cannot tell whether one of them is this.");
  }
}
