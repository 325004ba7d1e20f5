package dev.errand.pipeline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Cost;
import dev.errand.schemas.Command;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A partition of a journal, two users of it, and how a test speaks to it. */
public abstract class OnJournal {

  protected abstract Journal journal();

  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final int test = TESTS.incrementAndGet();

  /** Nobody else's, so that tests share a journal without meeting. */
  protected final Partition partition = new Partition("contract-" + test, 3);

  protected final Partition neighbour = new Partition("contract-" + test, 4);
  protected final UserId ada = new UserId("ada-" + test);
  protected final UserId bob = new UserId("bob-" + test);

  protected final Fence claim() {
    return claim(partition);
  }

  protected final Fence claim(Partition wanted) {
    return journal().claim(wanted, UUID.randomUUID()).fence();
  }

  protected final Ingested.Taken ingest(Fence fence, long nextOffset, Arrival... arrivals) {
    List<Ingested> ingested =
        journal().ingest(List.of(new Arrivals(fence, nextOffset, List.of(arrivals))));
    assertThat(ingested).hasSize(1).first().isInstanceOf(Ingested.Taken.class);
    return (Ingested.Taken) ingested.getFirst();
  }

  protected final Entry.Ended ended(Fence fence, long offset, Command command) {
    return ended(fence, offset, command, Status.SUCCEEDED);
  }

  protected final Entry.Ended ended(Fence fence, long offset, Command command, Status status) {
    return new Entry.Ended(fence, offset, Sample.result(command, status), Cost.ONE_REQUEST);
  }

  protected final Loaded load(Fence fence) {
    return journal().load(fence, WINDOW);
  }

  protected final List<Result> results(Fence fence) {
    return journal().results(fence, 1, 1_000).stream().map(StoredResult::result).toList();
  }

  protected static List<Long> offsets(List<Queued> rows) {
    return rows.stream().map(Queued::offset).toList();
  }

  protected final Entry.Started started(Fence fence, String step, String intent, int seconds) {
    return new Entry.Started(
        fence,
        0,
        Sample.use(ada),
        step,
        true,
        Sample.json(intent),
        Duration.ofSeconds(seconds),
        Cost.ONE_REQUEST);
  }
}
