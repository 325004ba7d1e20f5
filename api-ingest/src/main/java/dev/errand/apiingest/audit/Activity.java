package dev.errand.apiingest.audit;

import dev.errand.apiingest.audit.CommandEnds.End;
import dev.errand.runtime.audit.Act;
import dev.errand.runtime.audit.read.AuditTrail;
import dev.errand.runtime.audit.read.AuditTrail.Line;
import dev.errand.schemas.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was done in a person's name and how it ended, and what was not done. The first is written
 * down for good, the second known from the results as long as they are kept. Thread-safe.
 */
final class Activity {

  private static final int LINES = 50;

  private static final Instant ALWAYS = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private final AuditTrail trail;
  private final CommandEnds ends;
  private final MailsBack mailsBack;

  Activity(AuditTrail trail, CommandEnds ends, MailsBack mailsBack) {
    this.trail = trail;
    this.ends = ends;
    this.mailsBack = mailsBack;
  }

  /**
   * A part of it.
   *
   * @param lines newest first
   * @param next before which line to go on; the first one if there are no more
   */
  record Part(List<ActivityLine> lines, long next) {

    boolean hasMore() {
      return next > 1;
    }
  }

  Part before(UserId user, long before) {
    List<Line> lines = trail.of(user, before, LINES);
    boolean more = lines.size() == LINES && lines.getLast().seq() > 1;
    Instant from = more ? lines.getLast().at() : ALWAYS;
    List<ActivityLine> all = new ArrayList<>(done(user, lines));
    Set<String> told = lines.stream().flatMap(Activity::begun).collect(Collectors.toSet());
    Instant until = until(user, before);
    mailsBack.between(user, from, until).stream().map(ActivityLine::of).forEach(all::add);
    ends.badly(user, from, until).stream()
        .filter(end -> !told.contains(end.command()))
        .map(ActivityLine::of)
        .forEach(all::add);
    all.sort(Comparator.comparing(ActivityLine::time).reversed());
    return new Part(List.copyOf(all), more ? lines.getLast().seq() : 1);
  }

  /** When the part before this one ended. */
  private Instant until(UserId user, long before) {
    return before == AuditTrail.NEWEST
        ? NEVER
        : trail.of(user, before + 1, 1).stream().findFirst().map(Line::at).orElse(NEVER);
  }

  /** A command's end is told once, beside the last of what it began. */
  private List<ActivityLine> done(UserId user, List<Line> lines) {
    Map<String, End> known =
        new HashMap<>(ends.of(user, lines.stream().flatMap(Activity::begun).distinct().toList()));
    return lines.stream()
        .map(
            line ->
                ActivityLine.of(
                    line,
                    begun(line).flatMap(id -> Stream.ofNullable(known.remove(id))).findFirst()))
        .toList();
  }

  private static Stream<String> begun(Line line) {
    return line.act().equals(Act.EFFECT_BEGUN.wireName())
        ? Stream.ofNullable(line.command())
        : Stream.empty();
  }
}
