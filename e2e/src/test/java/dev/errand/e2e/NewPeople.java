package dev.errand.e2e;

import dev.errand.local.drive.Connecting;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.LocalStack;
import dev.errand.local.stack.LocalTokens;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** People whom nobody has seen before, evenly spread over the partitions. */
public final class NewPeople {

  /** Has no divisor in common with the partitions, so that also a few are far from each other. */
  private static final int STRIDE = 5;

  private final SandboxDriver sandbox;
  private final Connecting connecting;

  public NewPeople(LocalStack stack, SandboxDriver sandbox) {
    this.sandbox = sandbox;
    connecting =
        new Connecting(
            stack.settings().apiUrl(), new LocalTokens(stack.settings().data(), Clock.systemUTC()));
  }

  /** So many, with an account at both providers, connected to both. */
  public List<UserId> connected(int count) {
    return connected(count, Set.of(Provider.values()));
  }

  /** So many, with an account at both providers, connected to these. */
  public List<UserId> connected(int count, Set<Provider> providers) {
    List<UserId> users = named(count);
    users.forEach(user -> sandbox.makePerson(user.value()));
    connect(users, providers);
    return users;
  }

  /** So many who share one workspace in Notion, connected to it each by themselves. */
  List<UserId> colleagues(int count) {
    List<UserId> users = named(count);
    String first = users.getFirst().value();
    sandbox.makePerson(first);
    users.stream().skip(1).forEach(user -> sandbox.makeColleague(user.value(), first));
    connect(users, Set.of(Provider.NOTION));
    return users;
  }

  private static List<UserId> named(int count) {
    String run = UUID.randomUUID().toString().substring(0, 6);
    return IntStream.range(0, count).mapToObj(number -> inPartition(run, number)).toList();
  }

  /** So that every worker has some of them, whichever partitions are its own. */
  private static UserId inPartition(String run, int number) {
    return IntStream.iterate(number, next -> next + 1_000)
        .mapToObj(next -> new UserId("p" + run + "-" + next))
        .filter(user -> People.partition(user) == number * STRIDE % People.PARTITIONS)
        .findFirst()
        .orElseThrow();
  }

  private void connect(List<UserId> users, Set<Provider> providers) {
    List<Callable<Void>> connects = new ArrayList<>();
    for (UserId user : users) {
      for (Provider provider : providers) {
        connects.add(
            () -> {
              connecting.connect(user, provider);
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
}
