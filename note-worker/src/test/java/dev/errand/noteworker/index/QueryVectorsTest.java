package dev.errand.noteworker.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class QueryVectorsTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  private final CountDownLatch answers = new CountDownLatch(1);

  private float[] vector() {
    threads.add(Thread.currentThread());
    return new float[Vectors.SIZE];
  }

  private float[] afterAWhile() {
    try {
      answers.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    return vector();
  }

  private static void untilLoaded(QueryVectors vectors) {
    Awaitility.await().atMost(LONG).until(() -> vectors.of("text").isPresent());
  }

  @Test
  void theModelIsLoadedAtOnceAndNeverOnAVirtualThread() throws Exception {
    try (QueryVectors vectors = new QueryVectors(_ -> vector(), LONG)) {
      Awaitility.await().atMost(LONG).until(() -> !threads.isEmpty());
      untilLoaded(vectors);
      Thread.ofVirtual().start(() -> vectors.of("text")).join();
      assertThat(threads).hasSizeGreaterThan(2).noneMatch(Thread::isVirtual);
    }
  }

  @Test
  void whileTheModelIsBeingLoadedNobodyWaits() {
    try (QueryVectors vectors = new QueryVectors(_ -> afterAWhile(), LONG)) {
      assertThat(vectors.of("text")).isEmpty();
      answers.countDown();
      untilLoaded(vectors);
    }
  }

  @Test
  void aTextThatTheModelIsTooSlowWithCostsOnePatienceAndOthersNothing() {
    Embedding slowWithOne = text -> text.equals("slow") ? afterAWhile() : vector();
    try (QueryVectors vectors = new QueryVectors(slowWithOne, Duration.ofMillis(100))) {
      untilLoaded(vectors);
      assertThat(vectors.of("slow")).isEmpty();
      long began = System.nanoTime();
      for (int i = 0; i < 1_000; i++) {
        assertThat(vectors.of("text")).isEmpty();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONG);
      answers.countDown();
      untilLoaded(vectors);
    }
  }

  @Test
  void aModelThatDoesNotLoadIsNobodysFailure() {
    Embedding broken =
        _ -> {
          throw new NoClassDefFoundError("as an initializer that failed before");
        };
    try (QueryVectors vectors = new QueryVectors(broken, LONG)) {
      assertThat(vectors.of("text")).isEmpty();
      assertThat(vectors.of("text")).isEmpty();
    }
  }
}
