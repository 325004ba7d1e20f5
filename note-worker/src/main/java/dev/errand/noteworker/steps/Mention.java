package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.Position;
import dev.errand.noteworker.notion.RichText;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.noteworker.notion.TextKind;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.Step;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page's mention of another, as a line of its section "Linked notes", which is made at the end of
 * the page if there is none. What is looked for is the mention itself, or a plain link in its
 * place: so it is there once, however often it is asked for.
 *
 * @param page where it stands
 * @param other the page it leads to
 */
public record Mention(String page, String other) {

  public static final String SECTION = "Linked notes";

  /**
   * Whether it is there, and where it would go.
   *
   * @param behind the last line of the section; absent: there is no section
   */
  public record State(boolean there, @Nullable String behind) {}

  /**
   * What the page says now.
   *
   * @throws OperationStopped if it is not there, or too long to look through
   */
  public State look(Notion notion) {
    return in(
        notion
            .upTo(Notion.MOST_BLOCKS, page)
            .orElseThrow(
                () ->
                    OperationStopped.refused(
                        Problem.of(ProblemCode.INVALID_COMMAND, "That page is too long to link.")
                            .action("Link another note."))));
  }

  private State in(List<StoredBlock> blocks) {
    boolean inside = false;
    boolean there = false;
    String behind = null;
    for (StoredBlock block : blocks) {
      if (block.content() instanceof Block.Text text && text.kind().level() > 0) {
        inside = RichText.plain(text.text()).strip().equalsIgnoreCase(SECTION);
      }
      if (inside) {
        there |= leadsThere(block);
        behind = block.id();
      }
    }
    return new State(there, behind);
  }

  private boolean leadsThere(StoredBlock block) {
    String id = other.replace("-", "");
    return switch (block.content()) {
      case Block.Text text -> text.text().stream().anyMatch(run -> leadsTo(run.href(), id));
      case Block.PageLink(String target) -> target.replace("-", "").equalsIgnoreCase(id);
      default -> false;
    };
  }

  private static boolean leadsTo(@Nullable String href, String id) {
    return href != null && href.replace("-", "").toLowerCase(Locale.ROOT).contains(id);
  }

  /**
   * Puts it there.
   *
   * @param step unique within the operation
   * @param state as it was looked at in this run
   */
  public void once(Notion notion, String step, State state) {
    List<Block> blocks = new ArrayList<>();
    if (state.behind() == null) {
      blocks.add(new Block.Text(TextKind.HEADING_2, List.of(RichText.of(SECTION)), List.of()));
    }
    blocks.add(new Block.Text(TextKind.BULLET, List.of(RichText.mention(other)), List.of()));
    Position position = state.behind() == null ? null : Position.after(state.behind());
    var _ =
        notion
            .effects()
            .once(
                Step.of(step, BlocksMade.class, this, Late.COMMIT),
                InsertBlocks.call(notion, page, position, blocks),
                attempted -> found(notion, attempted.intent()));
  }

  private static Finding<BlocksMade> found(Notion notion, Mention intent) {
    Optional<State> state = notion.allChildren(intent.page()).map(intent::in);
    if (state.isEmpty()) {
      return new Finding.CannotTell<>("The page cannot be read any more, or is too long.");
    }
    return state.get().there()
        ? new Finding.Happened<>(new BlocksMade(List.of()))
        : new Finding.Absent<>();
  }
}
