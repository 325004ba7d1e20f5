package dev.errand.bench;

import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** People work, and in the midst of it something happens. */
record Watch(OpenLoop loop, List<Answer> answers, Report report) {

  private static final Duration CALM = Duration.ofSeconds(5);
  private static final Duration WATCHED = Duration.ofSeconds(60);

  /**
   * What was asked, and when something happened in the midst of it.
   *
   * @param at when it happened
   */
  record Seen(long at, List<Answer> answers) {

    /** For each of these users: how long until the first result of what was asked after it. */
    Collection<Long> of(Predicate<UserId> users) {
      Map<UserId, Long> first = new HashMap<>();
      for (Answer answer : answers) {
        if (answer.asked() > at && answer.result() != null) {
          UserId user = answer.result().user();
          if (users.test(user)) {
            first.merge(user, answer.seen() - at, Math::min);
          }
        }
      }
      return first.values();
    }
  }

  Seen during(String name, Runnable happening) {
    report.progress("Measuring: " + name);
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<OpenLoop.Ran> ran = thread.submit(() -> loop.run(name, WATCHED));
      Breaking.sleep(CALM);
      long at = System.nanoTime();
      happening.run();
      List<Answer> all = ran.get().answers();
      answers.addAll(all);
      return new Seen(at, all);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
