package dev.errand.sandbox.notion.rules;

import java.util.Set;

/**
 * A type of block that can be written.
 *
 * @param fields the fields of its own object, without {@code children}
 * @param container whether it may have children
 */
record BlockType(Set<String> fields, boolean container) {

  static BlockType leaf(String... fields) {
    return new BlockType(Set.of(fields), false);
  }

  static BlockType container(String... fields) {
    return new BlockType(Set.of(fields), true);
  }
}
