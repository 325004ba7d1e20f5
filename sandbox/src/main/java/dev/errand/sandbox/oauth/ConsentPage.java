package dev.errand.sandbox.oauth;

import dev.errand.sandbox.http.Reply;
import java.util.List;
import java.util.Map;

/** What a human sees: who are you, and do you agree? Posts every parameter back to its address. */
public final class ConsentPage {

  private ConsentPage() {}

  /** Something to tick, such as a page. */
  public record Choice(String name, String value, String label) {}

  /** Somebody to be, and what they can tick. */
  public record Who(String id, String label, List<Choice> choices) {}

  /**
   * The page.
   *
   * @param sentence what the app asks for
   * @param carried the request's own parameters, posted back
   */
  public static Reply ask(
      String provider, String sentence, Map<String, List<String>> carried, List<Who> people) {
    StringBuilder page =
        new StringBuilder()
            .append("<!doctype html><html lang=en><meta charset=utf-8>")
            .append("<meta name=viewport content='width=device-width'>")
            .append("<link rel=icon href='data:,'><title>")
            .append(escaped(provider))
            .append(" (sandbox)</title><style>body{font:16px/1.5 system-ui;max-width:34rem;")
            .append("margin:3rem auto;padding:0 1rem}fieldset{border:1px solid #ccc;")
            .append("border-radius:8px;margin:1rem 0}label{display:block}ul{list-style:none}")
            .append("button{font:inherit;padding:.5rem 1rem;margin-right:.5rem}</style><h1>")
            .append(escaped(provider))
            .append("</h1><p>")
            .append(escaped(sentence))
            .append("</p><form method=post>");
    carried.forEach(
        (name, values) ->
            page.append("<input type=hidden name='")
                .append(escaped(name))
                .append("' value='")
                .append(escaped(values.getFirst()))
                .append("'>"));
    page.append("<fieldset><legend>Who are you?</legend>");
    for (Who who : people) {
      page.append("<label><input type=radio name=person required value='")
          .append(escaped(who.id()))
          .append("'> ")
          .append(escaped(who.label()))
          .append("</label>");
      choices(page, who.choices());
    }
    if (people.isEmpty()) {
      page.append("Nobody lives here yet: make people with POST /admin/people.");
    }
    page.append("</fieldset><button name=decision value=consent>Allow access</button>")
        .append("<button name=decision value=deny formnovalidate>Cancel</button></form></html>");
    return Reply.html(200, page.toString());
  }

  private static void choices(StringBuilder page, List<Choice> choices) {
    if (choices.isEmpty()) {
      return;
    }
    page.append("<ul>");
    for (Choice choice : choices) {
      page.append("<li><label><input type=checkbox name='")
          .append(escaped(choice.name()))
          .append("' value='")
          .append(escaped(choice.value()))
          .append("'> ")
          .append(escaped(choice.label()))
          .append("</label>");
    }
    page.append("</ul>");
  }

  /** An error that is shown, since there is nowhere safe to send it. */
  public static Reply error(int status, String message) {
    return Reply.html(
        status,
        "<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href='data:,'>"
            + "<title>Error (sandbox)</title><h1>Error</h1><p>"
            + escaped(message));
  }

  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;");
  }
}
