package dev.errand.mailworker.operations;

import dev.errand.mailworker.bounces.KnownReports;
import dev.errand.mailworker.bounces.LookForBounces;
import dev.errand.mailworker.graph.GraphBatch;
import dev.errand.mailworker.graph.GraphContent;
import dev.errand.mailworker.graph.GraphDelta;
import dev.errand.mailworker.graph.GraphFolderTree;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.GraphReplies;
import dev.errand.mailworker.graph.GraphReports;
import dev.errand.mailworker.graph.GraphSearch;
import dev.errand.mailworker.graph.GraphUploads;
import dev.errand.pipeline.Operation;
import dev.errand.runtime.files.FileStore;
import dev.errand.runtime.http.ProviderHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/** The mail operations, as the worker has them, at work on a Graph. */
final class EveryOperation {

  private final InstantSource clock;
  private final GraphMail graph;
  private final GraphReplies replies;
  private final GraphUploads uploads;
  private final GraphSearch search;
  private final GraphDelta delta;
  private final GraphContent contents;
  private final GraphBatch batch;
  private final GraphReports reports;

  /**
   * @param base of Graph
   * @param clock of its mailboxes
   */
  EveryOperation(URI base, InstantSource clock) {
    ProviderHttp http =
        new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(5), Duration.ofSeconds(5));
    this.clock = clock;
    graph = new GraphMail(http, base);
    replies = new GraphReplies(http, base);
    uploads = new GraphUploads(http, base);
    search = new GraphSearch(http, base);
    delta = new GraphDelta(http, base);
    contents = new GraphContent(http, base);
    batch = new GraphBatch(http, base);
    reports = new GraphReports(http, base);
  }

  /**
   * All that can be asked for.
   *
   * @param nanos says how long a draft has been waiting in a run
   */
  List<Operation> with(FileStore files, Room room, LongSupplier nanos) {
    Submitting submitting =
        new Submitting(
            Duration.ofMinutes(5), nanos, () -> Instant.EPOCH.plusNanos(nanos.getAsLong()));
    Attaching attaching = new Attaching(graph, uploads, files);
    return List.of(
        new SendMail(graph, attaching, submitting),
        new DraftMail(graph, attaching),
        new SendDraft(graph, submitting),
        ReplyMail.toSender(graph, replies, attaching, submitting),
        ReplyMail.toAll(graph, replies, attaching, submitting),
        new ForwardMail(graph, replies, attaching, submitting),
        new GetMail(graph),
        new ListMails(graph),
        new SearchMails(search),
        new FollowFolder(graph, delta, clock),
        new MarkMail(graph),
        new MoveMail(graph),
        new DeleteMail(graph),
        new ListAttachments(graph),
        new GetAttachment(graph, contents, files, room),
        new CheckMailbox(batch),
        new ListFolders(graph, new GraphFolderTree(batch)),
        new EnsureFolder(graph),
        CancelMail.operation());
  }

  /** What also looks whether mails come back. */
  LookForBounces lookForBounces(LongSupplier nanos) {
    return new LookForBounces(new KnownReports(reports, nanos));
  }
}
