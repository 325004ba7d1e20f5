package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.Block;
import dev.errand.schemas.note.NoteCreate;
import dev.errand.schemas.note.NoteCreated.Enhancement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written.
 *
 * @param input with what was found where the person gave nothing
 * @param told what enhancing did, if it was asked for
 */
record Enhanced(NoteCreate input, List<Block> blocks, @Nullable Enhancement told) {

  Enhanced {
    blocks = List.copyOf(blocks);
  }
}
