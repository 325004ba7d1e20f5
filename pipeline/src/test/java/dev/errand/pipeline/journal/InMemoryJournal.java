package dev.errand.pipeline.journal;

import dev.errand.pipeline.Cost;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.Result;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The journal's contract without a database, for tests of the engine. Thread-safe. */
public final class InMemoryJournal implements Journal {

  private final Clock clock;
  private final Map<Partition, State> partitions = new HashMap<>();
  private final Map<Id, StoredResult> results = new HashMap<>();
  private final Map<Id, Kept> letters = new HashMap<>();
  private final Map<Id, Later> postponed = new LinkedHashMap<>();

  public InMemoryJournal(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Claim claim(Partition partition, UUID owner) {
    State state = state(partition);
    boolean clean = state.clean;
    state.owner = owner;
    state.epoch++;
    state.clean = false;
    return new Claim(
        new Fence(partition, owner, state.epoch),
        state.nextOffset < 0 ? OptionalLong.empty() : OptionalLong.of(state.nextOffset),
        clean);
  }

  @Override
  public synchronized Set<Fence> lost(Collection<Fence> fences) {
    return fences.stream().filter(fence -> !holds(fence)).collect(Collectors.toSet());
  }

  @Override
  public synchronized void release(Fence fence) {
    if (holds(fence)) {
      State state = state(fence.partition());
      state.owner = null;
      state.clean = true;
    }
  }

  @Override
  public synchronized List<Ingested> ingest(List<Arrivals> arrivals) {
    return arrivals.stream().map(this::ingest).toList();
  }

  private Ingested ingest(Arrivals arrivals) {
    Fence fence = arrivals.fence();
    if (!holds(fence) || Math.max(0, state(fence.partition()).nextOffset) < arrivals.known()) {
      return new Ingested.Fenced(fence);
    }
    State state = state(fence.partition());
    List<Queued> queued = new ArrayList<>();
    List<StoredResult> stored = new ArrayList<>();
    List<StoredResult> repeats = new ArrayList<>();
    for (Arrival arrival : arrivals.arrivals()) {
      Id id = new Id(arrival.user(), arrival.command());
      if (arrival.offset() < state.nextOffset || queued(id)) {
        continue;
      }
      StoredResult known = results.get(id);
      if (known != null) {
        repeats.add(known);
        continue;
      }
      switch (arrival) {
        case Arrival.Accepted arrived when isNotOurs(arrived) ->
            stored.add(
                state.store(
                    fence.partition(),
                    Arrival.Refused.notOurs(arrived, clock.instant()).result(),
                    Cost.NOTHING,
                    clock.instant(),
                    results));
        case Arrival.Accepted arrived
            when arrived.unlessKnown() != null && !postponed.containsKey(id) ->
            stored.add(
                state.store(
                    fence.partition(),
                    Arrival.Refused.of(arrived, arrived.unlessKnown(), clock.instant()).result(),
                    Cost.NOTHING,
                    clock.instant(),
                    results));
        case Arrival.Accepted arrived when isPostponed(fence.partition().topic(), arrived) -> {}
        case Arrival.Accepted arrived when isOneTooMany(arrived) ->
            stored.add(
                state.store(
                    fence.partition(),
                    Arrival.Refused.tooManyPostponed(arrived, clock.instant()).result(),
                    Cost.NOTHING,
                    clock.instant(),
                    results));
        case Arrival.Accepted arrived -> {
          Later later = postponed.remove(id);
          Arrival.Accepted accepted =
              later == null ? arrived : new Arrival.Accepted(arrived.offset(), later.command());
          Optional<Problem> refusal = refusal(accepted.accepted());
          if (refusal.isEmpty()) {
            queued.add(queue(state, accepted, later == null ? null : later.acceptedAt()));
          } else {
            Result rejected = Arrival.Refused.of(accepted, refusal.get(), clock.instant()).result();
            stored.add(
                state.store(fence.partition(), rejected, Cost.NOTHING, clock.instant(), results));
          }
        }
        case Arrival.Refused refused when goesOnWaiting(fence.partition().topic(), refused) -> {}
        case Arrival.Refused(long _, var result) -> {
          postponed.remove(id);
          stored.add(
              state.store(fence.partition(), result, Cost.NOTHING, clock.instant(), results));
        }
      }
    }
    state.nextOffset = Math.max(state.nextOffset, arrivals.nextOffset());
    return new Ingested.Taken(fence, queued, stored, state.results.size(), repeats);
  }

  private boolean isNotOurs(Arrival.Accepted arrival) {
    return OperationCatalog.isFollowUp(arrival.accepted().operation())
        && !postponed.containsKey(new Id(arrival.user(), arrival.command()));
  }

  private boolean isPostponed(String topic, Arrival.Accepted arrival) {
    Instant now = clock.instant();
    Id id = new Id(arrival.user(), arrival.command());
    if (!postponed.containsKey(id) && isLater(arrival) && !isOneTooMany(arrival)) {
      postponed.put(id, new Later(topic, arrival.accepted(), now));
    }
    Later known = postponed.get(id);
    return known != null && (known.due().isAfter(now) || !known.topic().equals(topic));
  }

  private boolean goesOnWaiting(String topic, Arrival.Refused arrival) {
    Later known = postponed.get(new Id(arrival.user(), arrival.command()));
    return known != null
        && (arrival.forNow()
            || !known.topic().equals(topic)
            || !known.due().plus(LONG_DUE).isBefore(clock.instant()));
  }

  private boolean isLater(Arrival.Accepted arrival) {
    return arrival.accepted().due(clock.instant()).isAfter(clock.instant());
  }

  private boolean isOneTooMany(Arrival.Accepted arrival) {
    return isLater(arrival)
        && postponed.values().stream().filter(later -> later.isOf(arrival.user())).count()
            >= MOST_POSTPONED;
  }

  private Optional<Problem> refusal(Command command) {
    Kept kept = letters.get(new Id(command.user(), command.effectId()));
    return command.replays() == null
        ? Optional.empty()
        : DeadLetter.refusal(command, kept == null ? null : kept.letter());
  }

  private Queued queue(State state, Arrival.Accepted arrival, @Nullable Instant postponedAt) {
    Command command = arrival.accepted();
    List<StepRecord> steps =
        command.replays() == null
            ? List.of()
            : Objects.requireNonNull(
                    letters.computeIfPresent(
                        new Id(command.user(), command.effectId()),
                        (id, kept) -> kept.replayedBy(command.id())))
                .steps();
    Queued row = new Queued(arrival.offset(), command, clock.instant(), steps, postponedAt);
    state.pending.put(arrival.offset(), row);
    state.whole.put(arrival.offset(), command);
    if (!steps.isEmpty()) {
      state.steps.put(arrival.offset(), byName(steps));
    }
    return row;
  }

  private static Map<String, StepRecord> byName(List<StepRecord> steps) {
    Map<String, StepRecord> byName = new LinkedHashMap<>();
    steps.forEach(step -> byName.put(step.step(), step));
    return byName;
  }

  private boolean queued(Id id) {
    return partitions.values().stream()
        .flatMap(state -> state.pending.values().stream())
        .anyMatch(row -> new Id(row.command().user(), row.command().id()).equals(id));
  }

  @Override
  public synchronized Loaded load(Fence fence, Duration window) {
    State state = state(fence.partition());
    Map<List<Object>, Queued> heads = new LinkedHashMap<>();
    state
        .pending
        .values()
        .forEach(
            row -> heads.putIfAbsent(List.of(row.command().user(), row.command().priority()), row));
    Map<Long, List<StepRecord>> steps = new HashMap<>();
    state.steps.forEach((offset, byName) -> steps.put(offset, List.copyOf(byName.values())));
    List<Usage> usage = new ArrayList<>(state.usage);
    usage.removeIf(used -> used.at().isBefore(clock.instant().minus(window)));
    return new Loaded(
        clock.instant(),
        List.copyOf(heads.values()),
        steps,
        List.copyOf(state.parks.values()),
        state.gates.values().stream()
            .filter(pause -> pause.notBefore().isAfter(clock.instant()))
            .toList(),
        Map.copyOf(state.spent),
        usage,
        Math.max(0, state.nextOffset),
        state.pending.values().stream()
            .collect(Collectors.groupingBy(row -> row.command().user(), Collectors.counting())),
        state.results.size(),
        state.published);
  }

  @Override
  public synchronized List<Queued> next(
      Fence fence, UserId user, Priority priority, long behind, int most) {
    return state(fence.partition()).pending.tailMap(behind, false).values().stream()
        .filter(row -> row.command().user().equals(user))
        .filter(row -> row.command().priority() == priority)
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<GatePause> pauses(String topic) {
    return partitions.entrySet().stream()
        .filter(each -> each.getKey().topic().equals(topic))
        .flatMap(each -> each.getValue().gates.values().stream())
        .filter(pause -> !pause.gate().isEmpty() && pause.notBefore().isAfter(clock.instant()))
        .distinct()
        .toList();
  }

  @Override
  public synchronized Optional<Command> whole(Fence fence, long offset) {
    State state = state(fence.partition());
    return state.pending.containsKey(offset)
        ? Optional.ofNullable(state.whole.get(offset))
        : Optional.empty();
  }

  @Override
  public synchronized Whereabouts whereabouts(String topic, UserId user, CommandId command) {
    Id id = new Id(user, command);
    Later later = postponed.get(id);
    if (later != null && later.topic().equals(topic) && !later.isFollowUp()) {
      return new Whereabouts.Postponed(later.command(), later.acceptedAt());
    }
    for (Map.Entry<Partition, State> each : partitions.entrySet()) {
      for (Queued row : each.getValue().pending.values()) {
        if (each.getKey().topic().equals(topic)
            && !OperationCatalog.isFollowUp(row.command().operation())
            && new Id(row.command().user(), row.command().id()).equals(id)) {
          return new Whereabouts.InOrder(
              each.getKey(),
              row,
              each.getValue().attempted(row.offset()),
              each.getValue().ran(row.offset()));
        }
      }
    }
    StoredResult result = results.get(id);
    return result == null
            || !result.partition().topic().equals(topic)
            || OperationCatalog.isFollowUp(result.result().command())
        ? new Whereabouts.Nowhere()
        : new Whereabouts.Ended(result.result().status());
  }

  @Override
  public synchronized List<Command> due(String topic, Duration again, int most) {
    Instant now = clock.instant();
    List<Command> due = new ArrayList<>();
    for (Map.Entry<Id, Later> each : postponed.entrySet()) {
      Later later = each.getValue();
      if (due.size() < most && later.topic().equals(topic) && later.isToBeTold(now, again)) {
        due.add(later.command());
        each.setValue(later.told(now));
      }
    }
    return due;
  }

  @Override
  public synchronized void notSent(String topic, Collection<Command> commands) {
    Instant now = clock.instant();
    for (Command command : commands) {
      postponed.computeIfPresent(
          new Id(command.user(), command.id()),
          (id, later) -> later.topic().equals(topic) ? later.toldFirst(now) : later);
    }
  }

  @Override
  public synchronized Written write(List<Entry> entries) {
    Instant at = clock.instant();
    Map<Entry, Long> sequences = new HashMap<>();
    Set<Fence> fenced = new HashSet<>();
    Set<Entry.Started> gone = new HashSet<>();
    for (Entry entry : entries) {
      if (!holds(entry.fence())) {
        fenced.add(entry.fence());
      } else if (entry instanceof Entry.Started started && isGone(started, entries)) {
        gone.add(started);
      } else {
        write(entry, at, sequences);
      }
    }
    return new Written(at, sequences, fenced, gone);
  }

  private boolean isGone(Entry.Started started, List<Entry> entries) {
    return !state(started.fence().partition()).pending.containsKey(started.offset())
        || entries.stream()
            .anyMatch(
                entry ->
                    entry instanceof Entry.Ended ended
                        && ended.fence().equals(started.fence())
                        && ended.offset() == started.offset());
  }

  private void write(Entry entry, Instant at, Map<Entry, Long> sequences) {
    State state = state(entry.fence().partition());
    switch (entry) {
      case Entry.Started started -> state.start(started, at);
      case Entry.Finished(Fence _, long offset, String step, var output) ->
          state
              .steps
              .getOrDefault(offset, new LinkedHashMap<>())
              .computeIfPresent(step, (name, known) -> known.finished(output));
      case Entry.Chosen(Fence fence, long offset, String name, var choice) ->
          state
              .steps
              .computeIfAbsent(offset, created -> new LinkedHashMap<>())
              .putIfAbsent(name, StepRecord.chosen(name, fence.epoch(), at, choice));
      case Entry.Withdrawn(Fence _, long offset, String step) ->
          state.steps.getOrDefault(offset, new LinkedHashMap<>()).remove(step);
      case Entry.Spent(Fence _, long offset, Cost spent) -> {
        if (state.pending.containsKey(offset)) {
          state.spent.put(offset, spent);
        }
      }
      case Entry.Parked(Fence _, long offset, Park park) -> {
        if (state.pending.containsKey(offset)) {
          state.parks.put(List.of(park.user(), park.priority()), park);
        }
      }
      case Entry.Shut(Fence _, GatePause pause) -> state.gates.put(pause.gate(), pause);
      case Entry.Ended ended -> end(state, ended, at, sequences);
      case Entry.TakenBack taken -> {
        Result result = taken.result();
        Id id = new Id(result.user(), result.command().id());
        if (postponed.remove(id) != null && !results.containsKey(id)) {
          sequences.put(
              taken,
              state.store(taken.fence().partition(), result, Cost.NOTHING, at, results).sequence());
        }
      }
      case Entry.Published(Fence _, long sequence) ->
          state.published = Math.max(state.published, sequence);
    }
  }

  private void end(State state, Entry.Ended ended, Instant at, Map<Entry, Long> sequences) {
    Queued row = state.pending.remove(ended.offset());
    Map<String, StepRecord> steps = state.steps.remove(ended.offset());
    if (row != null && DeadLetter.left(ended.result())) {
      letters.put(
          new Id(row.command().user(), row.command().effectId()),
          new Kept(
              new DeadLetter(Objects.requireNonNull(state.whole.remove(ended.offset())), null),
              steps == null ? List.of() : steps.values().stream().map(Kept::free).toList()));
    }
    state.spent.remove(ended.offset());
    if (row == null) {
      StoredResult known =
          Objects.requireNonNull(
              results.get(new Id(ended.result().user(), ended.result().command().id())));
      if (known.result().equals(ended.result())) {
        sequences.put(ended, known.sequence());
      }
      return;
    }
    if (state.pending.headMap(row.offset()).values().stream()
        .noneMatch(each -> sameOrder(each, row))) {
      state.parks.remove(List.of(row.command().user(), row.command().priority()));
    }
    StoredResult stored =
        state.store(ended.fence().partition(), ended.result(), ended.spent(), at, results);
    postpone(ended.fence().partition().topic(), ended.followUp(), at);
    sequences.put(ended, stored.sequence());
  }

  private void postpone(String topic, @Nullable Command followUp, Instant at) {
    if (followUp != null) {
      Id id = new Id(followUp.user(), followUp.id());
      if (!queued(id) && !results.containsKey(id)) {
        postponed.putIfAbsent(id, new Later(topic, followUp, at));
      }
    }
  }

  private static boolean sameOrder(Queued one, Queued other) {
    return one.command().user().equals(other.command().user())
        && one.command().priority() == other.command().priority();
  }

  @Override
  public synchronized List<StoredResult> results(Fence fence, long from, int most) {
    List<StoredResult> page = new ArrayList<>();
    state(fence.partition()).results.stream()
        .skip(state(fence.partition()).gone)
        .filter(result -> result.sequence() >= from)
        .limit(most)
        .takeWhile(result -> page.isEmpty() || !Weight.isLarge(page.getLast().result().output()))
        .forEach(page::add);
    return page;
  }

  /** As if the days of the first results had been dropped. */
  public synchronized void forgetResults(Partition partition, long upTo) {
    state(partition).gone = (int) upTo;
  }

  private boolean holds(Fence fence) {
    State state = state(fence.partition());
    return fence.owner().equals(state.owner) && fence.epoch() == state.epoch;
  }

  private State state(Partition partition) {
    return partitions.computeIfAbsent(partition, created -> new State());
  }

  private record Id(UserId user, CommandId command) {}

  private record Later(
      String topic,
      Command command,
      Instant acceptedAt,
      @Nullable Instant firstToldAt,
      @Nullable Instant toldAt) {

    Later(String topic, Command command, Instant acceptedAt) {
      this(topic, command, acceptedAt, null, null);
    }

    /** What follows a command of theirs is not counted among what they asked for. */
    boolean isOf(UserId user) {
      return command.user().equals(user) && !isFollowUp();
    }

    boolean isFollowUp() {
      return OperationCatalog.isFollowUp(command.operation());
    }

    Instant due() {
      return command.due(acceptedAt);
    }

    boolean isToBeTold(Instant now, Duration again) {
      return !due().isAfter(now)
          && (firstToldAt == null
              || toldAt == null
              || toldAt.plus(pause(firstToldAt, toldAt, again)).isBefore(now));
    }

    private static Duration pause(Instant first, Instant last, Duration again) {
      Duration told = Duration.between(first, last);
      Duration longer = told.compareTo(again) > 0 ? told : again;
      return longer.compareTo(LONG_DUE) < 0 ? longer : LONG_DUE;
    }

    Later told(Instant now) {
      return new Later(topic, command, acceptedAt, firstToldAt == null ? now : firstToldAt, now);
    }

    Later toldFirst(Instant now) {
      return new Later(topic, command, acceptedAt, now, now);
    }
  }

  private record Kept(DeadLetter letter, List<StepRecord> steps) {

    Kept replayedBy(CommandId replay) {
      return new Kept(new DeadLetter(letter.command(), replay), steps);
    }

    /** What it took from the limits counts for the command that has ended. */
    static StepRecord free(StepRecord step) {
      return new StepRecord(
          step.step(),
          0,
          step.startedAt(),
          step.deadline(),
          step.attempts(),
          step.decisive(),
          step.intent(),
          Cost.NOTHING,
          step.output());
    }
  }

  private static final class State {

    @Nullable UUID owner;
    long epoch;
    boolean clean = true;
    long nextOffset = -1;
    long published;
    int gone;
    final TreeMap<Long, Queued> pending = new TreeMap<>();
    final Map<Long, Command> whole = new HashMap<>();
    final Map<Long, Map<String, StepRecord>> steps = new HashMap<>();
    final Map<Long, Cost> spent = new HashMap<>();
    final Map<List<Object>, Park> parks = new HashMap<>();
    final Map<String, GatePause> gates = new HashMap<>();
    final List<StoredResult> results = new ArrayList<>();
    final List<Usage> usage = new ArrayList<>();

    boolean attempted(long offset) {
      return steps.getOrDefault(offset, Map.of()).values().stream()
          .anyMatch(step -> step.attempts() > 0);
    }

    boolean ran(long offset) {
      return spent.containsKey(offset) || !steps.getOrDefault(offset, Map.of()).isEmpty();
    }

    void start(Entry.Started started, Instant at) {
      Map<String, StepRecord> byName =
          steps.computeIfAbsent(started.offset(), created -> new LinkedHashMap<>());
      StepRecord known = byName.get(started.step());
      byName.put(
          started.step(),
          new StepRecord(
              started.step(),
              started.fence().epoch(),
              known == null ? at : known.startedAt(),
              at.plus(started.within()),
              known == null ? 1 : known.attempts() + 1,
              started.decisive(),
              known == null ? started.intent() : known.intent(),
              started.spent(),
              null));
      spent.put(started.offset(), started.spent());
    }

    StoredResult store(
        Partition partition, Result result, Cost cost, Instant at, Map<Id, StoredResult> byId) {
      StoredResult stored = new StoredResult(partition, results.size() + 1, result);
      results.add(stored);
      byId.put(new Id(result.user(), result.command().id()), stored);
      usage.add(new Usage(result.user(), at, cost));
      return stored;
    }
  }
}
