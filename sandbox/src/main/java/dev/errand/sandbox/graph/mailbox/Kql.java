package dev.errand.sandbox.graph.mailbox;

import dev.errand.sandbox.graph.odata.ODataError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The search language of Outlook, as far as mail uses it: words and quoted phrases, {@code from:},
 * {@code subject:} and their like, {@code AND}, {@code OR}, {@code NOT}. Whole words count, without
 * case; a star stands for the rest of one. From <a
 * href="https://learn.microsoft.com/graph/search-query-parameter">search-query-parameter</a>.
 */
final class Kql {

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_]+");

  private static final Pattern TERM =
      Pattern.compile("\\s*(-?)(?:([A-Za-z]+)([:<>=]{1,2}))?(?:\"([^\"]*)\"|([^\\s\"]+))");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+\\*?");

  private static final List<String> ANYWHERE = List.of("from", "subject", "body");

  private Kql() {}

  /**
   * What a {@code $search} means: one plain word, or anything in double quotes, with inner quotes
   * escaped.
   */
  static Predicate<Message> parse(String search) {
    if (PLAIN.matcher(search).matches()) {
      return terms(search);
    }
    if (search.length() < 2 || !search.startsWith("\"") || !search.endsWith("\"")) {
      throw syntax(search);
    }
    String inner = search.substring(1, search.length() - 1).replace("\\\"", "\"");
    if (inner.isBlank()) {
      throw syntax(search);
    }
    return terms(inner);
  }

  private static ODataError syntax(String search) {
    Matcher matcher = Pattern.compile("[^\\p{L}\\p{N}_]").matcher(search);
    int at = matcher.find() ? matcher.start() : 0;
    return new ODataError(
        400,
        "BadRequest",
        "Syntax error: character '"
            + (search.isEmpty() ? "" : search.charAt(at))
            + "' is not valid at position "
            + at
            + " in '"
            + search
            + "'.");
  }

  /** Terms beside each other must all be there; an OR binds weaker. */
  private static Predicate<Message> terms(String text) {
    Predicate<Message> any = _ -> false;
    Predicate<Message> all = _ -> true;
    boolean negated = false;
    Matcher matcher = TERM.matcher(text);
    while (matcher.find()) {
      String word = matcher.group(5) == null ? "" : matcher.group(5);
      boolean bare = matcher.group(2) == null;
      if (bare && word.equals("OR")) {
        any = any.or(all);
        all = _ -> true;
      } else if (bare && word.equals("NOT")) {
        negated = true;
      } else if (!bare || !word.equals("AND")) {
        Predicate<Message> term = term(matcher);
        all = all.and(negated || matcher.group(1).equals("-") ? term.negate() : term);
        negated = false;
      }
    }
    return any.or(all);
  }

  private static Predicate<Message> term(Matcher matcher) {
    String value = matcher.group(4) == null ? matcher.group(5) : matcher.group(4);
    if (matcher.group(2) == null) {
      return message -> ANYWHERE.stream().anyMatch(property -> has(message, property, value));
    }
    String property = matcher.group(2).toLowerCase(Locale.ROOT);
    String sign = matcher.group(3);
    return switch (property) {
      case "hasattachments", "hasattachment" ->
          message ->
              message.document().path("hasAttachments").booleanValue(false)
                  == value.equalsIgnoreCase("true");
      case "received" -> message -> compares(message.text("receivedDateTime"), sign, value);
      case "sent" -> message -> compares(message.text("sentDateTime"), sign, value);
      default -> message -> has(message, property, value);
    };
  }

  /** Days: a moment on a day is on it, and after the days before. */
  private static boolean compares(String moment, String sign, String day) {
    int order = moment.substring(0, Math.min(moment.length(), day.length())).compareTo(day);
    return switch (sign) {
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      default -> order == 0;
    };
  }

  private static boolean has(Message message, String property, String value) {
    List<String> wanted = words(value);
    List<String> found = words(String.join(" | ", texts(message, property)));
    return !wanted.isEmpty()
        && Stream.iterate(0, i -> i + wanted.size() <= found.size(), i -> i + 1)
            .anyMatch(i -> follows(found.subList(i, i + wanted.size()), wanted));
  }

  private static boolean follows(List<String> found, List<String> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      String word = wanted.get(i);
      boolean same =
          word.endsWith("*")
              ? found.get(i).startsWith(word.substring(0, word.length() - 1))
              : found.get(i).equals(word);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static List<String> texts(Message message, String property) {
    return switch (property) {
      case "subject" -> List.of(message.text("subject"));
      case "body" ->
          List.of(Bodies.as("text", message.document().path("body")).path("content").asString(""));
      case "from" -> people(message, "from");
      case "to" -> people(message, "toRecipients");
      case "cc" -> people(message, "ccRecipients");
      case "bcc" -> people(message, "bccRecipients");
      case "recipients" -> people(message, "toRecipients", "ccRecipients", "bccRecipients");
      case "participants" ->
          people(message, "from", "toRecipients", "ccRecipients", "bccRecipients");
      case "attachment" -> message.attachments().stream().map(Attachment::name).toList();
      case "importance" -> List.of(message.text("importance"));
      default -> Collections.emptyList();
    };
  }

  private static List<String> people(Message message, String... properties) {
    List<String> people = new ArrayList<>();
    Arrays.stream(properties)
        .map(message.document()::path)
        .flatMap(found -> found.isArray() ? found.valueStream() : Stream.of(found))
        .map(recipient -> recipient.path("emailAddress"))
        .forEach(
            address -> {
              people.add(address.path("name").asString(""));
              people.add(address.path("address").asString(""));
            });
    return people;
  }

  private static List<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(found -> found.group())
        .toList();
  }
}
