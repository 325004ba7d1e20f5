package dev.errand.connections;

import static dev.errand.connections.World.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyCallersTest {

  private static final int CALLERS = 1_000;

  @TempDir Path directory;

  @Test
  void aThousandCallersInTwoProcessesAndTheRefresherMakeOneRefresh() throws Exception {
    World world = new World(directory);
    world.connect(ALICE, Provider.MICROSOFT);
    world.clock.move(Duration.ofMinutes(61));
    CountDownLatch allAreIn = new CountDownLatch(CALLERS);
    world.microsoft.beforeAnswer(() -> await(allAreIn));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Connections> processes = List.of(process(world, threads), process(world, threads));
      Future<Integer> due =
          threads.submit(() -> process(world, threads).dueRefreshes().refreshSome(10));
      List<Callable<UsableTokens.Answer>> calls = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        UsableTokens tokens = processes.get(caller % 2).usableTokens();
        calls.add(
            () -> {
              allAreIn.countDown();
              return tokens.accessToken(ALICE, Provider.MICROSOFT);
            });
      }
      Set<String> given = new HashSet<>();
      for (Future<UsableTokens.Answer> answer : threads.invokeAll(calls)) {
        assertThat(answer.get()).isInstanceOf(UsableTokens.Answer.Usable.class);
        given.add(((UsableTokens.Answer.Usable) answer.get()).token().secret().reveal());
      }
      assertThat(given).hasSize(1);
      assertThat(due.get()).isBetween(0, 1);
    }
    assertThat(world.microsoft.calls).as("the code, and one refresh").hasValue(2);
  }

  /** The clock stands, so no wait comes to its bound, however slow the machine. */
  private static Connections process(World world, ExecutorService threads) {
    return world.process(threads, _ -> Thread.sleep(1), world.wrapper, world.store);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
