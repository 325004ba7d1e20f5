package dev.errand.noteworker.enhance;

import dev.errand.noteworker.enhance.Proposal.By;
import dev.errand.noteworker.words.Language;
import dev.errand.schemas.UserId;
import java.util.List;

/**
 * Enhances by rules: the same note always gives the same proposal, nothing is asked of anybody, and
 * a few milliseconds suffice. Thread-safe.
 */
public final class RuleEnhancer implements Enhancer {

  @Override
  public Proposal propose(UserId user, Passages note) {
    Language language = Language.of(note.text());
    List<Integer> actions = FindActions.in(note);
    NoteKind kind = GuessKind.of(note, actions.size());
    return new Proposal(
        By.RULES, ShortTitle.of(note), PickTags.of(note, language, kind), kind, actions, null);
  }
}
