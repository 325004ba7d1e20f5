package dev.errand.noteworker.operations;

import dev.errand.noteworker.local.MarkdownUser;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept in a folder of Markdown files. */
class OnMarkdownTest extends NoteOperationsContract {

  @TempDir Path folder;

  @Override
  NoteKeeper keeper() {
    return new MarkdownUser(folder, "ada");
  }
}
