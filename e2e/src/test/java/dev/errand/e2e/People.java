package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.e2e.oracle.Evidence;
import dev.errand.e2e.oracle.LedgerCall;
import dev.errand.e2e.oracle.Mailbox;
import dev.errand.e2e.oracle.Workspace;
import dev.errand.local.drive.CommandBus;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.LocalStack;
import dev.errand.schemas.Command;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Topics;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.utils.Utils;
import tools.jackson.databind.JsonNode;

/**
 * People who are connected to both providers and have a page each, what was asked for them, and all
 * that can be known of it afterwards. One thread asks.
 */
public final class People implements AutoCloseable {

  /** Longer than the producer itself tries. */
  private static final Duration BROKER = CommandBus.PATIENCE.plusMinutes(1);

  /** Of each commands topic. */
  static final int PARTITIONS = 12;

  private static final Duration JOURNALS = Duration.ofMinutes(5);

  private final SandboxDriver sandbox;
  private final List<UserId> users;
  private final Map<UserId, List<Command>> published = new LinkedHashMap<>();
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final List<Future<RecordMetadata>> again = new ArrayList<>();
  private final Map<UserId, JsonNode> journals = new HashMap<>();
  private final List<Result> results = Collections.synchronizedList(new ArrayList<>());
  private final Map<UserId, Desk> desks;
  private final CommandBus bus;
  private final long ledgerBegin;

  /** Makes and connects so many, who ask for what {@link Mix} has. */
  public People(LocalStack stack, int count) {
    this(stack, count, false);
  }

  /** So many, who ask for all else that changes something. */
  public static People withDesks(LocalStack stack, int count) {
    return new People(stack, count, true);
  }

  private People(LocalStack stack, int count, boolean withDesks) {
    sandbox = new SandboxDriver(stack.settings().sandboxUrl());
    ledgerBegin = sandbox.ledgerEnd();
    users = new NewPeople(stack, sandbox).connected(count);
    Set<UserId> mine = Set.copyOf(users);
    bus =
        new CommandBus(
            stack.bootstrapServers(),
            result -> {
              if (mine.contains(result.user()) && !Desk.isMadeBy(result.command().id())) {
                results.add(result);
              }
            },
            dead -> {});
    makeJournals();
    desks = withDesks ? Desk.make(stack, users) : Map.of();
  }

  /** Of the commands topics, the one in which a user's commands are. */
  public static int partition(UserId user) {
    return Utils.toPositive(Utils.murmur2(CommandBus.key(user))) % PARTITIONS;
  }

  /**
   * The first command of each makes their place, too: after doubt about that they ask again. That
   * it ended so is among the results: who judges them says whether it may.
   */
  private void makeJournals() {
    askForJournals(users, "journal");
    List<UserId> unknown = users.stream().filter(user -> !journals.containsKey(user)).toList();
    askForJournals(unknown, "diary");
    assertThat(journals).hasSize(users.size());
  }

  private void askForJournals(List<UserId> asking, String title) {
    asking.forEach(user -> publish(Mix.journal(user, title)));
    await("journals")
        .atMost(JOURNALS)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(answered()).isEqualTo(asked()));
    synchronized (results) {
      for (Result result : results) {
        if (result.status() != Status.UNKNOWN) {
          journals.put(
              result.user(),
              Objects.requireNonNull(result.output(), () -> "No journal: " + result.problem()));
        }
      }
    }
  }

  public List<UserId> users() {
    return users;
  }

  /** Any command that makes sense to the user; half of them of those that need a desk. */
  public Command any(Random random, UserId user, int number) {
    Desk desk = desks.get(user);
    if (desk == null || random.nextBoolean()) {
      return Mix.command(random, user, number, page(user));
    }
    return random.nextBoolean()
        ? WideMix.command(random, user, number, desk)
        : MailMix.command(random, user, number, desk);
  }

  /** The page of the user that appends go to. */
  public String page(UserId user) {
    return journal(user).path("page").asString();
  }

  private JsonNode journal(UserId user) {
    return Objects.requireNonNull(journals.get(user));
  }

  /** Publishes a command of one of these users. */
  public void publish(Command command) {
    publish(command, asked -> sent.add(bus.send(asked)));
  }

  /** The same through another door, which has to let it in before it returns. */
  public void publish(Command command, Consumer<Command> door) {
    published.computeIfAbsent(command.user(), user -> new ArrayList<>()).add(command);
    door.accept(command);
  }

  /** Publishes a command a second time, as a producer does that does not know of the first. */
  public void publishAgain(Command command) {
    again.add(bus.send(command));
  }

  /** Waits until the broker has all of them. */
  public void flush() {
    bus.flush();
    try {
      for (Future<RecordMetadata> each : Stream.concat(sent.stream(), again.stream()).toList()) {
        var _ = each.get(BROKER.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException notSent) {
      throw new IllegalStateException("The broker did not take a command: " + notSent, notSent);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** How many commands have a result, those of the journals included. */
  public int answered() {
    Set<String> answered = new HashSet<>();
    synchronized (results) {
      results.forEach(result -> answered.add(result.user() + " " + result.command().id()));
    }
    return answered.size();
  }

  /** How many commands to one provider have no result. */
  public int open(Topics topics) {
    Set<String> open = new HashSet<>();
    published.values().stream()
        .flatMap(List::stream)
        .filter(command -> Topics.of(command.operation()).equals(topics))
        .forEach(command -> open.add(command.user() + " " + command.id()));
    synchronized (results) {
      results.forEach(result -> open.remove(result.user() + " " + result.command().id()));
    }
    return open.size();
  }

  /** How many have been published, those of the journals included. */
  public int asked() {
    return published.values().stream().mapToInt(List::size).sum();
  }

  /** What is known now. Reads all pages, which takes a while. */
  public Evidence evidence() {
    List<LedgerCall> calls = ReadLedger.since(sandbox, ledgerBegin, users);
    Map<UserId, Workspace> workspaces = new HashMap<>();
    for (UserId user : users) {
      JsonNode pages = sandbox.contents(user.value());
      workspaces.put(user, new ReadWorkspace(pages, page(user), desks.get(user)).read());
    }
    Map<UserId, Mailbox> mailboxes = new HashMap<>();
    desks.forEach(
        (user, desk) ->
            mailboxes.put(user, new ReadMailbox(sandbox.mailbox(user.value()), desk).read()));
    synchronized (results) {
      return new Evidence(published, List.copyOf(results), calls, workspaces, mailboxes);
    }
  }

  @Override
  public void close() {
    bus.close();
  }
}
