package dev.errand.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Step;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * In a rolling update, and after a version is taken back, the older one goes on with what the newer
 * one began.
 */
class LaterVersionTest {

  private static final OperationName UPDATED = new OperationName("test.updated");

  private final FakeProvider provider = new FakeProvider();

  /** What is written down of a choice, a step and its intent by this version. */
  record Written(String id) {}

  /** The same of the next version. */
  record LaterWritten(String id, Map<String, String> more) {

    LaterWritten(String id) {
      this(id, Map.of("folder", "of " + id));
    }
  }

  /** Run first by the later version, and then by this one. */
  private final class Updated implements Operation {

    private boolean later = true;

    @Override
    public OperationName name() {
      return UPDATED;
    }

    @Override
    public Object perform(OperationContext context) {
      if (later) {
        later = false;
        return perform(context, LaterWritten.class, LaterWritten::new, LaterWritten::id);
      }
      return perform(context, Written.class, Written::new, Written::id);
    }

    private <T> Object perform(
        OperationContext context, Class<T> type, Function<String, T> of, Function<T, String> id) {
      T chosen =
          context
              .effects()
              .chosen("choice", type, Duration.ofSeconds(1), () -> of.apply(type.getSimpleName()));
      T made = once(context, "one", type, of, id);
      T found = once(context, "two", type, of, id);
      return Map.of("chosen", id.apply(chosen), "made", id.apply(made), "found", id.apply(found));
    }

    private <T> T once(
        OperationContext context,
        String effect,
        Class<T> type,
        Function<String, T> of,
        Function<T, String> id) {
      return context
          .effects()
          .once(
              Step.of(effect, type, of.apply(effect), FakeProvider.SETTLES),
              token -> of.apply(provider.change(effect)),
              attempted ->
                  provider.has(id.apply(attempted.intent()))
                      ? new Finding.Happened<>(of.apply("found " + id.apply(attempted.intent())))
                      : new Finding.Absent<>());
    }
  }

  /** It crashes when the second effect was made, and that is not written down. */
  @Test
  void whatALaterVersionWroteBesideIsPassedOver() {
    OperationHarness harness =
        new OperationHarness(provider, List.of(new Updated()), provider).crashAt(4);
    Result result = harness.run(new UserId("ada"), UPDATED, JsonMapper.shared().createObjectNode());
    assertThat(harness.crashed()).isTrue();
    assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(provider.ledger).containsExactly("one", "two");
    assertThat(String.valueOf(result.output()))
        .contains("\"chosen\":\"LaterWritten\"")
        .contains("\"made\":\"made one\"")
        .contains("\"found\":\"found two\"");
  }
}
