package dev.errand.local.drive;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox's own door, {@code /admin}, and Notion as the person sees it. Thread-safe. */
public final class SandboxDriver {

  private static final int PAGE = 5_000;

  private final URI uri;
  private final Web web = new Web(HttpClient.newBuilder());

  public SandboxDriver(String url) {
    uri = URI.create(url);
  }

  /** Makes a person, with a Notion workspace and a mailbox. */
  public void makePerson(String id) {
    var _ = admin("POST", "/admin/people", Web.JSON.createObjectNode().put("id", id));
  }

  /** Makes a person with a mailbox of their own, who works in somebody else's Notion workspace. */
  public void makeColleague(String id, String of) {
    ObjectNode asked = Web.JSON.createObjectNode().put("id", id).put("workspaceOf", of);
    var _ = admin("POST", "/admin/people", asked);
  }

  /** The ids of everybody there is. */
  public List<String> people() {
    return admin("GET", "/admin/people", null)
        .path("people")
        .valueStream()
        .map(person -> person.path("id").asString(""))
        .toList();
  }

  /**
   * Makes a page at the top of the person's Notion workspace, as they would by hand.
   *
   * @return its id
   */
  public String makePage(String person, String title) {
    ObjectNode asked = Web.JSON.createObjectNode().put("person", person).put("title", title);
    return admin("POST", "/admin/notion/pages", asked).path("id").asString();
  }

  /** Lets our app see the page, as the person would when they consent. */
  public void sharePage(String person, String page) {
    ObjectNode asked = Web.JSON.createObjectNode().put("person", person).put("page", page);
    var _ = admin("POST", "/admin/notion/shares", asked);
  }

  /** Takes our permission to work in the person's mailbox back, as they would at Microsoft. */
  public void revokeOutlook(String person) {
    var _ = admin("POST", "/admin/microsoft/people/%s/revoke".formatted(person), null);
    ObjectNode asked = Web.JSON.createObjectNode().put("person", person).put("area", "graph");
    var _ = admin("POST", "/admin/tokens/revoke", asked);
  }

  /**
   * How long each call of an area takes from now on.
   *
   * @param area {@code notion}, {@code graph} or {@code oauth}
   */
  public void latency(String area, long millis) {
    var _ =
        admin(
            "PUT",
            "/admin/latency",
            Web.JSON.createObjectNode().put("area", area).put("millis", millis));
  }

  /** All calls after that one, in the order of their arrival. */
  public List<JsonNode> ledgerSince(long sequence) {
    List<JsonNode> calls = new ArrayList<>();
    long since = sequence;
    while (true) {
      JsonNode page =
          admin("GET", "/admin/ledger?since=%d&limit=%d".formatted(since, PAGE), null)
              .path("calls");
      page.forEach(calls::add);
      if (page.size() < PAGE) {
        return calls;
      }
      since = calls.getLast().path("sequence").asLong();
    }
  }

  /** The last call there is. */
  public long ledgerEnd() {
    return admin("GET", "/admin/ledger?limit=1", null).path("last").asLong();
  }

  /** A token that sees what the person's connection sees. */
  public String notionToken(String person) {
    ObjectNode asked = Web.JSON.createObjectNode().put("person", person).put("area", "notion");
    return admin("POST", "/admin/tokens", asked).path("access_token").asString();
  }

  /** Microsoft's tokens for our app, as its token endpoint answers them after a consent. */
  public JsonNode microsoftGrant(String person) {
    return admin("POST", "/admin/microsoft/people/" + person + "/grants", null);
  }

  /** How many pages Notion's search finds by their title, in what the person's connection sees. */
  public int found(String token, String title) {
    ObjectNode asked = Web.JSON.createObjectNode().put("query", title);
    return web.json(
            Web.with(
                HttpRequest.newBuilder(uri.resolve("/notion/v1/search"))
                    .header("Authorization", "Bearer " + token)
                    .header("Notion-Version", "2026-03-11"),
                "POST",
                asked))
        .path("results")
        .size();
  }

  /** How many mails are in the person's inbox now. */
  public int inboxSize(String person) {
    return graph(person, "mailFolders/inbox").path("totalItemCount").asInt();
  }

  /** How many mails of the person Outlook's search finds by that word. */
  public int foundMails(String person, String word) {
    return graph(person, "messages?$search=%22" + word + "%22").path("value").size();
  }

  /** The bodies of all mails in one of the person's folders, as HTML. */
  public List<String> bodies(String person, String folder) {
    return graph(person, "mailFolders/" + folder + "/messages?$select=body&$top=500")
        .path("value")
        .valueStream()
        .map(mail -> mail.at("/body/content").asString())
        .toList();
  }

  private JsonNode graph(String person, String path) {
    ObjectNode asked = Web.JSON.createObjectNode().put("person", person).put("area", "graph");
    String token = admin("POST", "/admin/tokens", asked).path("access_token").asString();
    return web.json(
        HttpRequest.newBuilder(uri.resolve("/graph/v1.0/me/" + path))
            .header("Authorization", "Bearer " + token));
  }

  /** All files in the person's mailbox, each with its name, size and SHA-256. */
  public List<JsonNode> attachments(String person) {
    return admin("GET", "/admin/graph/mailboxes/%s/attachments".formatted(person), null)
        .path("attachments")
        .valueStream()
        .toList();
  }

  /**
   * Lets a mail come in from outside.
   *
   * @return its immutable id
   */
  public String receive(String person, String subject) {
    ObjectNode mail = Web.JSON.createObjectNode().put("subject", subject);
    mail.putObject("from").putObject("emailAddress").put("address", "someone@elsewhere.example");
    return admin("POST", "/admin/graph/mailboxes/%s/messages".formatted(person), mail)
        .path("immutableId")
        .asString();
  }

  /** All folders of the person's mailbox with what lies in them. */
  public JsonNode mailbox(String person) {
    return admin("GET", "/admin/graph/mailboxes/%s/contents".formatted(person), null)
        .path("folders");
  }

  /** All pages in the person's Notion workspace with what stands in them, oldest first. */
  public JsonNode contents(String person) {
    return admin("GET", "/admin/notion/contents?person=" + person, null).path("pages");
  }

  /** The blocks in a Notion page, from top to bottom. */
  public List<JsonNode> blocks(String token, String page) {
    List<JsonNode> blocks = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode part =
          web.json(
              HttpRequest.newBuilder(
                      uri.resolve(
                          "/notion/v1/blocks/%s/children?page_size=100%s".formatted(page, cursor)))
                  .header("Authorization", "Bearer " + token)
                  .header("Notion-Version", "2026-03-11"));
      part.path("results").forEach(blocks::add);
      String next = part.path("next_cursor").asString("");
      cursor =
          next.isEmpty() ? "" : "&start_cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (!cursor.isEmpty());
    return blocks;
  }

  /** Any call of {@code /admin}. */
  public JsonNode admin(String method, String path, @Nullable JsonNode body) {
    return web.json(Web.with(HttpRequest.newBuilder(uri.resolve(path)), method, body));
  }
}
