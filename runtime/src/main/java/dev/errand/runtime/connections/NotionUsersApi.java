package dev.errand.runtime.connections;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import tools.jackson.databind.JsonNode;

/** Whose a Notion token is (developers.notion.com/reference/get-self, version 2026-03-11). */
@HttpExchange(url = "/v1/users", accept = "application/json", headers = "Notion-Version=2026-03-11")
public interface NotionUsersApi {

  @GetExchange("/me")
  JsonNode me(@RequestHeader(HttpHeaders.AUTHORIZATION) String bearer);
}
