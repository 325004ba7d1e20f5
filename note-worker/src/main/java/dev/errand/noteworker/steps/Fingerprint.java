package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.RichText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A few blocks, so that they can be recognised: how many, and a digest of their kinds and texts.
 * What is inside them does not count, since a request puts all of it there or nothing.
 */
public record Fingerprint(int blocks, String digest) {

  public static Fingerprint of(List<Block> blocks) {
    String text = blocks.stream().map(Fingerprint::line).collect(Collectors.joining("\u0001"));
    return new Fingerprint(blocks.size(), digest(text));
  }

  /** A digest of all there is in a block: its looks, and what is inside it. */
  static String exact(Block block) {
    return digest(block.toString()); // records say all of themselves, and the same in every process
  }

  private static String line(Block block) {
    return switch (block) {
      case Block.Text text -> text.kind().wireName() + "\u0000" + RichText.plain(text.text());
      case Block.ToDo toDo -> "to_do\u0000" + RichText.plain(toDo.text());
      case Block.Code code -> "code\u0000" + RichText.plain(code.text());
      case Block.Table table -> "table\u0000" + table.width();
      case Block.Row row ->
          "table_row\u0000"
              + row.cells().stream().map(RichText::plain).collect(Collectors.joining("\u0000"));
      case Block.Divider() -> "divider";
      case Block.PageLink(String page) -> "link_to_page\u0000" + page;
      case Block.ChildPage(String title) -> "child_page\u0000" + title;
      case Block.Other other -> other.type() + "\u0000" + other.text();
    };
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
