package dev.errand.e2e.chaos;

import dev.errand.local.ServerProcess;
import dev.errand.local.stack.AppProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** One thing that breaks, for a while. */
sealed interface Fault {

  /** What is broken: only one fault at a time can have it. */
  String target();

  /** Breaks it, and returns when it is mended. */
  void strike(ChaosStack stack);

  default String kind() {
    return getClass().getSimpleName();
  }

  /** Any fault; what happens often in real life happens often. */
  static Fault any(Random random, ChaosStack stack) {
    AppProcess worker = stack.workers().get(random.nextInt(stack.workers().size()));
    List<String> links = stack.links().keySet().stream().sorted().toList();
    String link = links.get(random.nextInt(links.size()));
    int roll = random.nextInt(100);
    if (roll < 22) {
      return new Killed(worker.name(), millis(random, 0, 4_000));
    } else if (roll < 36) {
      return new Paused(worker.name(), millis(random, 8_000, 14_000));
    } else if (roll < 42) {
      return new BrokerKilled(millis(random, 0, 3_000));
    } else if (roll < 52) {
      return new DatabaseCrashed(millis(random, 0, 5_000));
    } else if (roll < 74) {
      return new LinkCut(link);
    } else if (roll < 82) {
      return new LinkSilent(link);
    }
    return new LinkHeld(link, millis(random, 500, 6_000));
  }

  private static Duration millis(Random random, int least, int most) {
    return Duration.ofMillis(random.nextInt(least, most));
  }

  /** SIGKILL; whoever runs it starts it again. */
  record Killed(String target, Duration away) implements Fault {
    @Override
    public void strike(ChaosStack stack) {
      AppProcess worker = worker(stack, target);
      worker.process().kill();
      Nemesis.sleep(away);
      worker.launch();
    }
  }

  /** SIGSTOP, longer than the broker waits for a consumer; then SIGCONT. */
  record Paused(String target, Duration time) implements Fault {
    @Override
    public void strike(ChaosStack stack) {
      ServerProcess process = worker(stack, target).process();
      process.signal("STOP");
      Nemesis.sleep(time);
      process.signal("CONT");
    }
  }

  /** SIGKILL of the only broker. */
  record BrokerKilled(Duration away) implements Fault {
    @Override
    public String target() {
      return "broker";
    }

    @Override
    public void strike(ChaosStack stack) {
      stack.stack().kafka().kill();
      Nemesis.sleep(away);
      var _ = stack.stack().kafka().start();
    }
  }

  /** PostgreSQL ends at once, and recovers from its log. */
  record DatabaseCrashed(Duration away) implements Fault {
    @Override
    public String target() {
      return "database";
    }

    @Override
    public void strike(ChaosStack stack) {
      stack.stack().postgres().crash();
      Nemesis.sleep(away);
      var _ = stack.stack().postgres().start();
    }
  }

  /** All connections of a link are reset. */
  record LinkCut(String target) implements Fault {
    @Override
    public void strike(ChaosStack stack) {
      var _ = link(stack, target).cut();
    }
  }

  /** The connections of a link stay open, and nothing passes on them ever again. */
  record LinkSilent(String target) implements Fault {
    @Override
    public void strike(ChaosStack stack) {
      link(stack, target).silence();
    }
  }

  /** Nothing passes a link for a while, and then all of it. */
  record LinkHeld(String target, Duration time) implements Fault {
    @Override
    public void strike(ChaosStack stack) {
      TcpProxy link = link(stack, target);
      link.hold();
      Nemesis.sleep(time);
      link.release();
    }
  }

  private static AppProcess worker(ChaosStack stack, String name) {
    return stack.workers().stream()
        .filter(worker -> worker.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static TcpProxy link(ChaosStack stack, String name) {
    TcpProxy link = stack.links().get(name);
    if (link == null) {
      throw new IllegalArgumentException(name);
    }
    return link;
  }
}
