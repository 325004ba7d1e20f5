package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.FOLDER_ENSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.ledger.Call;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A folder is found by its path, or made once, whatever goes wrong. */
class EnsureFolderTest {

  private static final String TRAVEL = "{\"path\": [\"Travel\", \"2026\"]}";

  private final Post post = new Post();

  private Result ensure(String data) {
    return post.run(FOLDER_ENSURE, data.replace('\'', '"'));
  }

  private static JsonNode output(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    return Objects.requireNonNull(result.output());
  }

  private static String folder(Result result) {
    return output(result).path("folder").asString();
  }

  private String make(String name) {
    return post.post("ann", "/me/mailFolders", "{\"displayName\": \"" + name + "\"}")
        .path("id")
        .asString();
  }

  private static List<JsonNode> children(Post post, String path) {
    return post.get("ann", path + "?$top=200").path("value").valueStream().toList();
  }

  private static void assertOneTravel(Post post, Result result) {
    List<JsonNode> travels =
        children(post, "/me/mailFolders").stream()
            .filter(folder -> folder.path("displayName").asString().startsWith("Travel"))
            .toList();
    assertThat(travels).hasSize(1);
    List<JsonNode> years =
        children(
            post,
            "/me/mailFolders/"
                + Post.encoded(travels.getFirst().path("id").asString())
                + "/childFolders");
    assertThat(years).hasSize(1);
    assertThat(years.getFirst().path("id").asString()).isEqualTo(folder(result));
  }

  private static long made(Post post) {
    return post.calls().stream()
        .map(Call::effect)
        .filter(Objects::nonNull)
        .filter(effect -> effect.kind().equals("folder"))
        .count();
  }

  @Test
  void aPathIsMadeAndThenFound() {
    OperationHarness harness = post.harness();
    Result first = harness.run(Post.command("ann", "c-1", FOLDER_ENSURE, TRAVEL));
    assertOneTravel(post, first);
    Result second = harness.run(Post.command("ann", "c-2", FOLDER_ENSURE, TRAVEL));
    assertThat(second.output()).isEqualTo(first.output());
    assertThat(made(post)).isEqualTo(2);
  }

  @Test
  void theCaseOfANameDoesNotCountAndTheMailboxsOwnIsTold() {
    String travel = make("TRAVEL");
    JsonNode found = output(ensure("{'path': ['travel']}"));
    assertThat(found.path("folder").asString()).isEqualTo(travel);
    assertThat(found.path("path").toString()).isEqualTo("[\"TRAVEL\"]");
  }

  @Test
  void aFolderAmongManyIsFoundOnItsPage() {
    for (int i = 0; i < 205; i++) {
      make("folder " + i);
    }
    String last = make("zuletzt");
    assertThat(folder(ensure("{'path': ['zuletzt']}"))).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource({"en-US", "de-DE", "fr-FR"})
  void outlooksOwnFoldersAreFoundInAnyLanguage(String locale) {
    post.speak("ann", locale);
    JsonNode inbox = post.get("ann", "/me/mailFolders/inbox");
    String id = inbox.path("id").asString();
    assertThat(folder(ensure("{'path': ['Inbox']}"))).isEqualTo(id);
    String shown = inbox.path("displayName").asString();
    assertThat(folder(ensure("{'path': ['" + shown + "']}"))).isEqualTo(id);
    String sent = post.get("ann", "/me/mailFolders/sentitems").path("id").asString();
    assertThat(folder(ensure("{'path': ['Sent Items']}"))).isEqualTo(sent);
    assertThat(made(post)).isZero();
  }

  @Test
  void aFolderThatIsReallyCalledSoIsMeant() {
    post.speak("ann", "de-DE");
    String own = make("Archive");
    assertThat(folder(ensure("{'path': ['Archive']}"))).isEqualTo(own);
  }

  @Test
  void aPathMayBeginAtAParent() {
    String made = folder(ensure("{'path': ['Travel'], 'parent': 'inbox'}"));
    assertThat(children(post, "/me/mailFolders/inbox/childFolders"))
        .singleElement()
        .matches(folder -> folder.path("id").asString().equals(made));
  }

  private static Stream<Arguments> faults() {
    return PassingFaults.anywhere().stream()
        .flatMap(
            fault ->
                Stream.of(Post.FOLDERS, Post.CHILDREN)
                    .flatMap(
                        route ->
                            Stream.of("GET", "POST")
                                .map(method -> Arguments.of(fault, method, route))));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aPassingFaultCostsTimeAndNothingElse(String fault, String method, String route) {
    post.strike(post.preset(fault), method, route);
    assertOneTravel(post, ensure(TRAVEL));
    assertThat(made(post)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"504_after_accept, 1", "504_before, 2"})
  void whatWasMadeIsNotMadeAgain(String fault, int requests) {
    post.strike(post.preset(fault), Post.FOLDERS);
    assertOneTravel(post, ensure(TRAVEL));
    assertThat(
            post.calls().stream()
                .filter(call -> call.method().equals("POST") && call.route().equals(Post.FOLDERS)))
        .hasSize(requests);
  }

  /** A list that lags, and then does not: what was made is seen by the probe, at the first look. */
  @Test
  void whatWasMadeIsFoundByLookingForIt() {
    post.strike(post.preset("504_after_accept"), Post.FOLDERS);
    Fault lagging = Fault.replace("lag", Point.AFTER, list -> Post.json(200, "{\"value\": []}"));
    post.strikeAfter(1, lagging, "GET", Post.FOLDERS);
    Result result = ensure(TRAVEL);
    assertOneTravel(post, result);
    assertThat(result.attempts()).isEqualTo(2);
  }

  @Test
  void aCrashAtAnyPointLeavesOneFolder() {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      fresh.strike(fresh.preset("reset_after_accept"), Post.FOLDERS);
      OperationHarness harness = fresh.harness().crashAt(point);
      assertOneTravel(fresh, harness.run(Post.command("ann", "c-1", FOLDER_ENSURE, TRAVEL)));
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(5);
        return;
      }
    }
  }

  /** Made by somebody else after we looked, before we made it. */
  @Test
  void aNameThatIsTakenMeanwhileIsTheFolder() {
    post.strike(post.preset("504_before"), Post.FOLDERS);
    post.strike(post.preset("429"), Post.CHILDREN);
    post.beforeRun(2, () -> make("Travel"));
    assertOneTravel(post, ensure(TRAVEL));
  }

  @Test
  void aNameThatAHiddenFolderHasIsAConflict() {
    var _ =
        post.post("ann", "/me/mailFolders", "{\"displayName\": \"Travel\", \"isHidden\": true}");
    Result result = ensure(TRAVEL);
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.CONFLICT);
  }

  @Test
  void anothersParentIsNotFoundAsOneThatIsNowhere() {
    String bens = post.get("ben", "/me/mailFolders/inbox").path("id").asString();
    Result foreign = ensure("{'path': ['x'], 'parent': '" + bens + "'}");
    Result random = ensure("{'path': ['x'], 'parent': '" + Received.nobodys(bens) + "'}");
    assertThat(Received.problem(foreign).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(Received.toldOf(foreign)).isEqualTo(Received.toldOf(random));
  }
}
