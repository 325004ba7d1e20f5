package dev.errand.noteworker.markdown;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.RichText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code - [ ] milk} and {@code - [x] milk}: https://github.github.com/gfm, section 5.3. */
final class TaskMarker {

  private static final Pattern MARKER = Pattern.compile("\\[([ xX])](?:[ \\t\\n]|$)");

  private TaskMarker() {}

  static Block apply(Block.Text item) {
    if (item.text().isEmpty()) {
      return item;
    }
    RichText first = item.text().getFirst();
    Matcher marker = MARKER.matcher(first.text());
    if (!first.style().equals(RichText.Style.PLAIN) || !marker.lookingAt()) {
      return item;
    }
    List<RichText> text = new ArrayList<>(item.text());
    text.set(0, first.withText(first.text().substring(marker.end())));
    return new Block.ToDo(!marker.group(1).equals(" "), Runs.merged(text), item.children());
  }
}
