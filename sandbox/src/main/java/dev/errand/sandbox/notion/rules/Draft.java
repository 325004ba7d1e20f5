package dev.errand.sandbox.notion.rules;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A block that was checked and is not yet in a page. */
public record Draft(String type, ObjectNode content, List<Draft> children) {

  public Draft {
    children = List.copyOf(children);
  }

  int count() {
    return 1 + children.stream().mapToInt(Draft::count).sum();
  }
}
