package dev.errand.runtime.worker;

import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.pipeline.Step;
import dev.errand.pipeline.TokenSource;
import dev.errand.pipeline.Trace;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import dev.errand.schemas.note.NoteAppend;
import dev.errand.schemas.note.NoteAppended;
import dev.errand.schemas.note.NoteOperations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider in memory that appends notes, and remembers what was appended in which order. */
final class FakeNotes implements ProviderPolicy, TokenSource, Operation {

  final Map<UserId, List<String>> notes = new ConcurrentHashMap<>();
  final Set<String> traces = ConcurrentHashMap.newKeySet();

  @Override
  public OperationName name() {
    return NoteOperations.NOTE_APPEND;
  }

  @Override
  public Object perform(OperationContext context) {
    NoteAppend input = context.input(NoteAppend.class);
    List<String> mine =
        notes.computeIfAbsent(context.command().user(), user -> new CopyOnWriteArrayList<>());
    return context
        .effects()
        .once(
            Step.of("append", NoteAppended.class, input, Duration.ZERO),
            token -> {
              Trace.current().ifPresent(traces::add);
              mine.add(input.markdown());
              return new NoteAppended(input.page(), 1, null);
            },
            attempted ->
                mine.contains(attempted.intent().markdown())
                    ? new Finding.Happened<>(new NoteAppended(input.page(), 1, null))
                    : new Finding.Absent<>());
  }

  @Override
  public Provider provider() {
    return Provider.NOTION;
  }

  @Override
  public Failure classify(RuntimeException thrown) {
    throw thrown;
  }

  @Override
  public List<Limit> limits(ConnectionFacts connection) {
    return List.of(new Limit(LimitUnit.REQUESTS, 100_000, Duration.ofSeconds(60), 0, "test"));
  }

  @Override
  public Duration callTimeout() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Answer token(UserId user, Provider provider) {
    return new Answer.Usable(
        new AccessToken(
            new ConnectionFacts(user, provider, "c", 1, "bot", null, Set.of(), Map.of()),
            Secret.of("token")));
  }

  @Override
  public boolean mayUse(AccessToken token) {
    return true;
  }

  @Override
  public void personNeeded(AccessToken token) {}

  @Override
  public void refused(AccessToken token) {}
}
