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
  void whateverLooksOtherwiseIsNamed() {
    long seed = Long.getLong("errand.seed", new Random().nextLong());
    int held = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      String markdown = new RandomDocument(seed + i).carelessly().markdown(1 + i % 4);
      String back = writer.write(reader.read(markdown));
      if (reader.adapted(markdown).isEmpty()) {
        held++;
        assertThat(Shown.html(back))
            .as("-Derrand.seed=%d of:%n%s%nwritten as:%n%s", seed + i, markdown, back)
            .isEqualTo(Shown.html(markdown));
      }
    }
    assertThat(held).as("documents that Notion can hold as they are").isGreaterThan(DOCUMENTS / 4);
  }

  @Test
  void aDocumentLooksAsItDidBeforeItWasBlocks() {
    long seed = Long.getLong("errand.seed", new Random().nextLong());
    for (int i = 0; i < DOCUMENTS; i++) {
      String markdown = new RandomDocument(seed + i).markdown(1 + i % 12);
      String back = writer.write(reader.read(markdown));
      assertThat(Shown.html(back))
          .as("-Derrand.seed=%d of:%n%s%nwritten as:%n%s", seed + i, markdown, back)
          .isEqualTo(Shown.html(markdown));
      assertThat(reader.adapted(markdown)).as("seed %d of:%n%s", seed + i, markdown).isEmpty();
    }
  }
}
