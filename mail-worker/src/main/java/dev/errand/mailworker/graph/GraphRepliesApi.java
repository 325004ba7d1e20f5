package dev.errand.mailworker.graph;

import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Replies and forwards in Graph v1.0, as {@link GraphMailApi}. */
@HttpExchange(accept = "application/json", headers = "Prefer=" + GraphMailApi.IMMUTABLE_IDS)
interface GraphRepliesApi {

  @PostExchange(url = "/me/messages/{message}/{action}", contentType = "application/json")
  ResponseEntity<Message> create(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String message,
      @PathVariable String action,
      @RequestBody NewReply reply);

  @GetExchange("/me/messages/{draft}")
  ResponseEntity<ReplyDraft> draft(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @RequestHeader("Prefer") String body,
      @PathVariable String draft,
      @RequestParam("$select") String select,
      @RequestParam("$expand") String expand);

  @PatchExchange(url = "/me/messages/{draft}", contentType = "application/json")
  ResponseEntity<Message> change(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String draft,
      @RequestBody ReplyChange change);
}
