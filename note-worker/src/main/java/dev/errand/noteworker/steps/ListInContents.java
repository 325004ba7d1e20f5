package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.NewChildren;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.pipeline.Call;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Step;
import dev.errand.runtime.http.HttpFailure;
import java.util.List;

/**
 * Puts a note into the table of contents: one link, which shows the note's title whatever becomes
 * of it. The link itself is what the probe looks for, so nothing is read before.
 *
 * <p>The note is there already. So an entry in doubt that cannot be looked for is let be: better
 * none than two, and better none than a note that is called unknown.
 */
public record ListInContents(String contents, String page) {

  public void once(Notion notion) {
    notion
        .effects()
        .once(
            Step.of("list-in-contents", BlocksMade.class, this, Late.COMMIT),
            call(notion.api()),
            attempted -> look(notion, attempted.intent()));
  }

  private Call<BlocksMade> call(NotionApi api) {
    NewChildren link = new NewChildren(List.of(new Block.PageLink(page)));
    return token -> {
      try {
        api.append(Notion.bearer(token), contents, link);
        return new BlocksMade(List.of());
      } catch (HttpFailure failure) {
        return new BlocksMade(Committed.children(failure, 1).orElseThrow(() -> failure));
      }
    };
  }

  private Finding<BlocksMade> look(Notion notion, ListInContents intent) {
    boolean absent =
        Entries.of(notion, intent.contents())
            .map(entries -> !entries.list(intent.page()))
            .orElse(false);
    return absent && intent.equals(this)
        ? new Finding.Absent<>()
        : new Finding.Happened<>(new BlocksMade(List.of()));
  }
}
