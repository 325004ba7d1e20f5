package dev.errand.mailworker.graph;

import static dev.errand.mailworker.graph.Documented.body;

import dev.errand.pipeline.AccessToken;
import dev.errand.runtime.http.ProviderHttp;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Replies and forwards through Graph, with the promises of {@link GraphMail}.
 *
 * <p>They begin as drafts that Graph writes: its subject, its conversation, its quote. A comment
 * given when one is made is not in it (https://learn.microsoft.com/graph/known-issues), and a body
 * takes the place of the quote; so what is to stand above the quote is written into the draft
 * afterwards.
 *
 * <p>For all threads.
 */
public final class GraphReplies {

  private static final String BODY_AS_HTML = "outlook.body-content-type=\"html\"";
  private static final String SHOWN =
      "id,parentFolderId,internetMessageId,conversationId,toRecipients,ccRecipients,bccRecipients,"
          + "body";

  private final GraphRepliesApi api;

  public GraphReplies(ProviderHttp http, URI baseUrl) {
    this.api = http.api(GraphRepliesApi.class, baseUrl);
  }

  /** Drafts a reply to a message, or a forward of it. Documented with 201, and with 200 as well. */
  public Message create(AccessToken token, ReplyKind kind, String message, ReplyChange change) {
    ResponseEntity<Message> answer =
        api.create(bearer(token), newId(), message, kind.action(), new NewReply(change));
    return body(
        answer,
        answer.getStatusCode().isSameCodeAs(HttpStatus.OK) ? HttpStatus.OK : HttpStatus.CREATED);
  }

  /**
   * The draft with its body as HTML, into which Graph turns a text, and with the property of that
   * id if it has it: all of one moment.
   */
  public ReplyDraft draft(AccessToken token, String draft, ExtendedProperty property) {
    return body(
        api.draft(
            bearer(token),
            newId(),
            BODY_AS_HTML,
            draft,
            SHOWN,
            ExtendedProperty.expand(property.id())),
        HttpStatus.OK);
  }

  /** Changes the draft: all of it or nothing. */
  public Message change(AccessToken token, String draft, ReplyChange change) {
    return body(api.change(bearer(token), newId(), draft, change), HttpStatus.OK);
  }

  private static String bearer(AccessToken token) {
    return token.secret().bearer();
  }

  private static UUID newId() {
    return UUID.randomUUID();
  }
}
