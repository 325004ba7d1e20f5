package dev.errand.apiingest.operator;

import dev.errand.runtime.kafka.DeadRecords;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Records that were no valid command: listed, looked at, put back. */
@RestController
@RequestMapping("/operator/v1/dead-records/{kind:note|mail}")
final class DeadRecordsController {

  private static final int MOST = 500;
  private static final Duration USUAL = Duration.ofDays(1);

  private final DeadRecords records;
  private final ReplayRecords replays;
  private final Clock clock = Clock.systemUTC();

  DeadRecordsController(DeadRecords records, ReplayRecords replays) {
    this.records = records;
    this.replays = replays;
  }

  /** Of all partitions since a time, or of one partition from an offset on. */
  @GetMapping
  RecordViews.Page list(
      @PathVariable String kind,
      @RequestParam(required = false) @Nullable Instant since,
      @RequestParam(required = false) @Nullable Integer partition,
      @RequestParam(defaultValue = "0") long offset,
      @RequestParam(defaultValue = "100") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    return RecordViews.Page.of(
        partition == null
            ? records.since(
                topics(kind), since == null ? clock.instant().minus(USUAL) : since, most)
            : records.from(topics(kind), partition, offset, most));
  }

  /** The only place that shows its bytes. */
  @GetMapping("/{partition}/{offset}")
  ResponseEntity<Object> show(
      @PathVariable String kind, @PathVariable int partition, @PathVariable long offset) {
    return records
        .at(topics(kind), partition, offset)
        .<ResponseEntity<Object>>map(dead -> ResponseEntity.ok(RecordViews.Shown.of(dead)))
        .orElseGet(ReplayAnswers::unknown);
  }

  @PostMapping("/{partition}/{offset}/replay")
  ResponseEntity<Object> replay(
      UserId operator,
      @PathVariable String kind,
      @PathVariable int partition,
      @PathVariable long offset) {
    return ReplayAnswers.of(replays.replay(operator, topics(kind), partition, offset));
  }

  private static Topics topics(String kind) {
    return kind.equals("mail") ? Topics.MAIL : Topics.NOTE;
  }
}
