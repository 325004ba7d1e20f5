package dev.errand.e2e.refresh.door;

import dev.errand.connections.UsableTokens;
import dev.errand.connections.UsableTokens.Answer;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Many lanes of this process that want the same token at the same instant. Like a lane, each asks
 * again when it is told: later.
 */
@RestController
class CallersDoor {

  private final UsableTokens tokens;
  private final AtomicInteger asking = new AtomicInteger();

  CallersDoor(UsableTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Asks, and tells who was told what.
   *
   * @param refused the version whose token the provider refused to each of them; 0 for none
   * @param seconds how long they ask
   * @return a line for each different answer, with how many had it before it
   */
  @PostMapping("/test/callers")
  String ask(
      @RequestParam("user") String user,
      @RequestParam("provider") String provider,
      @RequestParam("callers") int callers,
      @RequestParam("refused") long refused,
      @RequestParam("seconds") long seconds)
      throws InterruptedException {
    CountDownLatch allAreIn = new CountDownLatch(callers);
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    Callable<String> caller =
        () -> {
          allAreIn.countDown();
          allAreIn.await();
          return answer(new UserId(user), Provider.ofWireName(provider), refused, end);
        };
    Map<String, Integer> answers = new TreeMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> each : threads.invokeAll(Collections.nCopies(callers, caller))) {
        answers.merge(told(each), 1, Integer::sum);
      }
    }
    return answers.entrySet().stream()
        .map(answer -> answer.getValue() + " " + answer.getKey())
        .collect(Collectors.joining("\n"));
  }

  /** How many have not been told yet. */
  @GetMapping("/test/callers")
  int asking() {
    return asking.get();
  }

  private static String told(Future<String> caller) throws InterruptedException {
    try {
      return caller.get();
    } catch (ExecutionException thrown) {
      return "threw " + root(thrown).toString().lines().findFirst().orElseThrow();
    }
  }

  private static Throwable root(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null ? thrown : root(cause);
  }

  private String answer(UserId user, Provider provider, long refused, long end)
      throws InterruptedException {
    if (refused > 0) {
      tokens.refused(user, provider, refused);
    }
    asking.incrementAndGet();
    try {
      return answer(user, provider, end);
    } finally {
      asking.decrementAndGet();
    }
  }

  private String answer(UserId user, Provider provider, long end) throws InterruptedException {
    while (true) {
      Answer answer = tokens.accessToken(user, provider);
      if (!(answer instanceof Answer.Unavailable(String why, Duration after))) {
        return words(answer);
      }
      if (System.nanoTime() > end) {
        return "unavailable: " + why;
      }
      Thread.sleep(Math.clamp(after.toMillis(), 20, 1_000));
    }
  }

  private static String words(Answer answer) {
    return switch (answer) {
      case Answer.Usable(var token) ->
          "usable %d %s".formatted(token.connection().version(), hash(token.secret().reveal()));
      case Answer.NotConnected() -> "not_connected";
      case Answer.ReconnectNeeded(var cause, _) -> "reconnect_needed " + cause.wireName();
      case Answer.Unavailable(String why, _) -> "unavailable: " + why;
    };
  }

  private static String hash(String token) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
