package dev.errand.e2e.crash;

import static dev.errand.pipeline.CrashPoint.*;

import dev.errand.e2e.crash.Cell.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The whole matrix. */
final class Cells {

  static final String NOTE = "note-worker";
  static final String MAIL = "mail-worker";
  static final String API = "api-ingest";

  private static final String NO_JOURNAL = "dev.errand.pipeline.journal.JournalUnavailable";
  private static final String FAILED_STATEMENT =
      "org.springframework.dao.TransientDataAccessResourceException";
  private static final String NO_PROVIDER = "dev.errand.runtime.http.NoAnswer";
  private static final String NO_BROKER = "org.apache.kafka.common.KafkaException";
  private static final String NO_STORE = "dev.errand.connections.OutOfReach";

  /** What a caller sees when the answer of the step before the point does not come. */
  private static final Map<String, String> LOST =
      Map.ofEntries(
          Map.entry(API_PUBLISHED, NO_BROKER),
          Map.entry(CLAIM_UNCOMMITTED, FAILED_STATEMENT),
          Map.entry(CLAIMED, NO_JOURNAL),
          Map.entry(POLLED, NO_JOURNAL),
          Map.entry(INGEST_UNCOMMITTED, FAILED_STATEMENT),
          Map.entry(INGESTED, NO_JOURNAL),
          Map.entry(TAKEN_IN, NO_JOURNAL),
          Map.entry(EFFECT_SENDING, NO_PROVIDER),
          Map.entry(EFFECT_ANSWERED, NO_PROVIDER),
          Map.entry(FLUSH_UNCOMMITTED, FAILED_STATEMENT),
          Map.entry(FLUSHED, NO_JOURNAL),
          Map.entry(RESULT_SENDING, NO_BROKER),
          Map.entry(RESULT_ACKNOWLEDGED, NO_BROKER),
          Map.entry(TOLD_UNCOMMITTED, FAILED_STATEMENT),
          Map.entry(RELEASE_UNCOMMITTED, FAILED_STATEMENT),
          Map.entry(RELEASED, NO_JOURNAL),
          Map.entry(LEASE_TAKEN, NO_STORE),
          Map.entry(GRANT_READ, NO_PROVIDER),
          Map.entry(GRANT_STORED, NO_STORE));

  private static final Map<When, List<String>> OF_A_WORKER =
      Map.of(
          When.START,
          List.of(CLAIMING, CLAIM_UNCOMMITTED, CLAIMED, LOADED),
          When.WORK,
          List.of(
              POLLED,
              INGEST_UNCOMMITTED,
              INGESTED,
              TAKEN_IN,
              TOKEN_WANTED,
              TOKEN_GIVEN,
              PERMIT_WANTED,
              PERMIT_TAKEN,
              START_UNMARKED,
              START_MARKED,
              EFFECT_ANSWERED,
              FLUSHING,
              FLUSH_UNCOMMITTED,
              FLUSHED,
              RESULT_STORED,
              RESULT_SENDING,
              RESULT_ACKNOWLEDGED,
              TELLING,
              TOLD_UNCOMMITTED),
          When.DOUBT,
          List.of(LOOKED),
          When.WAIT,
          List.of(PARKING),
          When.STOP,
          List.of(REVOKING, DRAINED, RELEASE_UNCOMMITTED, RELEASED),
          When.REFRESH,
          List.of(LEASE_TAKEN, GRANT_READ, GRANT_SEALED, GRANT_STORED));

  /** Passed once for all commands that came together. */
  static final Set<String> ONCE_A_BATCH =
      Set.of(POLLED, INGEST_UNCOMMITTED, INGESTED, TAKEN_IN, TELLING, TOLD_UNCOMMITTED);

  /** The steps of Outlook's operations that must not happen twice. */
  private static final List<String> STEPS_OF_MAIL =
      List.of(
          "CreateDraft",
          "CreateReply",
          "FillReply",
          "AttachFiles",
          "MarkDraft",
          "MarkMail",
          "PutIntoFolder",
          "EnsureFolder");

  /** The steps of Notion's operations that must not happen twice, and when they come. */
  private static final Map<String, When> STEPS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("MakeWorkspacePage", When.NEWCOMERS),
              Map.entry("MakeContents", When.NEWCOMERS),
              Map.entry("ListInContents", When.WORK),
              Map.entry("AddEntries", When.HEAL),
              Map.entry("MakeNote", When.ALL),
              Map.entry("AppendBlocks", When.ALL),
              Map.entry("InsertBlocks", When.ALL),
              Map.entry("Rename", When.ALL),
              Map.entry("SetTrash", When.ALL),
              Map.entry("MovePage", When.ALL),
              Map.entry("Mention", When.ALL),
              Map.entry("MakeDatabase", When.ALL),
              Map.entry("MakeRow", When.ALL)));

  private Cells() {}

  /**
   * Each such step: killed before it, killed after it, its answer lost, and the request lost before
   * it did anything. Changed rows and notes that are made better have no step of that kind. Those
   * of the table of contents that are in {@link #all} too are the same cells.
   */
  static List<Cell> ofSteps() {
    List<Cell> all = new ArrayList<>();
    STEPS.forEach((step, when) -> addStep(all, NOTE, step, when));
    STEPS_OF_MAIL.forEach(step -> addStep(all, MAIL, step, When.ALL));
    all.add(cell(NOTE, PERMIT_TAKEN + "@UpdateRow", Mode.KILL, When.ALL));
    all.add(cell(NOTE, PERMIT_TAKEN + "@EnhanceNote", Mode.KILL, When.ALL));
    return all;
  }

  private static void addStep(List<Cell> all, String app, String step, When when) {
    all.add(cell(app, START_MARKED + "@" + step, Mode.KILL, when));
    all.add(cell(app, EFFECT_ANSWERED + "@" + step, Mode.KILL, when));
    all.add(cell(app, EFFECT_ANSWERED + "@" + step, Mode.LOSE, when));
    all.add(cell(app, EFFECT_SENDING + "@" + step, Mode.LOSE, when));
  }

  /** The walk, in an order that does not change: a seed chooses the same ones again. */
  static List<Cell> all() {
    List<Cell> all = new ArrayList<>();
    for (String app : List.of(MAIL, NOTE)) {
      for (When when : When.values()) {
        OF_A_WORKER.getOrDefault(when, List.of()).forEach(point -> add(all, app, point, when));
      }
    }
    for (String point : List.of(START_UNMARKED, START_MARKED, EFFECT_ANSWERED)) {
      add(all, MAIL, point + "@SubmitDraft", When.WORK);
      add(all, NOTE, point + "@ListInContents", When.WORK);
    }
    add(all, MAIL, DRAFT_MADE, When.WORK);
    add(all, NOTE, PAGE_MADE, When.WORK);
    add(all, API, API_RECORDED, When.CALL);
    add(all, API, API_PUBLISHED, When.CALL);
    return all;
  }

  private static String name(String point) {
    return point.replaceFirst("@.*", "");
  }

  private static void add(List<Cell> all, String app, String point, When when) {
    Stream.of(Mode.values())
        .filter(mode -> mode != Mode.LOSE || LOST.containsKey(name(point)))
        .map(mode -> cell(app, point, mode, when))
        .forEach(all::add);
  }

  private static Cell cell(String app, String point, Mode mode, When when) {
    return new Cell(
        app, point, mode, when, mode == Mode.LOSE ? LOST.getOrDefault(name(point), "-") : "-");
  }
}
