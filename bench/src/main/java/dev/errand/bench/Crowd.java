package dev.errand.bench;

import dev.errand.local.drive.Connecting;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * People who are ready: each made a page by hand and went through the real connect flow, so that
 * their tokens are issued, sealed and stored as anybody's.
 */
final class Crowd {

  private static final int AT_A_TIME = 4;

  private Crowd() {}

  static List<Member> connected(BenchStack stack, int size, Report report) {
    report.progress("Connecting %,d people".formatted(size));
    SandboxDriver sandbox = stack.sandbox();
    Connecting connecting = stack.connecting();
    return each(size, user -> connect(user, sandbox, connecting));
  }

  /** Many more, without their browser. */
  static List<Member> connectedInBulk(BenchStack stack, int size, Report report) {
    report.progress("Connecting %,d people".formatted(size));
    try (BulkConnect connect = stack.bulkConnect()) {
      return each(size, connect::connect);
    }
  }

  /**
   * Many who are connected to Microsoft only, all within moments.
   *
   * @param ago how long ago that was, as far as their tokens know
   */
  static List<UserId> connectedToMicrosoft(
      BenchStack stack, int size, Duration ago, Report report) {
    report.progress("Connecting %,d people".formatted(size));
    try (BulkConnect connect = stack.bulkConnect(Provider.MICROSOFT, ago)) {
      return each(size, connect::connectOnly);
    }
  }

  private static <T> List<T> each(int size, Function<UserId, T> connect) {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<Future<T>> connects =
          IntStream.range(0, size)
              .mapToObj(number -> new UserId("user-" + number))
              .map(user -> threads.submit(() -> connect.apply(user)))
              .toList();
      List<T> members = new ArrayList<>(size);
      for (Future<T> each : connects) {
        members.add(each.get());
      }
      return List.copyOf(members);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static Member connect(UserId user, SandboxDriver sandbox, Connecting connecting) {
    sandbox.makePerson(user.value());
    String page = sandbox.makePage(user.value(), "Journal");
    connecting.connect(user, Provider.NOTION);
    return new Member(user, page);
  }
}
