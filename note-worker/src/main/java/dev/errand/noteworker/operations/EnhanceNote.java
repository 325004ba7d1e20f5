package dev.errand.noteworker.operations;

import dev.errand.noteworker.enhance.Arrange;
import dev.errand.noteworker.enhance.Enhancer;
import dev.errand.noteworker.enhance.Passages;
import dev.errand.noteworker.enhance.Proposal;
import dev.errand.noteworker.enhance.RuleEnhancer;
import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.steps.Notion;
import dev.errand.schemas.UserId;
import dev.errand.schemas.note.NoteCreate;
import dev.errand.schemas.note.NoteCreated.Enhancement;
import java.time.Duration;
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

  private final Enhancer enhancer;

  public EnhanceNote(Enhancer enhancer) {
    this.enhancer = enhancer;
  }

  /** What was decided, once for a command. */
  record Choice(Proposal proposal) {}

  Enhanced note(Notion notion, NoteCreate input, List<Block> blocks) {
    List<Block> parts = Arrange.parts(blocks);
    Passages note = Passages.of(Objects.requireNonNullElse(input.title(), ""), parts);
    Choice choice =
        notion
            .context()
            .effects()
            .chosen(
                "enhance",
                Choice.class,
                LONGEST,
                () -> new Choice(enhancer.propose(notion.context().command().user(), note)));
    return carriedOut(input, parts, choice);
  }

  /** By the rules alone, which say the same each time: nothing has to be recorded. */
  static Enhanced byRules(UserId user, NoteCreate input, List<Block> blocks) {
    List<Block> parts = Arrange.parts(blocks);
    Passages note = Passages.of(Objects.requireNonNullElse(input.title(), ""), parts);
    return carriedOut(input, parts, new Choice(new RuleEnhancer().propose(user, note)));
  }

  private static Enhanced carriedOut(NoteCreate input, List<Block> parts, Choice choice) {
    Proposal proposal = choice.proposal();
    List<Block> arranged = Arrange.actions(parts, proposal.actions());
    NoteCreate whole =
        new NoteCreate(
            Objects.requireNonNullElse(input.title(), proposal.title()),
            input.markdown(),
            input.parent(),
            Objects.requireNonNullElse(input.tags(), proposal.tags()),
            Objects.requireNonNullElse(input.kind(), proposal.kind().wireName()),
            true);
    return new Enhanced(whole, arranged, told(whole, choice));
  }

  private static Enhancement told(NoteCreate whole, Choice choice) {
    Proposal proposal = choice.proposal();
    return new Enhancement(
        proposal.by().name().toLowerCase(Locale.ROOT),
        Objects.requireNonNull(whole.tags()),
        Objects.requireNonNull(whole.kind()),
        proposal.actions().size(),
        List.of(),
        proposal.fellBack());
  }
}
