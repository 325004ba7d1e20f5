package dev.errand.noteworker.operations;

import dev.errand.noteworker.enhance.Arrange;
import dev.errand.noteworker.enhance.Enhancer;
import dev.errand.noteworker.enhance.Passages;
import dev.errand.noteworker.enhance.Proposal;
import dev.errand.noteworker.enhance.RuleEnhancer;
import dev.errand.noteworker.index.NoteIndex;
import dev.errand.noteworker.index.NoteIndex.Found;
import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.steps.Notion;
import dev.errand.pipeline.Effects;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.UserId;
import dev.errand.schemas.note.NoteCreate;
import dev.errand.schemas.note.NoteCreated.Enhancement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Enhances a note before it is written.
 *
 * <p>What is proposed is recorded before anything is written, so that every run of the command
 * writes the same note: a model may answer otherwise the second time. Thread-safe.
 */
public final class EnhanceNote {

  /** A model is given less; see its own limit. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private static final int MOST_RELATED = 3;

  private final Enhancer enhancer;
  private final NoteIndex index;

  public EnhanceNote(Enhancer enhancer, NoteIndex index) {
    this.enhancer = enhancer;
    this.index = index;
  }

  /**
   * The notes to link to, decided once for a command.
   *
   * @param pages their ids
   */
  record Related(List<String> pages) {

    static final Related NONE = new Related(List.of());

    Related {
      pages = List.copyOf(pages);
    }
  }

  Enhanced note(Notion notion, NoteCreate input, List<Block> blocks) {
    List<Block> parts = Arrange.parts(blocks);
    Passages note = Passages.of(Objects.requireNonNullElse(input.title(), ""), parts);
    Effects effects = notion.context().effects();
    UserId user = notion.context().command().user();
    Proposal proposal =
        effects.chosen("propose", Proposal.class, LONGEST, () -> enhancer.propose(user, note));
    Related related =
        effects.chosen("relate", Related.class, LONGEST, () -> related(notion, note.text()));
    return carriedOut(input, parts, proposal, related);
  }

  /** By the rules alone, which say the same each time: nothing has to be recorded. */
  static Enhanced byRules(UserId user, NoteCreate input, List<Block> blocks) {
    List<Block> parts = Arrange.parts(blocks);
    Passages note = Passages.of(Objects.requireNonNullElse(input.title(), ""), parts);
    return carriedOut(input, parts, new RuleEnhancer().propose(user, note), Related.NONE);
  }

  /** Those that are there now: Notion refuses a link to a page that is gone. */
  private Related related(Notion notion, String text) {
    return new Related(
        index.related(notion.connection(), text, MOST_RELATED).stream()
            .map(Found::page)
            .filter(page -> isThere(notion, page))
            .toList());
  }

  /** A page that Notion does not show for another reason is not linked to. */
  private boolean isThere(Notion notion, String page) {
    try {
      return StillThere.tell(notion, index, page);
    } catch (OperationStopped stopped) {
      if (stopped.failure() instanceof Failure.Refused) {
        return false;
      }
      throw stopped;
    }
  }

  private static List<Block> withLinks(List<Block> blocks, List<String> related) {
    if (related.isEmpty()) {
      return blocks;
    }
    List<Block> all = new ArrayList<>(blocks);
    all.add(new Block.Divider());
    related.forEach(page -> all.add(new Block.PageLink(page)));
    return all;
  }

  private static Enhanced carriedOut(
      NoteCreate input, List<Block> parts, Proposal proposal, Related related) {
    List<Block> arranged = Arrange.actions(parts, proposal.actions());
    NoteCreate whole =
        new NoteCreate(
            Objects.requireNonNullElse(input.title(), proposal.title()),
            input.markdown(),
            input.parent(),
            Objects.requireNonNullElse(input.tags(), proposal.tags()),
            Objects.requireNonNullElse(input.kind(), proposal.kind().wireName()),
            true);
    return new Enhanced(
        whole, withLinks(arranged, related.pages()), told(whole, proposal, related));
  }

  private static Enhancement told(NoteCreate whole, Proposal proposal, Related related) {
    return new Enhancement(
        proposal.by().name().toLowerCase(Locale.ROOT),
        Objects.requireNonNull(whole.tags()),
        Objects.requireNonNull(whole.kind()),
        proposal.actions().size(),
        related.pages(),
        proposal.fellBack());
  }
}
