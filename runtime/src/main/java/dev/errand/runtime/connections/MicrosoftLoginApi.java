package dev.errand.runtime.connections;

import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

/**
 * Microsoft's token address: form-encoded, the client by its secret in the form
 * (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow).
 */
@HttpExchange(accept = "application/json")
public interface MicrosoftLoginApi {

  @PostExchange(
      url = "/{tenant}/oauth2/v2.0/token",
      contentType = "application/x-www-form-urlencoded")
  JsonNode token(@PathVariable String tenant, @RequestBody MultiValueMap<String, String> form);
}
