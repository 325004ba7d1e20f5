package dev.errand.mailworker.graph;

import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** What {@link GraphReports} asks of Graph, in the manner of {@link GraphMailApi}. */
@HttpExchange(accept = "application/json", headers = "Prefer=" + GraphMailApi.IMMUTABLE_IDS)
interface GraphReportsApi {

  @GetExchange("/me/messages")
  ResponseEntity<Page<ListedReport>> reports(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @RequestParam("$filter") String filter,
      @RequestParam("$orderby") String order,
      @RequestParam("$select") String select,
      @RequestParam("$expand") String expand,
      @RequestParam("$top") int top);

  @GetExchange
  ResponseEntity<Page<ListedReport>> moreReports(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      URI next);

  @GetExchange(url = "/me/messages/{message}/$value", accept = "*/*")
  ResponseEntity<byte[]> text(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String message);
}
