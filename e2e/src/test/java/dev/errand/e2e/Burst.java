package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.e2e.oracle.Evidence;
import dev.errand.e2e.oracle.LedgerCall;
import dev.errand.local.drive.CommandBus;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Command;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fifty people, a thousand mixed commands published at once, and all that can be known afterwards.
 */
final class Burst implements AutoCloseable {

  private static final int PEOPLE = 50;
  private static final int COMMANDS = 1_000;

  /** One of them asks for so much that the limit of 180 calls a minute is felt. */
  private static final int OF_THE_BUSY_ONE = 100;

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final TestStack stack = TestStack.shared();
  private final SandboxDriver sandbox = stack.sandbox();
  private final long seed;
  private final Random random;
  private final List<UserId> users;
  private final Map<UserId, List<Command>> published = new LinkedHashMap<>();
  private final Map<UserId, JsonNode> journals = new HashMap<>();
  private final List<Result> results = Collections.synchronizedList(new ArrayList<>());
  private final CommandBus bus;
  private final long ledgerBegin;

  Burst(long seed) {
    this.seed = seed;
    random = new Random(seed);
    String run = UUID.randomUUID().toString().substring(0, 6);
    users =
        IntStream.range(0, PEOPLE)
            .mapToObj(number -> new UserId("p" + run + "-" + number))
            .toList();
    ledgerBegin = sandbox.ledgerEnd();
    connectAll();
    bus =
        new CommandBus(
            stack.stack().bootstrapServers(),
            result -> {
              if (users.contains(result.user())) {
                results.add(result);
              }
            },
            dead -> {});
    makeJournals();
  }

  private void connectAll() {
    List<Callable<Void>> connects = new ArrayList<>();
    for (UserId user : users) {
      sandbox.makePerson(user.value());
      for (Provider provider : Provider.values()) {
        connects.add(
            () -> {
              stack.connecting().connect(user, provider);
              return null;
            });
      }
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Void> done : threads.invokeAll(connects)) {
        done.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void makeJournals() {
    for (UserId user : users) {
      publish(Mix.journal(user));
    }
    awaitResults(PEOPLE);
    for (Result result : results) {
      journals.put(
          result.user(),
          Objects.requireNonNull(result.output(), () -> "No journal: " + result.problem()));
    }
  }

  /** Publishes the thousand. */
  Burst publishAll() {
    List<Command> all = new ArrayList<>();
    for (int number = 0; number < COMMANDS; number++) {
      UserId user = users.get(number < OF_THE_BUSY_ONE ? 0 : 1 + random.nextInt(PEOPLE - 1));
      all.add(Mix.command(random, user, number, page(user)));
    }
    Collections.shuffle(all, random); // interleaves the busy one with the others
    all.forEach(this::publish);
    bus.flush();
    return this;
  }

  private String page(UserId user) {
    return journal(user).path("page").asString();
  }

  private JsonNode journal(UserId user) {
    return Objects.requireNonNull(journals.get(user));
  }

  private void publish(Command command) {
    published.computeIfAbsent(command.user(), user -> new ArrayList<>()).add(command);
    bus.publish(command);
  }

  /** Waits until so many commands have a result. */
  Burst awaitResults(int count) {
    await("seed " + seed)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(answered()).hasSizeGreaterThanOrEqualTo(count));
    return this;
  }

  Burst awaitAll() {
    return awaitResults(COMMANDS + PEOPLE);
  }

  private Set<String> answered() {
    Set<String> answered = new HashSet<>();
    synchronized (results) {
      results.forEach(result -> answered.add(result.user() + " " + result.command().id()));
    }
    return answered;
  }

  Evidence evidence() {
    Map<UserId, List<String>> lines = new HashMap<>();
    Map<UserId, List<String>> titles = new HashMap<>();
    for (UserId user : users) {
      String token = sandbox.notionToken(user.value());
      lines.put(user, lines(token, page(user)));
      titles.put(user, titles(token, journal(user).path("parent").asString()));
    }
    List<LedgerCall> calls =
        sandbox.ledgerSince(ledgerBegin).stream()
            .map(call -> JSON.treeToValue(call, LedgerCall.class))
            .filter(call -> call.person() != null && users.contains(new UserId(call.person())))
            .toList();
    return new Evidence(published, List.copyOf(results), calls, lines, titles);
  }

  /** Without the first, which the journal was made with. */
  private List<String> lines(String token, String page) {
    return sandbox.blocks(token, page).stream()
        .skip(1)
        .map(
            block ->
                block.path("paragraph").path("rich_text").path(0).path("plain_text").asString())
        .toList();
  }

  private List<String> titles(String token, String page) {
    return sandbox.blocks(token, page).stream()
        .filter(block -> block.path("type").asString().equals("child_page"))
        .map(block -> block.path("child_page").path("title").asString())
        .filter(title -> !title.equals("Table of Contents"))
        .toList();
  }

  @Override
  public void close() {
    bus.close();
  }
}
