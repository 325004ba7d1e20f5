package dev.errand.runtime.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Operation;
import dev.errand.pipeline.engine.Engine;
import dev.errand.pipeline.engine.EngineSettings;
import dev.errand.pipeline.engine.Outside;
import dev.errand.pipeline.engine.Time;
import dev.errand.pipeline.engine.Work;
import dev.errand.pipeline.journal.InMemoryJournal;
import dev.errand.runtime.connections.RefreshNames;
import dev.errand.runtime.files.FileNames;
import dev.errand.runtime.kafka.ConsumerState;
import dev.errand.runtime.observe.ConsumerMetrics;
import dev.errand.runtime.observe.EngineMetrics;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** An alert on a metric that nobody exposes would never fire. */
class AlertsTest {

  private static final Path ALERTS = Path.of("../infra/prometheus/alerts.yaml");
  private static final Pattern METRIC = Pattern.compile("errand_[a-z_]+");

  @Test
  void everyMetricInAnAlertIsExposedFromTheStart() {
    Set<String> exposed = metrics(exposed());
    for (Map<String, Object> rule : rules()) {
      assertThat(metrics(String.valueOf(rule.get("expr"))))
          .as("metrics of the alert %s", rule.get("alert"))
          .isNotEmpty()
          .isSubsetOf(exposed);
    }
  }

  @Test
  @SuppressWarnings("unchecked") // YAML has no types
  void everyAlertSaysWhatIsWrongHowUrgentItIsAndWhatToDo() {
    assertThat(rules()).hasSizeGreaterThan(10);
    for (Map<String, Object> rule : rules()) {
      assertThat((Map<String, Object>) rule.get("annotations"))
          .as("annotations of the alert %s", rule.get("alert"))
          .containsOnlyKeys("summary", "action");
      assertThat((Map<String, Object>) rule.get("labels")).containsKey("severity");
    }
  }

  @Test
  void whatEndsBadlyIsCountedAndAlertedAndTheOperatorIsToldWhereToLook() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    EngineMetrics metrics = new EngineMetrics(registry);
    for (Status status : Status.values()) {
      metrics.ended(new OperationName("note.get"), result(status));
    }
    assertThat(registry.scrape().lines())
        .filteredOn(line -> line.startsWith("errand_letters_dead_total"))
        .containsExactlyInAnyOrder(
            "errand_letters_dead_total{status=\"failed\"} 1.0",
            "errand_letters_dead_total{status=\"unknown\"} 1.0");
    assertThat(rule("ErrandDeadLetters"))
        .contains("errand_letters_dead_total{status=\"failed\"}", "./errand dead list");
    assertThat(rule("ErrandOutcomesUnknown"))
        .contains("errand_letters_dead_total{status=\"unknown\"}", "./errand dead list");
    assertThat(rule("ErrandDeadRecords")).contains("./errand dead records");
  }

  private static Result result(Status status) {
    boolean fine = status == Status.SUCCEEDED;
    return new Result(
        new UserId("alice"),
        new Result.Answered(
            new CommandId("c-1"), "dev.errand.note.get", "urn:test", null, null, null),
        status,
        fine ? WireJson.mapper().createObjectNode() : null,
        fine ? null : Problem.of(ProblemCode.INTERNAL, "No"),
        1,
        new Timing(Instant.EPOCH, null, Instant.EPOCH, Map.of()));
  }

  private static String rule(String alert) {
    return rules().stream()
        .filter(rule -> alert.equals(rule.get("alert")))
        .findFirst()
        .orElseThrow()
        .toString();
  }

  /** What a worker has before anything happens to it, and the API of files. */
  private static String exposed() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    EngineMetrics metrics = new EngineMetrics(registry);
    FakeNotes notes = new FakeNotes();
    Time time = Time.real();
    try (Engine engine =
        new Engine(
            new Outside(
                new InMemoryJournal(time.clock()),
                result -> CompletableFuture.completedFuture(null),
                notes),
            Work.of(notes, List.<Operation>of(notes)),
            EngineSettings.defaults(),
            metrics,
            time)) {
      metrics.watch(engine, time.clock());
      new ConsumerMetrics(registry).watch(new ConsumerState(time.nanos()), engine, List.of());
      RefreshNames.register(registry);
      FileNames.register(registry);
      return registry.scrape();
    }
  }

  private static Set<String> metrics(String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = METRIC.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }

  @SuppressWarnings("unchecked") // YAML has no types
  private static List<Map<String, Object>> rules() {
    try {
      Map<String, Object> file = new Yaml().load(Files.readString(ALERTS));
      List<Map<String, Object>> groups =
          (List<Map<String, Object>>) requireNonNull(file.get("groups"));
      return groups.stream()
          .flatMap(
              group -> ((List<Map<String, Object>>) requireNonNull(group.get("rules"))).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
