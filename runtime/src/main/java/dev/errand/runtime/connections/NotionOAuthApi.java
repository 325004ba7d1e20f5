package dev.errand.runtime.connections;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

/**
 * Notion's OAuth addresses: JSON, the client by Basic authentication
 * (developers.notion.com/guides/get-started/authorization, version 2026-03-11).
 */
@HttpExchange(
    url = "/v1/oauth",
    contentType = "application/json",
    accept = "application/json",
    headers = "Notion-Version=2026-03-11")
public interface NotionOAuthApi {

  @PostExchange("/token")
  JsonNode token(
      @RequestHeader(HttpHeaders.AUTHORIZATION) String client,
      @RequestBody Map<String, String> request);

  @PostExchange("/revoke")
  JsonNode revoke(
      @RequestHeader(HttpHeaders.AUTHORIZATION) String client,
      @RequestBody Map<String, String> request);
}
