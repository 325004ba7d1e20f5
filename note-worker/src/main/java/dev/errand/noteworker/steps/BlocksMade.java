package dev.errand.noteworker.steps;

import java.util.List;

/** The ids of blocks that were appended, in their order. */
public record BlocksMade(List<String> ids) {

  public BlocksMade {
    ids = List.copyOf(ids);
  }
}
