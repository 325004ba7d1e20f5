package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.NewChildren;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.PageId;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.pipeline.Call;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Step;
import dev.errand.runtime.http.HttpFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        listed(notion, intent.contents())
            .map(listed -> !listed.contains(intent.page()))
            .orElse(false);
    return absent && intent.equals(this)
        ? new Finding.Absent<>()
        : new Finding.Happened<>(new BlocksMade(List.of()));
  }

  /** The pages in a table of contents; empty if it cannot be read. */
  static Optional<Set<String>> listed(Notion notion, String contents) {
    return notion
        .allChildren(contents)
        .map(
            blocks ->
                blocks.stream()
                    .flatMap(ListInContents::target)
                    .collect(Collectors.toUnmodifiableSet()));
  }

  private static Stream<String> target(StoredBlock block) {
    return block.content() instanceof Block.PageLink(String page)
        ? PageId.read(page).stream()
        : Stream.empty();
  }
}
