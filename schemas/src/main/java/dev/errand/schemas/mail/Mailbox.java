package dev.errand.schemas.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is made of an address: one that everybody reads alike, {@code local@domain} in visible
 * ASCII, or a refusal. Quoted local parts, comments, routes (also those with {@code !} and {@code
 * %}), groups and addresses of machines are refused: what one program reads differently from the
 * next is how mails go astray.
 *
 * <p>A domain may have letters beyond ASCII, as far as {@link ForeignDomain} is sure of them; the
 * mail is sent to its {@code xn--} form, and who asked is told so. In the local part they are
 * refused: not every server on the way takes them.
 */
public sealed interface Mailbox {

  /** It is asked alike where a command is taken and where it runs. */
  static Mailbox of(String address) {
    return address.length() > Plain.LONGEST ? Refusal.NOT_PLAIN : Plain.of(address);
  }

  /**
   * One that can be written to.
   *
   * @param address as it travels: unchanged, but for letters beyond ASCII in its domain
   */
  record Reached(String address) implements Mailbox {}

  /** Why it cannot; as the end of a sentence, and never with anything of the address in it. */
  enum Refusal implements Mailbox {
    NOT_PLAIN("is not a plain address like ada@example.com", "Correct the address."),
    NO_DOT(
        "has a domain without a dot, which only some network of its own may know",
        "Write the whole domain, as in ada@example.com."),
    FOREIGN_LOCAL_PART(
        "has letters before the @ that not every server takes",
        "Ask for an address that has only a to z there."),
    AMBIGUOUS_DOMAIN(
        "has a domain that could be read as another, as one that mixes scripts",
        "Look whether it is the right one; if so, write the domain in its xn-- form.");

    private final String why;
    private final String nextStep;

    Refusal(String why, String nextStep) {
      this.why = why;
      this.nextStep = nextStep;
    }

    public String why() {
      return why;
    }

    public String nextStep() {
      return nextStep;
    }
  }

  /** The form in which an address travels. */
  final class Plain {

    /** Of RFC 5321 section 4.5.3.1; what is longer becomes longer still on its way. */
    private static final int LONGEST = 254;

    /** An atom of RFC 5321 section 4.1.2 without the signs by which mails were once routed. */
    private static final String ATOM = "[A-Za-z0-9#$&'*+/=?^_`{|}~-]++";

    private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*+");

    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    private static final Pattern WORD = Pattern.compile(LABEL);

    /** Labels of RFC 1035, at least two of them. */
    private static final Pattern DOMAIN = Pattern.compile("(" + LABEL + "\\.)+(?![0-9]+$)" + LABEL);

    private static final int LONGEST_LOCAL = 64;

    private Plain() {}

    private static Mailbox of(String address) {
      int at = address.lastIndexOf('@');
      if (at < 1) {
        return Refusal.NOT_PLAIN;
      }
      String local = address.substring(0, at);
      String domain = address.substring(at + 1);
      if (!LOCAL.matcher(local).matches() || local.length() > LONGEST_LOCAL) {
        return local.codePoints().anyMatch(Plain::isForeignLetter)
            ? Refusal.FOREIGN_LOCAL_PART
            : Refusal.NOT_PLAIN;
      }
      return domain.chars().allMatch(c -> c < 128) ? plain(local, domain) : foreign(local, domain);
    }

    private static Mailbox plain(String local, String domain) {
      String address = local + '@' + domain;
      if (WORD.matcher(domain).matches()) {
        return Refusal.NO_DOT;
      }
      return DOMAIN.matcher(domain).matches() && address.length() <= LONGEST
          ? new Reached(address)
          : Refusal.NOT_PLAIN;
    }

    private static Mailbox foreign(String local, String domain) {
      Optional<Mailbox> travelling =
          ForeignDomain.travelling(domain).map(travels -> plain(local, travels));
      return travelling.orElse(Refusal.AMBIGUOUS_DOMAIN);
    }

    private static boolean isForeignLetter(int c) {
      return c >= 128 && Character.isLetter(c);
    }
  }
}
