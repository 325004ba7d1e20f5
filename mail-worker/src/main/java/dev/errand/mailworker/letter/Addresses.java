package dev.errand.mailworker.letter;

import dev.errand.mailworker.graph.Recipient;
import dev.errand.mailworker.graph.Recipient.EmailAddress;
import dev.errand.schemas.mail.Address;
import dev.errand.schemas.mail.ConvertedAddress;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that everybody reads alike: {@code local@domain} in visible ASCII, as Jakarta Mail's
 * strict parser takes it, and of what that takes only the plain form. Quoted local parts, comments,
 * routes (also those with {@code !} and {@code %}), groups and addresses of machines are refused:
 * what one program reads differently from the next is how mails go astray.
 *
 * <p>A domain may have letters beyond ASCII, as far as {@link ForeignDomain} is sure of them; the
 * mail is sent to its {@code xn--} form, and who asked is told so. In the local part they are
 * refused: not every server on the way takes them.
 */
public final class Addresses {

  private static final int LONGEST_NAME = 255;

  /** Sizes of RFC 5321 section 4.5.3.1; labels of RFC 1035, at least two of them. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?=.{3,254}$)[^@\"(),:;<>\\[\\\\\\]!%]{1,64}+@"
              + "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
              + "(?![0-9]+$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  private Addresses() {}

  static Recipient recipient(Address asked) {
    return new Recipient(new EmailAddress(address(asked.address()), name(asked.name())));
  }

  /** What is sent to, where that is not what was written. */
  static Optional<ConvertedAddress> converted(Address asked) {
    String sent = address(asked.address());
    return sent.equals(asked.address())
        ? Optional.empty()
        : Optional.of(new ConvertedAddress(asked.address(), sent));
  }

  /**
   * The address as it travels: unchanged, but for letters beyond ASCII in its domain.
   *
   * @throws dev.errand.pipeline.OperationStopped if it is none
   */
  public static String address(String address) {
    return travelling(address)
        .filter(sent -> PLAIN.matcher(sent).matches() && parses(sent))
        .orElseThrow(
            () ->
                Invalid.because(
                    "An address is not a plain one like ada@example.com.",
                    "Correct it; write a domain with other letters in its xn-- form."));
  }

  private static Optional<String> travelling(String address) {
    if (visibleAscii(address)) {
      return Optional.of(address);
    }
    int at = address.lastIndexOf('@') + 1;
    String local = address.substring(0, at);
    return visibleAscii(local)
        ? ForeignDomain.travelling(address.substring(at)).map(local::concat)
        : Optional.empty();
  }

  private static boolean visibleAscii(String address) {
    return address.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  private static boolean parses(String address) {
    try {
      return new InternetAddress(address, true).getAddress().equals(address);
    } catch (AddressException refused) {
      return false;
    }
  }

  private static @Nullable String name(@Nullable String name) {
    if (name != null && (name.length() > LONGEST_NAME || !Characters.plainLine(name))) {
      throw Invalid.because(
          "The name of a recipient is not one plain line of at most 255 characters.",
          "Correct it or leave it out.");
    }
    return name;
  }
}
