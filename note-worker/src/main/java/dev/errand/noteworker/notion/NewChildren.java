package dev.errand.noteworker.notion;

import java.util.List;

/** Blocks to append: 1 to 100, each at most 2 levels deep below itself. */
public record NewChildren(List<Block> children) {

  public NewChildren {
    children = List.copyOf(children);
  }
}
