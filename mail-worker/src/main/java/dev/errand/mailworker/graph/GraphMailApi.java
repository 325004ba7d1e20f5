package dev.errand.mailworker.graph;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The part of Graph v1.0 that is used here. Each method is one request with the given user's token
 * and a {@code client-request-id} of its own; ids and parameters are encoded by Spring, all of
 * them, since old ids hold {@code /} and {@code =}. {@link GraphMail} is the door to it.
 */
@HttpExchange(accept = "application/json", headers = "Prefer=" + GraphMailApi.IMMUTABLE_IDS)
public interface GraphMailApi {

  /**
   * Ids that stay when a message is moved: wanted on every request, else ids of two kinds meet.
   * https://learn.microsoft.com/graph/outlook-immutable-id, 2026-09
   */
  String IMMUTABLE_IDS = "IdType=\"ImmutableId\"";

  @PostExchange(url = "/me/messages", contentType = "application/json")
  ResponseEntity<Message> createDraft(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @RequestBody NewMessage draft);

  @PostExchange(url = "/me/messages/{message}/attachments", contentType = "application/json")
  ResponseEntity<Attachment> attach(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String message,
      @RequestBody NewAttachedFile file);

  @GetExchange("/me/messages/{message}/attachments")
  ResponseEntity<Page<Attachment>> attachments(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String message,
      @RequestParam("$select") String select,
      @RequestParam("$top") int top);

  @GetExchange
  ResponseEntity<Page<Attachment>> moreAttachments(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      URI next);

  @GetExchange("/me/messages/{message}/attachments/{attachment}")
  ResponseEntity<Attachment> attachment(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String message,
      @PathVariable String attachment,
      @RequestParam("$select") String select);

  /** Without a body, and Graph insists on {@code Content-Length: 0}. */
  @PostExchange("/me/messages/{message}/send")
  ResponseEntity<Void> send(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String message);

  @PostExchange(url = "/me/sendMail", contentType = "application/json")
  ResponseEntity<Void> sendMail(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @RequestBody MailAtOnce mail);

  @DeleteExchange("/me/messages/{message}")
  ResponseEntity<Void> delete(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String message);

  @GetExchange("/me/messages/{message}")
  ResponseEntity<Message> message(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @RequestHeader("Prefer") String body,
      @PathVariable String message,
      @RequestParam("$select") String select,
      @RequestParam("$expand") String expand);

  @GetExchange("/me/messages/{message}")
  ResponseEntity<Message> message(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String message,
      @RequestParam("$select") String select);

  @PatchExchange(url = "/me/messages/{message}", contentType = "application/json")
  ResponseEntity<Message> change(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String message,
      @RequestBody MessageChange change);

  @PostExchange(url = "/me/messages/{message}/move", contentType = "application/json")
  ResponseEntity<Message> move(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String message,
      @RequestBody Destination destination);

  /** Messages of all folders, also of Drafts, Outbox, Sent Items and Deleted Items. */
  @GetExchange("/me/messages")
  ResponseEntity<Page<Message>> messages(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @RequestParam("$filter") String filter,
      @RequestParam("$select") String select,
      @RequestParam("$top") int top);

  @GetExchange("/me/mailFolders/{folder}/messages")
  ResponseEntity<Page<Message>> messages(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String folder,
      @RequestParam(name = "$filter", required = false) @Nullable String filter,
      @RequestParam("$orderby") String order,
      @RequestParam("$select") String select,
      @RequestParam("$top") int top);

  /** Where a list goes on; {@link NextLinks} says which addresses may be asked. */
  @GetExchange
  ResponseEntity<Page<Message>> moreMessages(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      URI next);

  @GetExchange("/me/mailFolders/{folder}")
  ResponseEntity<MailFolder> folder(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String folder,
      @RequestParam("$select") String select);

  @PostExchange(url = "/me/mailFolders", contentType = "application/json")
  ResponseEntity<MailFolder> createFolder(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @RequestBody NewFolder folder);

  @PostExchange(url = "/me/mailFolders/{folder}/childFolders", contentType = "application/json")
  ResponseEntity<MailFolder> createChildFolder(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String folder,
      @RequestBody NewFolder child);

  @GetExchange("/me/mailFolders")
  ResponseEntity<Page<MailFolder>> folders(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @RequestParam("$select") String select,
      @RequestParam("$top") int top);

  @GetExchange("/me/mailFolders/{folder}/childFolders")
  ResponseEntity<Page<MailFolder>> childFolders(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String folder,
      @RequestParam("$select") String select,
      @RequestParam("$top") int top);

  @GetExchange
  ResponseEntity<Page<MailFolder>> moreFolders(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      URI next);
}
