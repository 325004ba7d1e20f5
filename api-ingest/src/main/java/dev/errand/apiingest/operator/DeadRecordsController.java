package dev.errand.apiingest.operator;

import dev.errand.apiingest.operator.RecordViews.Listed;
import dev.errand.apiingest.operator.RecordViews.Page;
import dev.errand.runtime.audit.Act;
import dev.errand.runtime.kafka.DeadRecord;
import dev.errand.runtime.kafka.DeadRecords;
import dev.errand.runtime.kafka.DeadRecords.Read;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Records that were no valid command: listed, looked at, replayed. */
@RestController
@RequestMapping("/operator/v1/dead-records/{kind:note|mail}")
final class DeadRecordsController {

  private static final Duration USUAL = Duration.ofDays(1);

  private final DeadRecords records;
  private final ReplayRecords replays;
  private final OperatorAudit audit;
  private final Clock clock = Clock.systemUTC();

  DeadRecordsController(DeadRecords records, ReplayRecords replays, OperatorAudit audit) {
    this.records = records;
    this.replays = replays;
    this.audit = audit;
  }

  /**
   * Those of the last day, if nothing says where to begin. What is in an answer is all that was
   * kept of it: the records themselves may be large.
   */
  @GetMapping
  Page list(UserId operator, @PathVariable String kind, RecordQuery query) {
    audit.listed(operator, Act.RECORDS_LISTED);
    List<Listed> listed = new ArrayList<>();
    Instant usual = clock.instant().minus(USUAL);
    Read read =
        query.read(records, topics(kind), usual, dead -> take(query, listed, Listed.of(dead)));
    return Page.of(listed, read);
  }

  private static boolean take(RecordQuery query, List<Listed> listed, Listed next) {
    return !query.wants(next) || (listed.size() < query.most() && listed.add(next));
  }

  /** The only place that shows its bytes. */
  @GetMapping("/{partition}/{offset}")
  ResponseEntity<Object> show(
      UserId operator,
      @PathVariable String kind,
      @PathVariable int partition,
      @PathVariable Offset offset) {
    return records
        .at(topics(kind), partition, offset.value())
        .<ResponseEntity<Object>>map(dead -> ResponseEntity.ok(shown(operator, dead)))
        .orElseGet(ReplayAnswers::unknown);
  }

  private RecordViews.Shown shown(UserId operator, DeadRecord dead) {
    audit.record(operator, Act.RECORD_SHOWN, dead, null);
    return RecordViews.Shown.of(dead);
  }

  @PostMapping("/{partition}/{offset}/replay")
  ResponseEntity<Object> replay(
      UserId operator,
      @PathVariable String kind,
      @PathVariable int partition,
      @PathVariable Offset offset) {
    return ReplayAnswers.of(replays.replay(operator, topics(kind), partition, offset.value()));
  }

  /**
   * Replays all of a user, or all that are dead for one reason since and until a time: of those
   * that lie there now, because what is still wrong comes back.
   */
  @PostMapping("/replay")
  ResponseEntity<Object> replayMany(UserId operator, @PathVariable String kind, RecordQuery query) {
    return query.isNarrow()
        ? ResponseEntity.accepted()
            .body(replays.replay(operator, topics(kind), query.upTo(clock.instant())))
        : ReplayAnswers.tooWide();
  }

  private static Topics topics(String kind) {
    return kind.equals("mail") ? Topics.MAIL : Topics.NOTE;
  }
}
