package dev.errand.mailworker.graph;

import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Graph's {@code $batch}; {@link GraphBatch} is the door to it. */
@HttpExchange(accept = "application/json", contentType = "application/json")
interface GraphBatchApi {

  @PostExchange("/$batch")
  ResponseEntity<BatchAnswers> ask(
      @RequestHeader("Authorization") String bearer,
      @RequestHeader("client-request-id") UUID call,
      @RequestBody Batch batch);
}
