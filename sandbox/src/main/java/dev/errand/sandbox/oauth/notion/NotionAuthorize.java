package dev.errand.sandbox.oauth.notion;

import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.notion.Notion;
import dev.errand.sandbox.notion.Notion.PageView;
import dev.errand.sandbox.oauth.Code;
import dev.errand.sandbox.oauth.Codes;
import dev.errand.sandbox.oauth.ConsentPage;
import dev.errand.sandbox.oauth.ConsentPage.Choice;
import dev.errand.sandbox.oauth.ConsentPage.Who;
import dev.errand.sandbox.oauth.Parameters;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /oauth/authorize}: a page for a human; {@code login_hint=<person>&auto=consent|deny} for a
 * script, with {@code pages=<id>} once for each page to share, or {@code pages=all}, and {@code
 * template=1} to copy the app's template.
 */
final class NotionAuthorize {

  private final World world;
  private final Notion notion;
  private final Codes codes;

  NotionAuthorize(World world, Notion notion, Codes codes) {
    this.world = world;
    this.notion = notion;
    this.codes = codes;
  }

  Reply open(Request request) {
    Parameters asked = new Parameters(request.query());
    String wrong = wrong(asked);
    if (wrong != null) {
      return ConsentPage.error(400, wrong);
    }
    String auto = asked.get("auto");
    return auto == null
        ? page(asked)
        : decide(asked, auto.equals("consent"), asked.get("login_hint"));
  }

  Reply submitted(Request request) {
    Parameters asked = new Parameters(request.form());
    String wrong = wrong(asked);
    return wrong != null
        ? ConsentPage.error(400, wrong)
        : decide(asked, "consent".equals(asked.get("decision")), asked.get("person"));
  }

  private @Nullable String wrong(Parameters asked) {
    Optional<Client> client = world.clients().find(asked.get("client_id", ""));
    if (client.isEmpty()) {
      return "Missing or invalid client_id";
    }
    if (!client.get().mayReturnTo(asked.get("redirect_uri", ""))) {
      return "Missing or invalid redirect_uri";
    }
    if (!"code".equals(asked.get("response_type"))) {
      return "Missing or invalid response_type";
    }
    return "user".equals(asked.get("owner")) ? null : "Missing or invalid owner";
  }

  private Reply page(Parameters asked) {
    List<Who> people = new ArrayList<>();
    for (Person person : world.people().all()) {
      List<Choice> choices = new ArrayList<>();
      for (PageView page : notion.pages(person)) {
        if (!page.inTrash() && page.parentId() == null) {
          choices.add(new Choice("pages", page.id(), page.title()));
        }
      }
      choices.add(new Choice("template", "1", "Copy the template the app offers"));
      people.add(new Who(person.id(), person.name() + ", " + person.workspaceName(), choices));
    }
    String app = world.clients().find(asked.get("client_id", "")).map(Client::name).orElse("");
    return ConsentPage.ask(
        "Notion",
        app + " wants to see and edit the pages you select, and to make private pages.",
        asked.all(),
        people);
  }

  private Reply decide(Parameters asked, boolean agreed, @Nullable String who) {
    String back = asked.get("redirect_uri", "");
    String state = asked.get("state");
    if (!agreed) {
      return Reply.redirect(Parameters.added(back, "error", "access_denied", "state", state));
    }
    Optional<Person> person = world.people().find(who == null ? "" : who);
    if (person.isEmpty()) {
      return ConsentPage.error(400, "There is no such person in the sandbox");
    }
    String code = consent(asked, person.get(), back);
    return Reply.redirect(Parameters.added(back, "code", code, "state", state))
        .forPerson(person.get().id());
  }

  private String consent(Parameters asked, Person person, String back) {
    String clientId = asked.get("client_id", "");
    for (PageView page : notion.pages(person)) {
      if (asked.list("pages").contains(page.id()) || asked.list("pages").contains("all")) {
        notion.share(person, clientId, page.id());
      }
    }
    String template = asked.get("template") == null ? null : copyTemplate(person, clientId);
    Code code =
        new Code(
            world.values().code(),
            clientId,
            person.id(),
            back,
            Set.of(),
            null,
            null,
            null,
            template,
            world.clock().instant());
    codes.put(code);
    return code.value();
  }

  private String copyTemplate(Person person, String clientId) {
    String title = world.clients().find(clientId).map(Client::name).orElse("Template");
    String page = notion.makePage(person, title, null);
    notion.share(person, clientId, page);
    return page;
  }
}
