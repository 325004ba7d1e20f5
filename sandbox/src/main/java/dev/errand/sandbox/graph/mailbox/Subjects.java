package dev.errand.sandbox.graph.mailbox;

import java.util.regex.Pattern;

/**
 * Subjects of answers. Exchange takes one prefix of up to three letters and a colon away, whatever
 * it means, and puts its own before the rest: <a
 * href="https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcmsg">MS-OXCMSG</a>,
 * PidTagSubjectPrefix. So {@code FYI: lunch} is answered as {@code Re: lunch}. Assumed: its own is
 * in the mailbox's language.
 */
final class Subjects {

  private static final Pattern PREFIX = Pattern.compile("^[^\\d\\s:]{1,3}: ?");

  private Subjects() {}

  static String of(Response response, String subject, Language language) {
    String prefix = response == Response.FORWARD ? language.forward() : language.reply();
    return prefix + " " + PREFIX.matcher(subject).replaceFirst("");
  }
}
