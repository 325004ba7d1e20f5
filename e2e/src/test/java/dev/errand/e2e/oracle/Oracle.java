package dev.errand.e2e.oracle;

import java.util.stream.Stream;

/** One promise, held against what is known after a run. */
public interface Oracle {

  /** What breaks it, each in a sentence that names the command or the call; nothing if it holds. */
  Stream<String> violations();
}
