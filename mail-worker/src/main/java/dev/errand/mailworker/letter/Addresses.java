package dev.errand.mailworker.letter;

import dev.errand.mailworker.graph.Recipient;
import dev.errand.mailworker.graph.Recipient.EmailAddress;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Ordinal;
import dev.errand.schemas.mail.Address;
import dev.errand.schemas.mail.ConvertedAddress;
import dev.errand.schemas.mail.Mailbox;
import dev.errand.schemas.mail.Wording;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a mail goes to: each a {@link Mailbox} that Jakarta Mail's strict parser takes, too. What is
 * refused was refused already when the command was taken; this is for what was taken before that
 * was asked. It is told by its place, as {@code The 2nd of cc}, and never quoted.
 */
public final class Addresses {

  private Addresses() {}

  /** All of a list, by its name. */
  static List<Recipient> recipients(String list, @Nullable List<Address> asked) {
    List<Recipient> recipients = new ArrayList<>();
    for (Address each : asked == null ? List.<Address>of() : asked) {
      recipients.add(recipient("The " + Ordinal.of(recipients.size() + 1) + " of " + list, each));
    }
    return recipients;
  }

  private static Recipient recipient(String place, Address asked) {
    return new Recipient(
        new EmailAddress(address(place, asked.address()), name(place, asked.name())));
  }

  /** What is sent to, where that is not what was written; of an address that was taken. */
  static Optional<ConvertedAddress> converted(Address asked) {
    String sent = address("An address", asked.address());
    return sent.equals(asked.address())
        ? Optional.empty()
        : Optional.of(new ConvertedAddress(asked.address(), sent));
  }

  /**
   * The address as it travels: unchanged, but for letters beyond ASCII in its domain.
   *
   * @param place whose it is, as the beginning of a sentence
   * @throws dev.errand.pipeline.OperationStopped if it is none
   */
  public static String address(String place, String address) {
    return switch (Mailbox.of(address)) {
      case Mailbox.Reached(String sent) when parses(sent) -> sent;
      case Mailbox.Reached _ -> throw refused(place, Mailbox.Refusal.NOT_PLAIN);
      case Mailbox.Refusal why -> throw refused(place, why);
    };
  }

  private static OperationStopped refused(String place, Mailbox.Refusal why) {
    return Invalid.because(place + " " + why.why() + ".", why.nextStep());
  }

  private static boolean parses(String address) {
    try {
      return new InternetAddress(address, true).getAddress().equals(address);
    } catch (AddressException refused) {
      return false;
    }
  }

  private static @Nullable String name(String place, @Nullable String name) {
    return name == null ? null : Read.as(Wording.PERSON, place + " has a name that", name);
  }
}
