package dev.errand.mailworker;

import dev.errand.mailworker.bounces.DeliveryLooks;
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
import dev.errand.mailworker.operations.PermittedOperation;
import dev.errand.mailworker.operations.ReplyMail;
import dev.errand.mailworker.operations.SearchMails;
import dev.errand.mailworker.operations.SendDraft;
import dev.errand.mailworker.operations.SendMail;
import dev.errand.mailworker.policy.GraphLimits;
import dev.errand.mailworker.policy.GraphPolicy;
import dev.errand.pipeline.FollowUps;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.runtime.files.FileStore;
import dev.errand.runtime.http.ProviderHttp;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * All there is to this worker: where Graph is, what its answers mean, and what can be asked for.
 * The engine that runs it comes with {@code runtime}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GraphLimits.class)
class MailWorkerConfiguration {

  @Bean
  ProviderPolicy graphPolicy(GraphLimits limits) {
    return new GraphPolicy(limits);
  }

  /** Each operation is for those who granted what it needs, and none of them knows. */
  @Bean
  static BeanPostProcessor permittedOperations() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Operation operation ? new PermittedOperation(operation) : bean;
      }
    };
  }

  @Bean
  GraphMail graphMail(
      ProviderHttp http,
      @Value("${errand.graph.base-url:https://graph.microsoft.com/v1.0}") URI baseUrl) {
    return new GraphMail(http, baseUrl);
  }

  @Bean
  GraphSearch graphSearch(
      ProviderHttp http,
      @Value("${errand.graph.base-url:https://graph.microsoft.com/v1.0}") URI baseUrl) {
    return new GraphSearch(http, baseUrl);
  }

  @Bean
  GraphDelta graphDelta(
      ProviderHttp http,
      @Value("${errand.graph.base-url:https://graph.microsoft.com/v1.0}") URI baseUrl) {
    return new GraphDelta(http, baseUrl);
  }

  @Bean
  GraphBatch graphBatch(
      ProviderHttp http,
      @Value("${errand.graph.base-url:https://graph.microsoft.com/v1.0}") URI baseUrl) {
    return new GraphBatch(http, baseUrl);
  }

  @Bean
  Operation lookForBounces(
      ProviderHttp http,
      @Value("${errand.graph.base-url:https://graph.microsoft.com/v1.0}") URI baseUrl) {
    return new LookForBounces(new KnownReports(new GraphReports(http, baseUrl), System::nanoTime));
  }

  /** Exchange tries for a day before it gives a mail up: so the last look is after that. */
  @Bean
  FollowUps deliveryLooks(
      @Value("${errand.graph.looks-for-bounces:2m,15m,2h,25h}") List<Duration> looks) {
    return new DeliveryLooks(looks);
  }

  @Bean
  GraphUploads graphUploads(
      ProviderHttp http,
      @Value("${errand.graph.base-url:https://graph.microsoft.com/v1.0}") URI baseUrl) {
    return new GraphUploads(http, baseUrl);
  }

  @Bean
  Attaching attaching(GraphMail graph, GraphUploads uploads, FileStore files) {
    return new Attaching(graph, uploads, files);
  }

  @Bean
  Operation sendMail(
      GraphMail graph,
      Attaching attaching,
      @Value("${errand.graph.submits-late:5m}") Duration submitsLate) {
    return new SendMail(graph, attaching, submitsLate);
  }

  @Bean
  Operation draftMail(GraphMail graph, Attaching attaching) {
    return new DraftMail(graph, attaching);
  }

  @Bean
  Operation sendDraft(
      GraphMail graph, @Value("${errand.graph.submits-late:5m}") Duration submitsLate) {
    return new SendDraft(graph, submitsLate);
  }

  @Bean
  GraphReplies graphReplies(
      ProviderHttp http,
      @Value("${errand.graph.base-url:https://graph.microsoft.com/v1.0}") URI baseUrl) {
    return new GraphReplies(http, baseUrl);
  }

  @Bean
  Operation replyMail(
      GraphMail graph,
      GraphReplies replies,
      Attaching attaching,
      @Value("${errand.graph.submits-late:5m}") Duration submitsLate) {
    return ReplyMail.toSender(graph, replies, attaching, submitsLate);
  }

  @Bean
  Operation replyAllMail(
      GraphMail graph,
      GraphReplies replies,
      Attaching attaching,
      @Value("${errand.graph.submits-late:5m}") Duration submitsLate) {
    return ReplyMail.toAll(graph, replies, attaching, submitsLate);
  }

  @Bean
  Operation forwardMail(
      GraphMail graph,
      GraphReplies replies,
      Attaching attaching,
      @Value("${errand.graph.submits-late:5m}") Duration submitsLate) {
    return new ForwardMail(graph, replies, attaching, submitsLate);
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
    return new CancelMail();
  }

  @Bean
  GraphContent graphContent(
      ProviderHttp http,
      @Value("${errand.graph.base-url:https://graph.microsoft.com/v1.0}") URI baseUrl) {
    return new GraphContent(http, baseUrl);
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
}
