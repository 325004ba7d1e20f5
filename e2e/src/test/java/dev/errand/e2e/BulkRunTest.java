package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.e2e.oracle.LedgerCall;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Command;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Somebody makes sure, in one run of low priority, that all their people have a place for notes.
 */
class BulkRunTest {

  private static final int PEOPLE = 100;

  private final TestStack stack = TestStack.shared();
  private final SandboxDriver sandbox = stack.sandbox();

  @Test
  void aHundredPeopleGetOnePlaceEachAndASecondRunLooksTwiceForEachAndChangesNothing() {
    List<UserId> people =
        new NewPeople(stack.stack(), sandbox).connected(PEOPLE, Set.of(Provider.NOTION));
    try (Answered answered = new Answered(stack.stack())) {
      Map<UserId, JsonNode> first = run(answered, people, "first");
      Map<UserId, JsonNode> made = contents(people);
      first.forEach((user, place) -> isAllThereIs(place, made.getOrDefault(user, place)));
      assertThat(first.values()).allMatch(place -> place.path("created").asBoolean());

      long before = sandbox.ledgerEnd();
      Map<UserId, JsonNode> second = run(answered, people, "second");
      assertThat(second.values()).noneMatch(place -> place.path("created").asBoolean());
      second.forEach((user, place) -> isAllThereIs(place, made.getOrDefault(user, place)));
      assertThat(contents(people)).isEqualTo(made);
      assertThat(calls(people, before))
          .hasSize(PEOPLE)
          .allSatisfy((_, methods) -> assertThat(methods).containsExactly("GET", "GET"));
    }
  }

  /** Runs it for everybody; the places that the results tell of. */
  private static Map<UserId, JsonNode> run(Answered answered, List<UserId> people, String name) {
    List<Command> commands = people.stream().map(user -> Mix.bulk(Mix.ensure(user, name))).toList();
    answered.publish(commands);
    Map<UserId, JsonNode> places = new HashMap<>();
    for (Result result : answered.results(commands)) {
      assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCEEDED);
      places.put(result.user(), result.output());
    }
    return places;
  }

  private Map<UserId, JsonNode> contents(List<UserId> people) {
    return people.stream()
        .collect(Collectors.toMap(user -> user, user -> sandbox.contents(user.value())));
  }

  /** One page at the root and one table of contents in it, nothing else. */
  private static void isAllThereIs(JsonNode place, JsonNode pages) {
    String page = place.path("page").asString();
    String contents = place.path("tableOfContents").asString();
    assertThat(pages.valueStream().map(BulkRunTest::told))
        .containsExactly(
            page + " Personal Assistant in ", contents + " Table of Contents in " + page);
  }

  private static String told(JsonNode page) {
    return "%s %s in %s"
        .formatted(
            page.path("id").asString(),
            page.path("title").asString(),
            page.path("parentId").asString(""));
  }

  /** Each person's calls since, by their methods. */
  private Map<String, List<String>> calls(List<UserId> people, long since) {
    return ReadLedger.since(sandbox, since, people).stream()
        .collect(
            Collectors.groupingBy(
                call -> String.valueOf(call.person()),
                Collectors.mapping(LedgerCall::method, Collectors.toList())));
  }
}
