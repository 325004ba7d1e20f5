package dev.errand.mailworker.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.mailworker.graph.GraphUploads;
import dev.errand.schemas.Secret;
import org.junit.jupiter.api.Test;

class UploadSessionTest {

  private static final long SIZE = 100_000_000;
  private static final String DRAFT = "AAMk:x/y==";
  private static final UploadSession BEGUN =
      UploadSession.begun(DRAFT, Secret.of("https://outlook.office.com/s?a=b:c?d"));

  @Test
  void aSessionIsFoundAgainAsItWas() {
    UploadSession on = BEGUN.at(7_864_320);
    assertThat(UploadSession.read(on.kept(), DRAFT)).hasValue(on);
    assertThat(UploadSession.read(on.elsewhere(SIZE).orElseThrow().kept(), DRAFT))
        .hasValueSatisfying(session -> assertThat(session.guessed()).isTrue());
    assertThat(on.toString()).doesNotContain("outlook");
  }

  /** A file that went into another draft would be missing in this one. */
  @Test
  void aSessionOfAnotherDraftIsNone() {
    assertThat(UploadSession.read(BEGUN.kept(), "AAMk:x/y=")).isEmpty();
    assertThat(UploadSession.read(UploadSession.OVER, DRAFT)).isEmpty();
  }

  @Test
  void noMoreThanWasSentCanBeThere() {
    UploadSession on = BEGUN.at(GraphUploads.RANGE);
    assertThat(on.told(0, SIZE).place()).isZero();
    assertThat(on.told(2 * GraphUploads.RANGE, SIZE).place()).isEqualTo(2 * GraphUploads.RANGE);
    assertThat(on.told(2 * GraphUploads.RANGE + 1, SIZE)).isEqualTo(on);
    assertThat(on.told(2 * GraphUploads.RANGE, 2 * GraphUploads.RANGE)).isEqualTo(on);
  }

  @Test
  void whatIsNeitherHereNorARangeOnIsNowhere() {
    assertThat(BEGUN.elsewhere(SIZE).orElseThrow().place()).isEqualTo(GraphUploads.RANGE);
    assertThat(BEGUN.elsewhere(SIZE).orElseThrow().elsewhere(SIZE)).isEmpty();
    assertThat(BEGUN.elsewhere(GraphUploads.RANGE)).isEmpty();
  }
}
