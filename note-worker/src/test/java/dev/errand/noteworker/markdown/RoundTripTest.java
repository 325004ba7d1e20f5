package dev.errand.noteworker.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What Notion can hold comes back as it was. */
class RoundTripTest {

  private static final int DOCUMENTS = Integer.getInteger("errand.documents", 400);

  private final MarkdownReader reader = new MarkdownReader();
  private final MarkdownWriter writer = new MarkdownWriter();

  @Test
  void aDocumentLooksAsItDidBeforeItWasBlocks() {
    long seed = Long.getLong("errand.seed", new Random().nextLong());
    for (int i = 0; i < DOCUMENTS; i++) {
      String markdown = new RandomDocument(seed + i).markdown(1 + i % 12);
      String back = writer.write(reader.read(markdown));
      assertThat(Shown.html(back))
          .as("-Derrand.seed=%d of:%n%s%nwritten as:%n%s", seed + i, markdown, back)
          .isEqualTo(Shown.html(markdown));
    }
  }
}
