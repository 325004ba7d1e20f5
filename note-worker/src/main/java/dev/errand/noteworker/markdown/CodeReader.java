package dev.errand.noteworker.markdown;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.RichText;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes code blocks: as many as the code needs. */
final class CodeReader {

  private CodeReader() {}

  /** What stands behind the fence when it is written again. */
  static String fence(Block code) {
    return Languages.fence(((Block.Code) code).language());
  }

  static Stream<Block> read(@Nullable String info, String code) {
    String word = info == null ? "" : info.strip().split("\\s+", 2)[0];
    String language = Languages.notion(word);
    String text = code.endsWith("\n") ? code.substring(0, code.length() - 1) : code;
    return Runs.parts(List.of(RichText.of(text))).stream()
        .map(part -> new Block.Code(language, part));
  }
}
