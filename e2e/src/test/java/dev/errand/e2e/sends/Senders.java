package dev.errand.e2e.sends;

import static org.awaitility.Awaitility.await;

import dev.errand.e2e.NewPeople;
import dev.errand.e2e.ReadLedger;
import dev.errand.e2e.oracle.Evidence;
import dev.errand.e2e.oracle.MailsArrived;
import dev.errand.e2e.oracle.Oracles;
import dev.errand.local.drive.CommandBus;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.LocalStack;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** People who write mails to each other, and all that can be known of these. One thread asks. */
public final class Senders implements AutoCloseable {

  private static final Duration ARRIVING = Duration.ofSeconds(60);

  private final SandboxDriver sandbox;
  private final List<UserId> users;
  private final CommandBus bus;
  private final long ledgerBegin;
  private final Map<UserId, List<Command>> published = new LinkedHashMap<>();
  private final List<Result> results = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  /** So many, connected to Outlook. */
  public Senders(LocalStack stack, int count) {
    sandbox = new SandboxDriver(stack.settings().sandboxUrl());
    users = new NewPeople(stack, sandbox).connected(count, Set.of(Provider.MICROSOFT));
    ledgerBegin = sandbox.ledgerEnd();
    bus = new CommandBus(stack.bootstrapServers(), this::ended, dead -> {});
  }

  private void ended(Result result) {
    results.add(result);
    answered.add(result.user() + " " + result.command().id());
  }

  public List<UserId> users() {
    return users;
  }

  /** Publishes one of them's next mail, to two others, with a file or without. */
  public Command write(int from, boolean withFile, Priority priority) {
    UserId user = users.get(from);
    List<Command> before = published.computeIfAbsent(user, _ -> new ArrayList<>());
    Command command =
        new Command(
            user,
            new CommandId("m" + before.size()),
            MailOperations.MAIL_SEND,
            "urn:test:sends",
            priority,
            null,
            null,
            null,
            null,
            mail(user + " " + before.size(), from, withFile));
    before.add(command);
    bus.publish(command);
    return command;
  }

  private ObjectNode mail(String subject, int from, boolean withFile) {
    ObjectNode mail = JsonMapper.shared().createObjectNode();
    mail.put("subject", subject).put("body", "About " + subject);
    mail.putArray("to").addObject().put("address", address(from + 1));
    mail.putArray("cc").addObject().put("address", address(from + 2));
    if (withFile) {
      mail.putArray("attachments")
          .addObject()
          .put("name", "plan.txt")
          .put("contentType", "text/plain")
          .put("content", "SGVsbG8=");
    }
    return mail;
  }

  private String address(int number) {
    return users.get(number % users.size()) + "@sandbox.example";
  }

  public void flush() {
    bus.flush();
  }

  /** Waits until all of them have a result but so many. */
  public void awaitAllBut(List<Command> commands, long open, Duration patience) {
    await("results")
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> open(commands).size() <= open);
  }

  /** Those that have no result yet. */
  public List<Command> open(List<Command> commands) {
    return commands.stream().filter(each -> !isAnswered(each)).toList();
  }

  private boolean isAnswered(Command command) {
    return answered.contains(command.user() + " " + command.id());
  }

  /** All commands of one. */
  public List<Command> commands(UserId user) {
    return published.getOrDefault(user, List.of());
  }

  /** What is known of these people's commands now. */
  public Evidence evidence(List<UserId> of) {
    Map<UserId, List<Command>> theirs = new HashMap<>();
    of.forEach(user -> theirs.put(user, commands(user)));
    synchronized (results) {
      return new Evidence(
          theirs,
          results.stream().filter(result -> of.contains(result.user())).toList(),
          ReadLedger.since(sandbox, ledgerBegin, of),
          Map.of(),
          Map.of());
    }
  }

  /** Waits until all mails lie where they should: Exchange is on its way after it has answered. */
  public void awaitArrived(Evidence evidence) {
    await("mails arrive")
        .atMost(ARRIVING)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                Oracles.assertHold(
                    List.of(
                        new MailsArrived(evidence, subjects("Sent Items"), subjects("Inbox")))));
  }

  /** The subjects of what everybody has in a folder. */
  private Map<UserId, List<String>> subjects(String folder) {
    Map<UserId, List<String>> subjects = new HashMap<>();
    for (UserId user : users) {
      subjects.put(
          user,
          sandbox
              .mailbox(user.value())
              .valueStream()
              .filter(each -> each.path("path").asString().equals(folder))
              .flatMap(each -> each.path("messages").valueStream())
              .map(mail -> mail.path("subject").asString())
              .toList());
    }
    return subjects;
  }

  @Override
  public void close() {
    bus.close();
  }
}
