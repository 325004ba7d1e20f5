package dev.errand.mailworker.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.models.Message;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What each mail operation promises. The worker does it, and Microsoft's own client, which knows
 * nothing of the worker, reads from the mailbox what came of it. A test's tag is the operation that
 * it is the case of.
 */
abstract class OperationCases {

  static final OperationCatalog CATALOG = new OperationCatalog();

  static final Map<String, Object> LETTER =
      Map.of(
          "to",
          List.of(
              Map.of("address", "ben@sandbox.example", "name", "Ben Žák"),
              Map.of("address", "cat@sandbox.example")),
          "cc",
          List.of(Map.of("address", "Dan+trips@other.example", "name", "Dan")),
          "bcc",
          List.of(Map.of("address", "eve@sandbox.example")),
          "subject",
          "Überraschung: 3 < 4 & \"so\" 😀",
          "body",
          "<p>Bis <b>morgen</b> &amp; danke</p>",
          "bodyType",
          "html",
          "importance",
          "high",
          "attachments",
          List.of(
              Map.of("name", "plan.txt", "contentType", "text/plain", "content", base64("Süden")),
              Map.of("name", "plan.txt", "contentType", "text/csv", "content", base64("a;b"))));

  final Post post = new Post();
  final OperationHarness harness = post.harness();
  final Outlook ann = post.outlook("ann");
  final Outlook ben = post.outlook("ben");
  private final Set<String> done = new HashSet<>();
  private int commands;

  @AfterEach
  void theCaseRanWhatItIsTheCaseOf(TestInfo test) {
    assertThat(done).containsAll(test.getTags());
  }

  /** Runs it to success; what goes in and what comes out are as their schemas say. */
  JsonNode done(OperationName operation, Map<String, ?> data) {
    byte[] json = JsonMapper.shared().writeValueAsBytes(data);
    assertThat(CATALOG.validate(operation, json)).isInstanceOf(Validation.Valid.class);
    Result result = run(operation, data);
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    JsonNode output = requireNonNull(result.output());
    assertThat(CATALOG.validateOutput(operation, output)).isInstanceOf(Validation.Valid.class);
    done.add(operation.value());
    return output;
  }

  Result run(OperationName operation, Map<String, ?> data) {
    return harness.run(
        Post.command(
            "ann", "c-" + ++commands, operation, JsonMapper.shared().writeValueAsString(data)));
  }

  static String body(Message message) {
    return requireNonNull(requireNonNull(message.getBody()).getContent());
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
