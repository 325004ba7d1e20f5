package dev.errand.mailworker.graph;

import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

/**
 * Upload sessions are opened at Graph; all else is said at the address that they have been given,
 * where no token of a person may go. {@link GraphUploads} is the door to it.
 */
@HttpExchange(accept = "application/json")
interface GraphUploadsApi {

  @PostExchange(
      url = "/me/messages/{message}/attachments/createUploadSession",
      contentType = "application/json",
      headers = "Prefer=" + GraphMailApi.IMMUTABLE_IDS)
  ResponseEntity<JsonNode> open(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @PathVariable String message,
      @RequestBody NewUpload file);
}
