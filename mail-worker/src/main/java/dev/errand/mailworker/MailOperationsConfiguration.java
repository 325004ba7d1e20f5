package dev.errand.mailworker;

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
import dev.errand.mailworker.operations.Attaching;
import dev.errand.mailworker.operations.CancelMail;
import dev.errand.mailworker.operations.CheckMailbox;
import dev.errand.mailworker.operations.DeleteMail;
import dev.errand.mailworker.operations.DraftMail;
import dev.errand.mailworker.operations.EnsureFolder;
import dev.errand.mailworker.operations.FollowFolder;
import dev.errand.mailworker.operations.ForwardMail;
import dev.errand.mailworker.operations.GetAttachment;
import dev.errand.mailworker.operations.GetMail;
import dev.errand.mailworker.operations.ListAttachments;
import dev.errand.mailworker.operations.ListFolders;
import dev.errand.mailworker.operations.ListMails;
import dev.errand.mailworker.operations.MarkMail;
import dev.errand.mailworker.operations.MoveMail;
import dev.errand.mailworker.operations.ReplyMail;
import dev.errand.mailworker.operations.SearchMails;
import dev.errand.mailworker.operations.SendDraft;
import dev.errand.mailworker.operations.SendMail;
import dev.errand.mailworker.operations.Submitting;
import dev.errand.pipeline.Operation;
import dev.errand.runtime.files.FileStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be asked for. */
@Configuration(proxyBeanMethods = false)
class MailOperationsConfiguration {

  @Bean
  Attaching attaching(GraphMail graph, GraphUploads uploads, FileStore files) {
    return new Attaching(graph, uploads, files);
  }

  @Bean
  Submitting submitting(GraphSettings settings) {
    return new Submitting(settings.submitsLate(), System::nanoTime, InstantSource.system());
  }

  @Bean
  Operation sendMail(GraphMail graph, Attaching attaching, Submitting submitting) {
    return new SendMail(graph, attaching, submitting);
  }

  @Bean
  Operation draftMail(GraphMail graph, Attaching attaching) {
    return new DraftMail(graph, attaching);
  }

  @Bean
  Operation sendDraft(GraphMail graph, Submitting submitting) {
    return new SendDraft(graph, submitting);
  }

  @Bean
  Operation replyMail(
      GraphMail graph, GraphReplies replies, Attaching attaching, Submitting submitting) {
    return ReplyMail.toSender(graph, replies, attaching, submitting);
  }

  @Bean
  Operation replyAllMail(
      GraphMail graph, GraphReplies replies, Attaching attaching, Submitting submitting) {
    return ReplyMail.toAll(graph, replies, attaching, submitting);
  }

  @Bean
  Operation forwardMail(
      GraphMail graph, GraphReplies replies, Attaching attaching, Submitting submitting) {
    return new ForwardMail(graph, replies, attaching, submitting);
  }

  @Bean
  Operation getMail(GraphMail graph) {
    return new GetMail(graph);
  }

  @Bean
  Operation listMails(GraphMail graph) {
    return new ListMails(graph);
  }

  @Bean
  Operation searchMails(GraphSearch graph) {
    return new SearchMails(graph);
  }

  @Bean
  Operation followFolder(GraphMail graph, GraphDelta delta) {
    return new FollowFolder(graph, delta, InstantSource.system());
  }

  @Bean
  Operation markMail(GraphMail graph) {
    return new MarkMail(graph);
  }

  @Bean
  Operation moveMail(GraphMail graph) {
    return new MoveMail(graph);
  }

  @Bean
  Operation deleteMail(GraphMail graph) {
    return new DeleteMail(graph);
  }

  @Bean
  Operation listAttachments(GraphMail graph) {
    return new ListAttachments(graph);
  }

  @Bean
  Operation cancelMail() {
    return CancelMail.operation();
  }

  @Bean
  Operation getAttachment(GraphMail graph, GraphContent contents, FileStore files) {
    return new GetAttachment(graph, contents, files);
  }

  @Bean
  Operation checkMailbox(GraphBatch graph) {
    return new CheckMailbox(graph);
  }

  @Bean
  Operation listFolders(GraphMail graph, GraphBatch batch) {
    return new ListFolders(graph, new GraphFolderTree(batch));
  }

  @Bean
  Operation ensureFolder(GraphMail graph) {
    return new EnsureFolder(graph);
  }

  @Bean
  Operation lookForBounces(GraphReports reports) {
    return new LookForBounces(new KnownReports(reports, System::nanoTime));
  }
}
