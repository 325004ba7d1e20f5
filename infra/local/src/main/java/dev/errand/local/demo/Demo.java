package dev.errand.local.demo;

import dev.errand.local.LocalDatabase;
import dev.errand.local.drive.CommandBus;
import dev.errand.local.drive.Connecting;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.drive.Uploads;
import dev.errand.local.stack.LocalStack;
import dev.errand.local.stack.LocalTokens;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Three people and about seventy commands. Each run has people of its own, so that it can be
 * repeated on the same stack.
 */
public final class Demo {

  private static final Duration PROVIDER_PATIENCE = Duration.ofSeconds(20);

  private static final String UNREAD =
      "select count(*) from note_index where unread is not null and user_id = any(?)";

  private final LocalStack stack;
  private final Clock clock;
  private final PrintStream out;

  public Demo(LocalStack stack, Clock clock, PrintStream out) {
    this.stack = stack;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Runs it on a stack that is up.
   *
   * @return whether every result was the expected one, and every effect there exactly once
   */
  public boolean run() {
    String run = Long.toString(clock.millis() / 1000, Character.MAX_RADIX);
    SandboxDriver sandbox = new SandboxDriver(stack.settings().sandboxUrl());
    long ledgerStart = sandbox.ledgerEnd();
    List<UserId> people = people(sandbox, run);
    Script script = new Script(new Cast(people), run);
    String upload = upload(script.uploader());
    Stage stage = new Stage(out);
    try (CommandBus bus = new CommandBus(stack.bootstrapServers(), stage::arrived, dead -> {})) {
      stage.play(bus, script.firstAct());
      stage.play(bus, script.secondAct(stage::output, upload));
      awaitProviders(sandbox, script.mailsFor(), people.getLast());
      awaitReadForMeaning(people);
      stage.play(bus, script.thirdAct(stage::output));
      stage.play(bus, script.fourthAct(stage::output));
    }
    List<Ended> ended = stage.ended();
    new Report(out).print(ended);
    out.println(script.told(sandbox, stage::output));
    List<String> wrong = new ArrayList<>(new LedgerCheck(sandbox, ledgerStart).wrong(ended));
    wrong.addAll(script.wrong(sandbox, stage::output));
    ended.stream().flatMap(each -> each.wrong().stream()).forEach(wrong::add);
    wrong.forEach(sentence -> out.println("WRONG: " + sentence));
    if (wrong.isEmpty()) {
      out.println("Every result is the expected one; each effect is there exactly once.");
    }
    return wrong.isEmpty();
  }

  /** Mail takes its time from mailbox to mailbox, and what is new until it is found. */
  private static void awaitProviders(
      SandboxDriver sandbox, Map<UserId, Integer> mails, UserId searching) {
    long deadline = System.nanoTime() + PROVIDER_PATIENCE.toNanos();
    mails.forEach(
        (person, count) -> {
          String token = sandbox.notionToken(person.value());
          awaitUntil(
              deadline,
              () ->
                  sandbox.inboxSize(person.value()) >= count
                      && sandbox.found(token, NoteWriting.SEARCHED) > 0);
        });
    awaitUntil(deadline, () -> sandbox.foundMails(searching.value(), DemoTexts.IN_THE_FIGURES) > 0);
  }

  private static void awaitUntil(long deadline, BooleanSupplier so) {
    while (System.nanoTime() < deadline && !so.getAsBoolean()) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** A note is found by its words at once, and by its meaning as soon as that was looked at. */
  private void awaitReadForMeaning(List<UserId> people) {
    awaitUntil(System.nanoTime() + PROVIDER_PATIENCE.toNanos(), () -> unread(people) == 0);
  }

  private long unread(List<UserId> people) {
    LocalDatabase database = stack.database();
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        PreparedStatement question = connection.prepareStatement(UNREAD)) {
      question.setArray(
          1, connection.createArrayOf("text", people.stream().map(UserId::value).toArray()));
      try (ResultSet answer = question.executeQuery()) {
        return answer.next() ? answer.getLong(1) : 0;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The database cannot be asked", e);
    }
  }

  private LocalTokens tokens() {
    return new LocalTokens(stack.settings().data(), clock);
  }

  private String upload(UserId user) {
    String id =
        new Uploads(stack.settings().apiUrl(), tokens())
            .upload(
                user, DemoFile.NAME, DemoFile.TYPE, BodyPublishers.ofByteArray(DemoFile.bytes()));
    out.printf("%s has uploaded %s, %s%n", user, DemoFile.NAME, DemoFile.size());
    return id;
  }

  private List<UserId> people(SandboxDriver sandbox, String run) {
    Connecting connecting = new Connecting(stack.settings().apiUrl(), tokens());
    List<UserId> people = new ArrayList<>();
    for (String name : List.of("ada", "grace", "linus")) {
      UserId user = new UserId(name + "-" + run);
      sandbox.makePerson(user.value());
      connecting.connect(user, Provider.NOTION);
      connecting.connect(user, Provider.MICROSOFT);
      out.println(user + " has connected Notion and Outlook");
      people.add(user);
    }
    return List.copyOf(people);
  }
}
