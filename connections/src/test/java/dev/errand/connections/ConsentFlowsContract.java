package dev.errand.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every place for consent flows promises. */
public abstract class ConsentFlowsContract {

  private static final Instant END = Instant.parse("2026-11-20T09:10:00Z");

  protected abstract ConsentFlows flows();

  @Test
  void aFlowIsTakenAsItWasAdded() {
    ConsentFlow withVerifier = flow(Sealed.of(new byte[] {1, 2, 3}));
    ConsentFlow without = flow(null);
    flows().add(withVerifier);
    flows().add(without);

    assertThat(flows().take(withVerifier.stateHash())).contains(withVerifier);
    assertThat(flows().take(without.stateHash())).contains(without);
  }

  @Test
  void aFlowIsTakenOnce() throws Exception {
    ConsentFlow flow = flow(null);
    flows().add(flow);
    List<Callable<Optional<ConsentFlow>>> rivals =
        IntStream.range(0, 8)
            .<Callable<Optional<ConsentFlow>>>mapToObj(_ -> () -> flows().take(flow.stateHash()))
            .toList();

    List<ConsentFlow> taken = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<ConsentFlow>> answer : threads.invokeAll(rivals)) {
        answer.get().ifPresent(taken::add);
      }
    }

    assertThat(taken).containsExactly(flow);
  }

  @Test
  void whatNobodyCompletedIsForgotten() {
    ConsentFlow flow = flow(null);
    flows().add(flow);
    flows().removeExpired(END.minusSeconds(1));
    flows().removeExpired(END);

    assertThat(flows().take(flow.stateHash())).isEmpty();
  }

  private static ConsentFlow flow(@Nullable Sealed verifier) {
    return new ConsentFlow(
        UUID.randomUUID(),
        "state-" + UUID.randomUUID(),
        "binding",
        new UserId("alice"),
        Provider.MICROSOFT,
        verifier,
        "https://issuer.example",
        URI.create("https://issuer.example/authorize"),
        URI.create("https://issuer.example/token"),
        URI.create("https://errand.example/callback"),
        END);
  }
}
