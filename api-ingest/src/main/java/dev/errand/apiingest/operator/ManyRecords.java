package dev.errand.apiingest.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.apiingest.operator.RecordViews.Listed;
import dev.errand.runtime.kafka.DeadRecords.Read;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of many dead records.
 *
 * @param after where to go on, if there are more
 * @param confirmed whether Kafka confirmed all so far; if not, going on repeats the last one, which
 *     is known again by its id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ManyRecords(
    List<One> replayed,
    List<NotReplayed> refused,
    @Nullable String after,
    boolean more,
    boolean confirmed) {

  /** One that was published. */
  record One(int partition, long offset, @Nullable String user, String command) {}

  /** One that was not, and why. */
  record NotReplayed(int partition, long offset, String why) {}

  /** Collects them. For one thread. */
  static final class Builder {

    private final List<One> replayed = new ArrayList<>();
    private final List<NotReplayed> refused = new ArrayList<>();
    private final int most;
    private boolean confirmed = true;

    Builder(int most) {
      this.most = most;
    }

    boolean hasRoom() {
      return replayed.size() + refused.size() < most;
    }

    /** Whether to go on. */
    boolean add(Listed record, Replayed what) {
      switch (what) {
        case Replayed.Published(@Nullable CommandId command) when command != null ->
            replayed.add(
                new One(record.partition(), record.offset(), record.user(), command.value()));
        case Replayed.Refused(Problem problem) ->
            refused.add(new NotReplayed(record.partition(), record.offset(), problem.title()));
        case Replayed.Published _, Replayed.NotFound _ -> {}
        case Replayed.NotPublished _ -> confirmed = false;
      }
      return confirmed;
    }

    ManyRecords upTo(Read read) {
      return new ManyRecords(replayed, refused, RecordViews.after(read), read.more(), confirmed);
    }
  }
}
