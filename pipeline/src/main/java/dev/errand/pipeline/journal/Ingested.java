package dev.errand.pipeline.journal;

import java.util.List;

/** What became of {@link Arrivals}. */
public sealed interface Ingested {

  /**
   * They are in the journal.
   *
   * @param queued the accepted ones that are new, in offset order
   * @param results of the refused ones that are new, also of replays refused here, in sequence
   * @param latest if some were taken in before, whose answer may have been lost: the place of the
   *     last stored result; else 0
   * @param repeats results that commands sent a second time already have: to be published again
   */
  record Taken(
      Fence fence,
      List<Queued> queued,
      List<StoredResult> results,
      long latest,
      List<StoredResult> repeats)
      implements Ingested {

    public Taken {
      queued = List.copyOf(queued);
      results = List.copyOf(results);
      repeats = List.copyOf(repeats);
    }
  }

  /**
   * The partition has another owner, or the journal has less of it than its owner knew: nothing was
   * written, and nothing may be acted on. It has to be claimed again, and read from where the
   * journal says.
   */
  record Fenced(Fence fence) implements Ingested {}
}
