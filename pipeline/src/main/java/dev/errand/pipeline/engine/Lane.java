package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Queued;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One user's commands to one provider, run one at a time: interactive ones in their order, and when
 * none of them can run, bulk ones in theirs. While a command is in doubt nothing else is asked of
 * the provider: what a probe finds must not be another command's work. Thread-safe.
 */
final class Lane {

  /** A shorter wait is over before anybody minds. */
  private static final long LONG = Duration.ofSeconds(1).toNanos();

  private final UserId user;
  private final Ownership ownership;
  private final Backlog interactive;
  private final Backlog bulk;
  private long handedOver;
  private boolean connectionChanged;
  private boolean connectionEnded;
  private long leftAt;
  private boolean running;
  private long lookedAt = System.nanoTime();
  private @Nullable Instant lastOver;
  private @Nullable Thread runner;
  private @Nullable Future<?> alarm;

  Lane(UserId user, Ownership ownership, int window) {
    this.user = user;
    this.ownership = ownership;
    this.interactive = new Backlog(window);
    this.bulk = new Backlog(window);
  }

  UserId user() {
    return user;
  }

  Ownership ownership() {
    return ownership;
  }

  /** What the lane's runner does next. */
  sealed interface Next {

    record RunHead(Head head, Priority priority) implements Next {}

    record Refill(Priority priority, long behind, long before) implements Next {}

    /** The head waits for long; who stands behind it may not want to. */
    record LookBehind(Priority priority, Head head) implements Next {}

    /** Some behind the head have waited as long as they want, or are not known yet. */
    record EndBehind(Priority priority, Behind behind) implements Next {}

    record SleepFor(long nanos) implements Next {}

    record Nothing() implements Next {}
  }

  /** A new command. */
  synchronized void arrived(Queued queued) {
    Backlog backlog = backlog(queued.command().priority());
    backlog.arrived(queued);
    Behind behind = backlog.behind();
    if (behind != null && behind.isKnownTo(handedOver)) {
      behind.waits(queued);
    }
    handedOver(queued.offset() + 1);
  }

  /** There may be a new command in the journal. */
  synchronized void unseen(Priority priority, long offset) {
    Backlog backlog = backlog(priority);
    backlog.unseen();
    handedOver(offset + 1);
    Behind behind = backlog.behind();
    if (behind != null) {
      behind.unknown(offset);
    }
  }

  /** Who knew all that was here before knows all now. */
  private void handedOver(long next) {
    for (Priority order : Priority.values()) {
      Behind behind = backlog(order).behind();
      if (behind != null && behind.isKnownTo(handedOver)) {
        behind.known(next);
      }
    }
    handedOver = Math.max(handedOver, next);
  }

  /**
   * The head that was found in the journal.
   *
   * @param handedOver whatever the journal has before this offset is this lane's to find; what is
   *     behind it will still arrive
   */
  synchronized void restored(Head head, long notBefore, long handedOver) {
    Backlog backlog = backlog(head.command().priority());
    backlog.restoreHead(head);
    backlog.hold(notBefore);
    this.handedOver = Math.max(this.handedOver, handedOver);
  }

  /** Whether the caller is now the one to run the lane. */
  synchronized boolean tryStart() {
    if (running || ownership.stopped()) {
      return false;
    }
    running = true;
    cancelAlarm();
    return true;
  }

  synchronized void runBy(Thread thread) {
    runner = thread;
  }

  synchronized Next next(long now) {
    lookedAt = System.nanoTime();
    if (ownership.stopped()) {
      return new Next.Nothing();
    }
    Optional<Priority> inDoubt = inDoubt();
    if (inDoubt.isPresent()) {
      return next(inDoubt.get(), now);
    }
    Next first = next(Priority.INTERACTIVE, now);
    if (isWork(first)) {
      return first;
    }
    Next second = next(Priority.BULK, now);
    return isWork(second) ? second : sooner(first, second);
  }

  private static boolean isWork(Next next) {
    return switch (next) {
      case Next.RunHead _, Next.Refill _, Next.LookBehind _, Next.EndBehind _ -> true;
      case Next.SleepFor _, Next.Nothing _ -> false;
    };
  }

  private Optional<Priority> inDoubt() {
    return heads().filter(Head::inDoubt).map(head -> head.command().priority()).findFirst();
  }

  private Next next(Priority priority, long now) {
    Backlog backlog = backlog(priority);
    if (backlog.needsRefill()) {
      return new Next.Refill(priority, backlog.beginRefill(), handedOver);
    }
    Head head = backlog.head();
    if (head == null) {
      Queued queued = backlog.takeNear();
      if (queued == null) {
        return new Next.Nothing();
      }
      head = new Head(ownership.fence(), queued);
      backlog.front(head);
    }
    long wait = backlog.waitNanos(now);
    if (wait > 0) {
      return waiting(priority, head, wait, now);
    }
    connectionChanged = false;
    connectionEnded = false;
    head.connectionEnded = head.offset() < leftAt;
    Behind behind = backlog.behind();
    if (behind != null) {
      behind.headIsAt(head.offset());
    }
    tellWhetherItStoodBehind(head);
    return new Next.RunHead(head, priority);
  }

  private void tellWhetherItStoodBehind(Head head) {
    if (head.startedAt == null && lastOver != null && lastOver.isAfter(head.queued.acceptedAt())) {
      head.stoodBehind = true;
    }
  }

  private Next waiting(Priority priority, Head head, long wait, long now) {
    Behind behind = backlog(priority).behind();
    if (behind == null || !behind.isOf(head)) {
      return looksBehind(priority, head, wait)
          ? new Next.LookBehind(priority, head)
          : new Next.SleepFor(wait);
    }
    long next = behind.nanosToNext(now, wait);
    return next > 0 && behind.isKnownTo(handedOver)
        ? new Next.SleepFor(next)
        : new Next.EndBehind(priority, behind);
  }

  /** What is asked for in bulk has its turn or its deadline in time, and is not looked through. */
  private boolean looksBehind(Priority priority, Head head, long wait) {
    return wait > LONG
        && priority == Priority.INTERACTIVE
        && !head.waitsForPerson()
        && backlog(priority).hasMore();
  }

  private static Next sooner(Next first, Next second) {
    if (first instanceof Next.SleepFor(long a) && second instanceof Next.SleepFor(long b)) {
      return new Next.SleepFor(Math.min(a, b));
    }
    return first instanceof Next.SleepFor ? first : second;
  }

  /**
   * What the journal has. What has not arrived yet is left out: it will, and would be run twice.
   *
   * @param asked how many were asked for; as many means that there may be more
   */
  synchronized void refilled(Next.Refill refill, List<Queued> rows, int asked) {
    List<Queued> ours = rows.stream().filter(row -> row.offset() < refill.before()).toList();
    backlog(refill.priority()).refilled(ours, ours.size() == asked);
  }

  /**
   * The head has ended.
   *
   * @param at by the journal's clock
   */
  synchronized void headOver(Priority priority, Instant at) {
    lastOver = at;
    backlog(priority).headOver();
  }

  /** The head waits; unless the connection it waits for changed, or ended, since it was started. */
  synchronized void hold(Priority priority, long until) {
    Backlog backlog = backlog(priority);
    if (!connectionEnded && !(connectionChanged && waitsForConnection(backlog))) {
      backlog.hold(until);
    }
  }

  /** The head waits; who else does so behind it is made only once a time. */
  synchronized void lookBehind(Priority priority, Head head, Function<Head, Behind> those) {
    Backlog backlog = backlog(priority);
    Behind known = backlog.behind();
    if (known == null || !known.isOf(head)) {
      Behind behind = those.apply(head);
      backlog.behind(behind);
      backlog.allBehind().ifPresent(all -> known(behind, all, handedOver));
    }
  }

  /** What the journal has in between is not known to those who wait. */
  record Unknown(long from, long to) {}

  synchronized Unknown unknown(Behind behind) {
    return new Unknown(behind.unknownFrom(), handedOver);
  }

  synchronized void unknown(Behind behind, long offset) {
    behind.unknown(offset);
  }

  /** These wait, and before that offset no others do. */
  synchronized void known(Behind behind, List<Queued> waiting, long before) {
    waiting.forEach(behind::waits);
    behind.known(before);
  }

  /** Those behind the head that have waited as long as they want. */
  synchronized List<Long> over(Priority priority, Behind behind, long now, int most) {
    Head head = backlog(priority).head();
    return behind.over(now, most).stream()
        .filter(offset -> head != null && offset > head.offset())
        .toList();
  }

  /** Whether it is at the front and may have done something that nobody wrote down. */
  synchronized boolean mayHaveRun(Priority priority, long offset) {
    Head head = backlog(priority).head();
    return head != null && head.offset() == offset && head.unrecorded > 0;
  }

  /** One that does not run is over, be it at the front of its order or behind it. */
  synchronized void ended(Priority priority, long offset) {
    Backlog backlog = backlog(priority);
    Head head = backlog.head();
    if (head != null && head.offset() == offset) {
      head.leaveGate();
      backlog.headOver();
    } else {
      backlog.endedBehind(offset);
    }
  }

  /**
   * The runner leaves, and the alarm starts the lane again. In one step with looking for work: what
   * comes later finds nobody running, and starts the lane itself.
   *
   * @param alarmAfter sets the alarm
   * @return whether it left; if not, there is something to do now
   */
  synchronized boolean sleep(long now, LongFunction<Future<?>> alarmAfter) {
    if (next(now) instanceof Next.SleepFor(long wait)) {
      alarm = alarmAfter.apply(wait);
      stopped();
      return true;
    }
    return false;
  }

  synchronized void stopped() {
    running = false;
    runner = null;
  }

  private void cancelAlarm() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  /** Whether nothing is left; then the lane is done for, and never starts again. */
  synchronized boolean retire() {
    return interactive.empty() && bulk.empty();
  }

  /**
   * What waited for a connection need wait no longer.
   *
   * @param ended whether the person left one: then what is here by now need not wait, whatever for,
   *     and asks at once whether there still is one that it is for
   */
  synchronized void connectionChanged(boolean ended) {
    connectionChanged = true;
    connectionEnded |= ended;
    leftAt = ended ? handedOver : leftAt;
    for (Backlog backlog : List.of(interactive, bulk)) {
      if (ended || waitsForConnection(backlog)) {
        backlog.release();
      }
    }
  }

  /** The gate at which that head waited is open for it. */
  synchronized void letThrough(Head head) {
    Backlog backlog = backlog(head.command().priority());
    if (backlog.head() == head) {
      backlog.release();
    }
  }

  private static boolean waitsForConnection(Backlog backlog) {
    Head head = backlog.head();
    return head != null
        && (head.lastCause == WaitCause.RECONNECT || head.lastCause == WaitCause.TOKEN);
  }

  /** Its partition went to another owner. */
  synchronized void abandon() {
    cancelAlarm();
    if (runner != null) {
      runner.interrupt();
    }
    leaveGates();
  }

  /** Nobody is to wait at a gate for a partition that is being given up. */
  synchronized void leaveGates() {
    heads().forEach(Head::leaveGate);
  }

  synchronized boolean running() {
    return running;
  }

  /** Whether it waits for a time, with no thread. */
  synchronized boolean parked() {
    return !running && alarm != null;
  }

  /**
   * Whether it has something to do, and for so long neither went on nor told what it waits for. It
   * never should; were there a fault of ours, nobody would see it otherwise.
   */
  synchronized boolean stuck(Duration bound) {
    if (ownership.stopped() || (interactive.empty() && bulk.empty())) {
      return false;
    }
    if (alarm instanceof Delayed waiting && !running) {
      return waiting.getDelay(TimeUnit.NANOSECONDS) < -bound.toNanos();
    }
    long quiet = System.nanoTime() - lookedAt;
    for (Head head : heads().toList()) {
      quiet = Math.min(quiet, System.nanoTime() - head.busyUntil);
    }
    return quiet > bound.toNanos();
  }

  /** When the oldest head was accepted. */
  synchronized Optional<Instant> oldest() {
    return heads().map(head -> head.queued.acceptedAt()).min(Instant::compareTo);
  }

  /** The heads, for the runner's heir; only while nothing runs. */
  synchronized List<Head> idleHeads() {
    return running ? List.of() : heads().toList();
  }

  private Stream<Head> heads() {
    return Stream.of(interactive, bulk)
        .map(Backlog::head)
        .flatMap(head -> Optional.ofNullable(head).stream());
  }

  private Backlog backlog(Priority priority) {
    return switch (priority) {
      case INTERACTIVE -> interactive;
      case BULK -> bulk;
    };
  }
}
