package dev.errand.noteworker.notion;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

/**
 * The part of Notion's API that is about databases. Each method is one request with the given
 * user's token. A database holds data sources; a data source has properties and rows, which are
 * pages.
 */
@HttpExchange(
    url = "/v1",
    accept = "application/json",
    headers = "Notion-Version=" + NotionApi.VERSION)
public interface DatabasesApi {

  @GetExchange("/databases/{database}")
  Database database(@RequestHeader("Authorization") String bearer, @PathVariable String database);

  @GetExchange("/data_sources/{source}")
  DataSource dataSource(@RequestHeader("Authorization") String bearer, @PathVariable String source);

  @PostExchange(value = "/data_sources/{source}/query", contentType = "application/json")
  QueriedRows query(
      @RequestHeader("Authorization") String bearer,
      @PathVariable String source,
      @RequestBody RowQuery query);

  /** One value of a row, in parts; a page tells 25 references at most. */
  @GetExchange("/pages/{page}/properties/{property}")
  Listed<JsonNode> property(
      @RequestHeader("Authorization") String bearer,
      @PathVariable String page,
      @PathVariable String property,
      @RequestParam("page_size") int size,
      @RequestParam(name = "start_cursor", required = false) @Nullable String cursor);

  @PostExchange(value = "/databases", contentType = "application/json")
  Database create(@RequestHeader("Authorization") String bearer, @RequestBody NewDatabase database);

  @PostExchange(value = "/pages", contentType = "application/json")
  StoredRow create(@RequestHeader("Authorization") String bearer, @RequestBody NewRow row);

  @PatchExchange(value = "/pages/{row}", contentType = "application/json")
  StoredRow change(
      @RequestHeader("Authorization") String bearer,
      @PathVariable String row,
      @RequestBody ChangedRow changed);

  /** Looks at titles only, and lags behind by some seconds. */
  @PostExchange(value = "/search", contentType = "application/json")
  Listed<DataSource> search(
      @RequestHeader("Authorization") String bearer, @RequestBody Search search);
}
