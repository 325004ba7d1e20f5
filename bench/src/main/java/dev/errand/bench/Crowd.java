package dev.errand.bench;

import dev.errand.local.drive.Connecting;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * People who are ready: each made a page by hand and went through the real connect flow, so that
 * their tokens are issued, sealed and stored as anybody's.
 */
final class Crowd {

  private static final int AT_A_TIME = 4;

  private Crowd() {}

  static List<Member> connected(BenchStack stack, int size, Report report) {
    return connected(stack, size, report, false);
  }

  /** The same, with all of them in the workspace of the first. */
  static List<Member> inOneWorkspace(BenchStack stack, int size, Report report) {
    return connected(stack, size, report, true);
  }

  private static List<Member> connected(
      BenchStack stack, int size, Report report, boolean oneWorkspace) {
    report.progress("Connecting %,d people".formatted(size));
    SandboxDriver sandbox = stack.sandbox();
    Connecting connecting = stack.connecting();
    for (int number = 0; number < size; number++) {
      if (oneWorkspace && number > 0) {
        sandbox.makePerson(user(number).value(), user(0).value());
      } else {
        sandbox.makePerson(user(number).value());
      }
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<Future<Member>> connects =
          IntStream.range(0, size)
              .mapToObj(Crowd::user)
              .map(user -> threads.submit(() -> connect(user, sandbox, connecting)))
              .toList();
      List<Member> members = new ArrayList<>(size);
      for (Future<Member> connect : connects) {
        members.add(connect.get());
      }
      return List.copyOf(members);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static UserId user(int number) {
    return new UserId("user-" + number);
  }

  private static Member connect(UserId user, SandboxDriver sandbox, Connecting connecting) {
    String page = sandbox.makePage(user.value(), "Journal");
    connecting.connect(user, Provider.NOTION);
    return new Member(user, page);
  }
}
