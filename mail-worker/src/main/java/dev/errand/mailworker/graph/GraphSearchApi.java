package dev.errand.mailworker.graph;

import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Graph's {@code $search}; {@link GraphSearch} is the door to it. */
@HttpExchange(accept = "application/json", headers = "Prefer=" + GraphMailApi.IMMUTABLE_IDS)
interface GraphSearchApi {

  /** In all folders, also in Drafts and Deleted Items. */
  @GetExchange("/me/messages")
  ResponseEntity<Page<Message>> messages(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @RequestParam("$search") String search,
      @RequestParam("$select") String select,
      @RequestParam("$top") int top);

  @GetExchange("/me/mailFolders/{folder}/messages")
  ResponseEntity<Page<Message>> messages(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String folder,
      @RequestParam("$search") String search,
      @RequestParam("$select") String select,
      @RequestParam("$top") int top);

  /** Where a search goes on; {@link NextLinks} says which addresses may be asked. */
  @GetExchange
  ResponseEntity<Page<Message>> more(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      URI next);
}
