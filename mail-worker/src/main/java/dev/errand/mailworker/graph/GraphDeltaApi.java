package dev.errand.mailworker.graph;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Graph's change tracking of a folder; {@link GraphDelta} is the door to it. */
@HttpExchange(accept = "application/json", headers = "Prefer=" + GraphMailApi.IMMUTABLE_IDS)
interface GraphDeltaApi {

  @GetExchange("/me/mailFolders/{folder}/messages/delta")
  ResponseEntity<DeltaPage> begin(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @RequestHeader("Prefer") String size,
      @PathVariable String folder,
      @RequestParam("$filter") String filter,
      @RequestParam("$select") String select,
      @RequestParam(name = "changeType", required = false) @Nullable String changeType);

  @GetExchange
  ResponseEntity<DeltaPage> goOn(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @RequestHeader("Prefer") String size,
      URI next);
}
