package dev.errand.noteworker.index;

import dev.errand.runtime.index.Shelf;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Whose notes have yet to be read for their meaning. That a note has is stored with the note; so
 * whom this forgets, being full or because the process ends, is here again with their next note or
 * search. Thread-safe.
 */
final class MeaningQueue {

  /** About 200 bytes each. */
  private static final int MOST = 10_000;

  private final SequencedSet<Shelf> waiting = new LinkedHashSet<>();
  private boolean closed;

  synchronized void add(Shelf shelf) {
    if (!closed && (waiting.size() < MOST || waiting.contains(shelf))) {
      waiting.add(shelf);
      notifyAll();
    }
  }

  /** The next one, waited for; empty when it is over. */
  synchronized Optional<Shelf> take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    return closed ? Optional.empty() : Optional.of(waiting.removeFirst());
  }

  synchronized int size() {
    return waiting.size();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
