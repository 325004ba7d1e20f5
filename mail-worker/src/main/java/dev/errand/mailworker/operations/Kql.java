package dev.errand.mailworker.operations;

import dev.errand.mailworker.letter.Addresses;
import dev.errand.mailworker.letter.Invalid;
import dev.errand.schemas.mail.MailSearch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a person looks for, in Outlook's search language
 * (https://learn.microsoft.com/sharepoint/dev/general-development/keyword-query-language-kql-syntax-reference,
 * 2026-09).
 *
 * <ol>
 *   <li>What they wrote can only be words: of it letters, marks, digits and {@code _} get in, and
 *       always between double quotes, where nothing is an operator, a property or a bracket. A star
 *       at the end of a word works there, too, but no star gets in.
 *   <li>All else is written here, from values that were checked.
 *   <li>It finds at least what was asked for; {@link SearchMails} takes away the rest. Days are
 *       days of some time zone, so there is one more on each side.
 * </ol>
 */
final class Kql {

  /** With 200 characters it stays far below the 4,000 that the address of a next part may have. */
  private static final int MOST_WORDS = 20;

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|[^\\s\"]+");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}_]+");

  /** Of the legal addresses those without a star. */
  private static final Pattern SENDER = Pattern.compile("[A-Za-z0-9.@_+'&=/#$%^{|}~-]+");

  private static final Instant EARLIEST = Instant.parse("1900-01-02T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

  private Kql() {}

  static String of(MailSearch asked) {
    List<String> all = new ArrayList<>(words(asked.words()));
    if (asked.from() != null) {
      all.add("from:" + quoted(sender(asked.from())));
    }
    if (asked.since() != null) {
      all.add("received>=" + day(asked.since()).minusDays(1));
    }
    if (asked.before() != null) {
      all.add("received<=" + day(asked.before()).plusDays(1));
    }
    if (asked.hasAttachment() != null) {
      all.add("hasAttachments:" + asked.hasAttachment());
    }
    return String.join(" AND ", all);
  }

  private static List<String> words(String written) {
    List<String> words =
        WORD.matcher(written)
            .results()
            .map(found -> NO_LETTER.matcher(found.group()).replaceAll(" ").strip())
            .filter(word -> !word.isEmpty())
            .map(Kql::quoted)
            .toList();
    if (words.isEmpty() || words.size() > MOST_WORDS) {
      throw Invalid.because(
          words.isEmpty() ? "There is no word to look for." : "These are more than 20 words.",
          "Say in one to twenty words what the mail is about.");
    }
    return words;
  }

  private static String sender(String address) {
    String sender = Addresses.address("The sender", address);
    if (!SENDER.matcher(sender).matches()) {
      throw Invalid.because(
          "A search cannot look for that sender.", "Use mail.list to list what they sent.");
    }
    return sender;
  }

  private static LocalDate day(Instant moment) {
    Instant bounded =
        moment.isBefore(EARLIEST) ? EARLIEST : moment.isAfter(LATEST) ? LATEST : moment;
    return LocalDate.ofInstant(bounded, ZoneOffset.UTC);
  }

  private static String quoted(String words) {
    return '"' + words + '"';
  }
}
