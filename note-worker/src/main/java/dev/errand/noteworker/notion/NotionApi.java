package dev.errand.noteworker.notion;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The part of Notion's API that is used here. Each method is one request with the given user's
 * token; ids are UUIDs in either spelling.
 */
@HttpExchange(
    url = "/v1",
    accept = "application/json",
    headers = "Notion-Version=" + NotionApi.VERSION)
public interface NotionApi {

  /** The newest for {@code /v1}: https://developers.notion.com/reference/versioning, 2026-10. */
  String VERSION = "2026-03-11";

  /** Default and maximum of {@code page_size}, and the most children in one request. */
  int MOST_IN_A_LIST = 100;

  @GetExchange("/users/me")
  Person me(@RequestHeader("Authorization") String bearer);

  @GetExchange("/pages/{page}")
  Page page(@RequestHeader("Authorization") String bearer, @PathVariable String page);

  @PostExchange(value = "/pages", contentType = "application/json")
  Page create(@RequestHeader("Authorization") String bearer, @RequestBody NewPage page);

  @PatchExchange(value = "/pages/{page}", contentType = "application/json")
  Page change(
      @RequestHeader("Authorization") String bearer,
      @PathVariable String page,
      @RequestBody PageChange change);

  /** Puts a page into another; refused where it is already, or lies inside itself then. */
  @PostExchange(value = "/pages/{page}/move", contentType = "application/json")
  Page move(
      @RequestHeader("Authorization") String bearer,
      @PathVariable String page,
      @RequestBody Move move);

  /** Puts a block into the trash; a page's id is a block's id too. */
  @DeleteExchange("/blocks/{block}")
  StoredBlock delete(@RequestHeader("Authorization") String bearer, @PathVariable String block);

  /** The blocks directly in a page or block, in their order. */
  @GetExchange("/blocks/{parent}/children")
  Listed<StoredBlock> children(
      @RequestHeader("Authorization") String bearer,
      @PathVariable String parent,
      @RequestParam("page_size") int size,
      @RequestParam(name = "start_cursor", required = false) @Nullable String cursor);

  /** Puts blocks behind the last one of a page or block: all of them or none. */
  @PatchExchange(value = "/blocks/{parent}/children", contentType = "application/json")
  Listed<StoredBlock> append(
      @RequestHeader("Authorization") String bearer,
      @PathVariable String parent,
      @RequestBody NewChildren children);

  /** Looks at titles only, is complete only for shared pages, and lags behind by some seconds. */
  @PostExchange(value = "/search", contentType = "application/json")
  Listed<Page> search(@RequestHeader("Authorization") String bearer, @RequestBody Search search);

  /** As {@link #search}, also for data sources. */
  @PostExchange(value = "/search", contentType = "application/json")
  Listed<Found> find(@RequestHeader("Authorization") String bearer, @RequestBody Search search);
}
