package dev.errand.local.stack;

import dev.errand.local.demo.Demo;
import dev.errand.local.drive.Connecting;
import dev.errand.local.drive.OperatorApi;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What {@code ./errand} runs: one command line, one thing done, an exit code. */
public final class Errand {

  private static final Duration TOKEN_LIFE = Duration.ofHours(12);

  private final StackSettings settings;
  private final LocalStack stack;
  private final Clock clock;

  private Errand(StackSettings settings, Clock clock) {
    this.settings = settings;
    this.stack = new LocalStack(settings);
    this.clock = clock;
  }

  public static void main(String[] args) {
    // Several threads would be the first to ask for it, and each would say so on the terminal.
    var _ = LoggerFactory.getILoggerFactory();
    try {
      Path root = Path.of("").toAbsolutePath();
      Errand errand = new Errand(StackSettings.of(root, System.getenv()), Clock.systemUTC());
      errand.run(args[0], Arrays.asList(args).subList(1, args.length));
    } catch (StackProblem e) {
      System.err.println(e.getMessage());
      System.exit(e.exitCode());
    }
  }

  private void run(String command, List<String> options) {
    switch (command) {
      case "up" -> up();
      case "down" -> down();
      case "status" -> requireHealthy(status());
      case "token" -> token(options);
      case "connect" -> connect(options);
      case "dead" -> dead(options);
      case "keys" -> keys(options);
      case "audit" -> audit(options);
      case "demo" -> demo(options);
      default -> throw StackProblem.misused("There is no command " + command);
    }
  }

  private void up() {
    long start = System.nanoTime();
    boolean started = stack.up();
    var _ = status();
    if (settings.localOnly()) {
      System.out.println(
          "Nothing leaves this machine: notes are files below "
              + settings.notes()
              + ". What ran before goes on as it was started.");
    }
    if (started) {
      System.out.printf("Up in %.1f s.%n", (System.nanoTime() - start) / 1e9);
    }
  }

  private void down() {
    System.out.println("Stopping: what runs is brought to its end first...");
    stack.down();
    System.out.println(
        "Everything is stopped. Its data stays in "
            + settings.data()
            + "; only the sandbox forgets its people: connect them again.");
  }

  /** For scripts: an exit code that says whether all is well. */
  private static void requireHealthy(List<LocalStack.State> states) {
    if (!states.stream().allMatch(LocalStack.State::healthy)) {
      throw new StackProblem("Not everything is healthy: ./errand up starts what is missing.");
    }
  }

  private List<LocalStack.State> status() {
    List<LocalStack.State> states = stack.states();
    for (LocalStack.State state : states) {
      System.out.printf(
          "%-16s %-18s %-12s %8s  %s%n",
          state.name(),
          state.title(),
          state.words(),
          state.pid() == 0 ? "" : Long.toString(state.pid()),
          state.address());
    }
    return states;
  }

  private void token(List<String> options) {
    LocalTokens tokens = new LocalTokens(settings.data(), clock);
    System.out.println(
        options.equals(List.of("--operator"))
            ? tokens.operatorToken(operator(), TOKEN_LIFE)
            : tokens.token(user("token", options), TOKEN_LIFE));
  }

  private void keys(List<String> options) {
    if (options.size() != 1
        || !List.of("rotate", "rewrap", "status").contains(options.getFirst())) {
      throw StackProblem.misused("Usage: ./errand keys rotate | rewrap | status");
    }
    stack.keys(options.getFirst());
  }

  private void audit(List<String> options) {
    stack.audit(options);
  }

  private void dead(List<String> options) {
    String token = new LocalTokens(settings.data(), clock).operatorToken(operator(), TOKEN_LIFE);
    try {
      new DeadCommand(new OperatorApi(settings.apiUrl(), token), clock, System.out).run(options);
    } catch (UncheckedIOException away) {
      throw new StackProblem(settings.apiUrl() + " does not answer: ./errand status");
    }
  }

  /** Whoever sits here, as the API's log will say. */
  private static UserId operator() {
    String name = System.getProperty("user.name", "");
    return UserId.fits(name) ? new UserId(name) : new UserId("operator");
  }

  /** Does for a person of the sandbox what they would do in a browser. */
  private void connect(List<String> options) {
    UserId user = user("connect", options);
    requireSandbox("Connect real accounts in a browser");
    SandboxDriver sandbox = new SandboxDriver(settings.sandboxUrl());
    if (!sandbox.people().contains(user.value())) {
      sandbox.makePerson(user.value());
    }
    Connecting connecting =
        new Connecting(settings.apiUrl(), new LocalTokens(settings.data(), clock));
    for (Provider provider : Provider.values()) {
      try {
        connecting.connect(user, provider);
      } catch (IllegalStateException refused) {
        throw new StackProblem(
            user
                + " was not connected: "
                + refused.getMessage()
                + ". A stack that was started with ERRAND_LOCAL_ONLY connects nobody.");
      }
      System.out.println(user + " is connected to " + provider.wireName());
    }
  }

  private void demo(List<String> options) {
    if (!List.of("--down").containsAll(options)) {
      throw StackProblem.misused("Usage: ./errand demo [--down]");
    }
    requireSandbox("The demo makes people in the sandbox");
    boolean started = stack.up();
    var _ = status();
    boolean passed = new Demo(stack, clock, System.out).run();
    if (started && options.contains("--down")) {
      down();
    } else {
      System.out.println("The stack keeps running: " + settings.apiUrl() + " (./errand down)");
    }
    if (!passed) {
      throw new StackProblem("The demo failed.");
    }
  }

  private void requireSandbox(String why) {
    if (settings.localOnly()) {
      throw new StackProblem(
          why + ", and with ERRAND_LOCAL_ONLY nobody is connected to anything: unset it");
    }
    if (!settings.sandboxForAll()) {
      throw new StackProblem(
          why + ": this needs ERRAND_NOTION_CLIENT_ID and ERRAND_MICROSOFT_CLIENT_ID unset");
    }
  }

  private static UserId user(String command, List<String> options) {
    if (options.size() != 2 || !options.getFirst().equals("--user")) {
      throw StackProblem.misused(
          "Usage: ./errand %s --user NAME%s"
              .formatted(command, command.equals("token") ? ", or --operator" : ""));
    }
    try {
      return new UserId(options.get(1));
    } catch (IllegalArgumentException e) {
      throw StackProblem.misused(e.getMessage() == null ? "That is no user id" : e.getMessage());
    }
  }
}
