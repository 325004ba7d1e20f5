package dev.errand.mailworker.bounces;

import dev.errand.schemas.mail.Bounce;
import dev.errand.schemas.mail.FailedRecipient;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a report in the form of RFC 3464 says: which mail did not arrive, and with whom. Everything
 * in it is a stranger's word; nothing else of it is kept.
 *
 * @param original the Message-ID of the mail: that of the mail inside the report, else the one that
 *     the report answers
 */
record DeliveryReport(String original, List<FailedRecipient> recipients) {

  private static final int MOST_PARTS = 20;
  private static final int MOST_BYTES = 1_000_000;
  private static final int LONGEST_ID = 2_000;
  private static final Pattern STATUS = Pattern.compile("\\s*([245](?:\\.[0-9]{1,3}){2})\\b.*");

  DeliveryReport {
    recipients = List.copyOf(recipients);
  }

  /** Reads a mail; empty if it is no such report, or cannot be understood. */
  static Optional<DeliveryReport> read(byte[] mail) {
    try {
      InputStream text = new ByteArrayInputStream(mail);
      InternetHeaders headers = new InternetHeaders(text);
      String type = headers.getHeader("Content-Type", null);
      if (type == null || !new ContentType(type).match("multipart/*")) {
        return Optional.empty();
      }
      Parts parts = Parts.of(new MimeMultipart(new ByteArrayDataSource(text, type)));
      String original = parts.original == null ? header(headers, "In-Reply-To") : parts.original;
      return original == null || original.length() > LONGEST_ID || parts.nobodyFailed()
          ? Optional.empty()
          : Optional.of(new DeliveryReport(original, parts.failed));
    } catch (MessagingException | IOException | RuntimeException notUnderstood) {
      return Optional.empty();
    }
  }

  /** What was found in the parts of a report. */
  private static final class Parts {

    private @Nullable String original;
    private int recipients;
    private final List<FailedRecipient> failed = new ArrayList<>();
    private int failures;

    static Parts of(MimeMultipart report) throws MessagingException, IOException {
      Parts parts = new Parts();
      for (int i = 0; i < Math.min(report.getCount(), MOST_PARTS); i++) {
        parts.add((MimeBodyPart) report.getBodyPart(i));
      }
      return parts;
    }

    private void add(MimeBodyPart part) throws MessagingException, IOException {
      String type = new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
      switch (type) {
        case "message/delivery-status", "message/global-delivery-status" -> addStatus(part);
        case "message/rfc822",
            "message/global",
            "text/rfc822-headers",
            "message/global-headers" -> {
          if (original == null) {
            original = header(headers(part), "Message-ID");
          }
        }
        default -> {}
      }
    }

    private void addStatus(MimeBodyPart part) throws MessagingException, IOException {
      try (InputStream status = part.getInputStream()) {
        InputStream groups = new ByteArrayInputStream(status.readNBytes(MOST_BYTES));
        while (groups.available() > 0) {
          add(new InternetHeaders(groups));
        }
      }
    }

    private void add(InternetHeaders group) {
      if (header(group, "Final-Recipient") == null) {
        return;
      }
      recipients++;
      String action = header(group, "Action");
      if (action == null || !action.equalsIgnoreCase("failed")) {
        return;
      }
      failures++;
      String address = address(group);
      if (address != null && failed.size() < Bounce.MAX_RECIPIENTS) {
        failed.add(new FailedRecipient(address, status(header(group, "Status"))));
      }
    }

    /** It is about mails that are late, or that did arrive. */
    boolean nobodyFailed() {
      return recipients > 0 && failures == 0;
    }
  }

  private static InternetHeaders headers(MimeBodyPart part) throws MessagingException, IOException {
    try (InputStream mail = part.getInputStream()) {
      return new InternetHeaders(new ByteArrayInputStream(mail.readNBytes(MOST_BYTES)));
    }
  }

  /** What was written to, where the report knows it; else what that became. */
  private static @Nullable String address(InternetHeaders group) {
    String written = address(header(group, "Original-Recipient"));
    return written == null ? address(header(group, "Final-Recipient")) : written;
  }

  private static @Nullable String address(@Nullable String recipient) {
    if (recipient == null) {
      return null;
    }
    String address = recipient.substring(recipient.indexOf(';') + 1).strip();
    return FailedRecipient.isAddress(address) ? address : null;
  }

  private static @Nullable String status(@Nullable String written) {
    Matcher status = STATUS.matcher(written == null ? "" : written);
    return status.matches() ? status.group(1) : null;
  }

  private static @Nullable String header(InternetHeaders headers, String name) {
    String value = headers.getHeader(name, null);
    return value == null || value.isBlank() ? null : MimeUtility.unfold(value).strip();
  }
}
