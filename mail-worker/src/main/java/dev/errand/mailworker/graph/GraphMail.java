package dev.errand.mailworker.graph;

import static dev.errand.mailworker.graph.Documented.body;
import static dev.errand.mailworker.graph.Documented.requireStatus;

import dev.errand.pipeline.AccessToken;
import dev.errand.runtime.http.HttpFailure;
import dev.errand.runtime.http.ProviderHttp;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A mailbox through Graph.
 *
 * <ol>
 *   <li>Each method is one request, with the token given and a request id never used before.
 *   <li>Only the {@link Documented} status counts as success.
 *   <li>No link of an answer is followed as it is: {@link NextLinks}.
 * </ol>
 *
 * <p>For all threads.
 */
public final class GraphMail {

  /** Enough for every list that is walked here; larger pages make Graph answer 504. */
  static final int PAGE = 100;

  private static final String FINDABLE =
      "id,isDraft,parentFolderId,createdDateTime,receivedDateTime,internetMessageId,"
          + "conversationId";
  private static final String WHOLE =
      "id,isDraft,internetMessageId,conversationId,receivedDateTime,sentDateTime,from,toRecipients,"
          + "ccRecipients,bccRecipients,subject,body,importance,isRead,hasAttachments";
  private static final String ATTACHED = "id,name,contentType,size,isInline";
  private static final String STATE =
      "id,isDraft,parentFolderId,internetMessageId,conversationId,isRead,flag,categories,"
          + "toRecipients,ccRecipients,bccRecipients";
  static final String SUMMARY =
      "id,isDraft,receivedDateTime,from,subject,bodyPreview,isRead,hasAttachments";
  static final String FOLDER = "id,displayName,childFolderCount,unreadItemCount,totalItemCount";

  private static final String BODY_AS_TEXT = "outlook.body-content-type=\"text\"";
  private static final String NEWEST_FIRST = "receivedDateTime desc";

  private final GraphMailApi api;
  private final NextLinks links;

  public GraphMail(ProviderHttp http, URI baseUrl) {
    this.api = http.api(GraphMailApi.class, baseUrl);
    this.links = new NextLinks(baseUrl);
  }

  public Message createDraft(AccessToken token, NewMessage draft) {
    return body(api.createDraft(bearer(token), newId(), draft), HttpStatus.CREATED);
  }

  /** Attaches a file of less than 3 MB to a draft. */
  public Attachment attach(AccessToken token, String message, NewAttachedFile file) {
    return body(api.attach(bearer(token), newId(), message, file), HttpStatus.CREATED);
  }

  /** What is attached to a message, without content. */
  public Page<Attachment> attachments(AccessToken token, String message) {
    return body(api.attachments(bearer(token), newId(), message, ATTACHED, PAGE), HttpStatus.OK);
  }

  /** One attachment, without content. */
  public Attachment attachment(AccessToken token, String message, String attachment) {
    return body(
        api.attachment(bearer(token), newId(), message, attachment, ATTACHED), HttpStatus.OK);
  }

  public Page<Attachment> moreAttachments(AccessToken token, String message, String query) {
    URI next = links.address(query, "me", "messages", message, "attachments");
    return body(api.moreAttachments(bearer(token), newId(), next), HttpStatus.OK);
  }

  /**
   * Hands a draft over to be sent. Success means no more than that: Exchange goes on from there.
   * Whatever headers the answer has, it was accepted; a 202 with Retry-After is no invitation to
   * repeat it (github.com/microsoftgraph/msgraph-sdk-java/issues/1487).
   */
  public void send(AccessToken token, String draft) {
    requireStatus(api.send(bearer(token), newId(), draft), HttpStatus.ACCEPTED);
  }

  /**
   * Sends a mail in one call and keeps a copy in Sent Items. Success means as little as with {@link
   * #send}, and no id of the mail is told.
   */
  public void sendAtOnce(AccessToken token, NewMessage mail) {
    requireStatus(
        api.sendMail(bearer(token), newId(), new MailAtOnce(mail, true)), HttpStatus.ACCEPTED);
  }

  /**
   * Moves a message to Deleted Items.
   *
   * @return whether it was there
   */
  public boolean discard(AccessToken token, String message) {
    try {
      requireStatus(api.delete(bearer(token), newId(), message), HttpStatus.NO_CONTENT);
      return true;
    } catch (HttpFailure failure) {
      if (failure.status() == 404) {
        return false;
      }
      throw failure;
    }
  }

  /**
   * One message with its body, and what is attached to it, without content.
   *
   * @param bodyType {@code text} or {@code html}: Graph turns one into the other
   */
  public Message message(AccessToken token, String message, String bodyType) {
    String prefer = "outlook.body-content-type=\"" + bodyType + "\"";
    return body(
        api.message(
            bearer(token),
            newId(),
            prefer,
            message,
            WHOLE,
            "attachments($select=" + ATTACHED + ")"),
        HttpStatus.OK);
  }

  /** Where one message is and how it is marked, without what is in it. */
  public Message state(AccessToken token, String message) {
    return body(api.message(bearer(token), newId(), message, STATE), HttpStatus.OK);
  }

  /** The same with the property of our own that has that id, if it is there. */
  public Message state(AccessToken token, String message, String property) {
    return body(
        api.message(
            bearer(token),
            newId(),
            BODY_AS_TEXT,
            message,
            STATE,
            ExtendedProperty.expand(property)),
        HttpStatus.OK);
  }

  /** Changes a message, and tells all of it. */
  public Message change(AccessToken token, String message, MessageChange change) {
    return body(api.change(bearer(token), newId(), message, change), HttpStatus.OK);
  }

  /**
   * Moves a message.
   *
   * @param folder an id or a well-known name as {@code archive}
   */
  public Message move(AccessToken token, String message, String folder) {
    return body(
        api.move(bearer(token), newId(), message, new Destination(folder)), HttpStatus.CREATED);
  }

  /** The messages of the whole mailbox with that Message-ID header: it need not be one alone. */
  public Page<Message> ofInternetId(AccessToken token, String internetMessageId) {
    String filter = "internetMessageId eq " + ODataText.quoted(internetMessageId);
    return body(api.messages(bearer(token), newId(), filter, FINDABLE, PAGE), HttpStatus.OK);
  }

  /** The messages of the whole mailbox that have the property. */
  public Page<Message> marked(AccessToken token, ExtendedProperty property) {
    return body(
        api.messages(bearer(token), newId(), property.filter(), FINDABLE, PAGE), HttpStatus.OK);
  }

  public Page<Message> moreMessages(AccessToken token, String query) {
    URI next = links.address(query, "me", "messages");
    return body(api.moreMessages(bearer(token), newId(), next), HttpStatus.OK);
  }

  /** Summaries of a folder's messages, newest first. */
  public Page<Message> messagesIn(
      AccessToken token, String folder, @Nullable String filter, int limit) {
    return body(
        api.messages(bearer(token), newId(), folder, filter, NEWEST_FIRST, SUMMARY, limit),
        HttpStatus.OK);
  }

  /** The same from a place on. */
  public Page<Message> moreMessagesIn(
      AccessToken token, String folder, @Nullable String filter, int limit, String place) {
    Map<String, String> asked = new LinkedHashMap<>();
    if (filter != null) {
      asked.put("$filter", filter);
    }
    asked.put("$orderby", NEWEST_FIRST);
    asked.put("$select", SUMMARY);
    asked.put("$top", String.valueOf(limit));
    String query = Places.query(asked, place);
    URI next = links.address(query, "me", "mailFolders", folder, "messages");
    return body(api.moreMessages(bearer(token), newId(), next), HttpStatus.OK);
  }

  /**
   * One folder.
   *
   * @param folder an id or a well-known name as {@code outbox}
   */
  public MailFolder folder(AccessToken token, String folder) {
    return body(api.folder(bearer(token), newId(), folder, FOLDER), HttpStatus.OK);
  }

  /**
   * Makes a folder. No two of one parent have the same name.
   *
   * @param parent absent: at the top of the mailbox
   */
  public MailFolder createFolder(AccessToken token, @Nullable String parent, String name) {
    NewFolder folder = new NewFolder(name);
    return body(
        parent == null
            ? api.createFolder(bearer(token), newId(), folder)
            : api.createChildFolder(bearer(token), newId(), parent, folder),
        HttpStatus.CREATED);
  }

  /** The folders at the top of the mailbox. */
  public Page<MailFolder> folders(AccessToken token) {
    return body(api.folders(bearer(token), newId(), FOLDER, PAGE), HttpStatus.OK);
  }

  public Page<MailFolder> moreFolders(AccessToken token, String query) {
    URI next = links.address(query, "me", "mailFolders");
    return body(api.moreFolders(bearer(token), newId(), next), HttpStatus.OK);
  }

  /** The folders directly in a folder. */
  public Page<MailFolder> childFolders(AccessToken token, String folder) {
    return body(api.childFolders(bearer(token), newId(), folder, FOLDER, PAGE), HttpStatus.OK);
  }

  public Page<MailFolder> moreChildFolders(AccessToken token, String folder, String query) {
    URI next = links.address(query, "me", "mailFolders", folder, "childFolders");
    return body(api.moreFolders(bearer(token), newId(), next), HttpStatus.OK);
  }

  /** The query with which the list of that page goes on, as {@link NextLinks#next} gives it. */
  public Optional<String> next(Page<?> page, String list) {
    return links.next(page, list);
  }

  private static String bearer(AccessToken token) {
    return token.secret().bearer();
  }

  private static UUID newId() {
    return UUID.randomUUID();
  }
}
