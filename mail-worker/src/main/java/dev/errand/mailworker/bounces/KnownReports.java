package dev.errand.mailworker.bounces;

import dev.errand.mailworker.graph.GraphReports;
import dev.errand.mailworker.graph.ListedReport;
import dev.errand.mailworker.graph.Page;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.mail.Bounce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The reports of mailboxes. Who sends many mails has many looks at about the same time: what one
 * look listed the next ones use for a moment, and a report is read once. Thread-safe.
 */
public final class KnownReports {

  private static final Duration FRESH = Duration.ofSeconds(30);

  /** The clocks of Exchange and of ours are not the same. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private static final int MOST_PAGES = 10;

  /** One look reads so many; the ones after it read on. */
  private static final int MOST_READ = 50;

  /** Exchange puts at most 10 MB of the original into a report. */
  private static final long LARGEST = 20_000_000;

  private static final int MAILBOXES = 200;

  private final GraphReports graph;
  private final LongSupplier nanos;
  private final Map<String, Shelf> shelves =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Shelf> eldest) {
              return size() > MAILBOXES;
            }
          });

  public KnownReports(GraphReports graph, LongSupplier nanos) {
    this.graph = graph;
    this.nanos = nanos;
  }

  /** A report that was read, if it could be. */
  record Known(String id, Instant at, Optional<DeliveryReport> report) {

    boolean isOf(String internetMessageId) {
      return report.filter(it -> it.original().equals(internetMessageId)).isPresent();
    }

    Bounce bounce() {
      return new Bounce(id, at, report.orElseThrow().recipients());
    }
  }

  /**
   * What is known of one mailbox.
   *
   * @param since from when on the reports were listed
   * @param listedAt by {@code nanos}
   * @param whole whether all that was listed was read
   */
  private record Shelf(Instant since, long listedAt, boolean whole, Map<String, Known> known) {

    boolean knows(Instant from, long now) {
      return whole && !from.isBefore(since) && now - listedAt < FRESH.toNanos();
    }
  }

  /** Those that came since then. */
  List<Known> since(OperationContext context, Instant sent) {
    Instant from = sent.minus(CLOCKS_DIFFER);
    String mailbox = mailbox(context.connection());
    Shelf shelf = shelves.get(mailbox);
    if (shelf == null || !shelf.knows(from, nanos.getAsLong())) {
      shelf = look(context, from, shelf == null ? Map.of() : shelf.known());
      shelves.put(mailbox, shelf);
    }
    return shelf.known().values().stream().filter(each -> !each.at().isBefore(from)).toList();
  }

  private static String mailbox(ConnectionFacts connection) {
    return connection.user() + " " + connection.id() + " " + connection.account();
  }

  private Shelf look(OperationContext context, Instant from, Map<String, Known> before) {
    long now = nanos.getAsLong();
    List<ListedReport> listed = list(context, from);
    Map<String, Known> known = new LinkedHashMap<>();
    int read = 0;
    for (ListedReport report : listed) {
      Known already = before.get(report.id());
      if (already != null) {
        known.put(report.id(), already);
      } else if (read++ < MOST_READ) {
        known.put(report.id(), read(context, report));
      }
    }
    return new Shelf(from, now, known.size() == listed.size(), Collections.unmodifiableMap(known));
  }

  private List<ListedReport> list(OperationContext context, Instant from) {
    Part part = context.call("graph.report.list", token -> part(graph.since(token, from)));
    List<ListedReport> listed = new ArrayList<>(part.reports());
    for (int pages = 1; part.next().isPresent() && pages < MOST_PAGES; pages++) {
      String query = part.next().get();
      part = context.call("graph.report.list", token -> part(graph.more(token, query)));
      listed.addAll(part.reports());
    }
    return listed.stream().distinct().toList();
  }

  private Part part(Page<ListedReport> page) {
    return new Part(page.items(), graph.next(page));
  }

  private record Part(List<ListedReport> reports, Optional<String> next) {}

  private Known read(OperationContext context, ListedReport report) {
    Optional<byte[]> text =
        report.size() > LARGEST
            ? Optional.empty()
            : context.call("graph.report.get", token -> graph.text(token, report.id()));
    return new Known(report.id(), report.receivedDateTime(), text.flatMap(DeliveryReport::read));
  }
}
