package dev.errand.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.note.NoteOperations;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperationCatalogTest {

  private final OperationCatalog catalog = new OperationCatalog();

  @Test
  void oneCatalogServesManyThreads() throws Exception {
    byte[] valid = "{\"markdown\":\"a\"}".getBytes(UTF_8);
    byte[] invalid = "{\"markdown\":1,\"colour\":2}".getBytes(UTF_8);
    Validation yes = catalog.validate(NoteOperations.NOTE_CREATE, valid);
    Validation no = catalog.validate(NoteOperations.NOTE_CREATE, invalid);

    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      var answers =
          threads.invokeAll(
              IntStream.range(0, 2_000)
                  .<Callable<Boolean>>mapToObj(
                      i ->
                          () ->
                              catalog
                                  .validate(
                                      NoteOperations.NOTE_CREATE, i % 2 == 0 ? valid : invalid)
                                  .equals(i % 2 == 0 ? yes : no))
                  .toList());
      for (var answer : answers) {
        assertThat(answer.get()).isTrue();
      }
    }
    assertThat(yes).isInstanceOf(Validation.Valid.class);
    assertThat(no).isInstanceOf(Validation.Invalid.class);
  }

  @Test
  void anOperationThatThereIsNotIsNotValidated() {
    assertThat(catalog.find(new OperationName("note.burn"))).isEmpty();
    assertThatThrownBy(() -> catalog.validate(new OperationName("note.burn"), new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProblemIsCutToWhatFitsOnTheWireAndNeverInsideACharacter() {
    Problem problem =
        Problem.of(ProblemCode.INTERNAL, "\ud83d\ude00".repeat(300)).detail("d".repeat(5_000));

    assertThat(problem.title()).isEqualTo("\ud83d\ude00".repeat(200));
    assertThat(problem.detail()).hasSize(2_000);
  }
}
