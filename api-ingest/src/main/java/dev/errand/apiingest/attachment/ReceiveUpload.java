package dev.errand.apiingest.attachment;

import static dev.errand.apiingest.attachment.UploadAnswers.refused;

import dev.errand.runtime.files.FileSettings;
import dev.errand.runtime.files.FilesMeter;
import dev.errand.runtime.files.FilesMeter.Outcome;
import dev.errand.runtime.files.Purpose;
import dev.errand.runtime.files.UserFiles;
import dev.errand.schemas.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Streams the body of a call into the tables: what is too much is refused before it is read. */
final class ReceiveUpload {

  private static final Logger log = LoggerFactory.getLogger(ReceiveUpload.class);

  private final UserFiles files;
  private final long largest;
  private final Transfers transfers;
  private final FilesMeter meter;
  private final UploadAnswers answers;

  ReceiveUpload(UserFiles files, FileSettings settings, Transfers transfers, FilesMeter meter) {
    this.files = files;
    this.largest = settings.largest().toBytes();
    this.transfers = transfers;
    this.meter = meter;
    this.answers = new UploadAnswers(settings);
  }

  ResponseEntity<Object> from(UserId user, String name, HttpServletRequest request) {
    Outcome outcome = Outcome.FAILED;
    try {
      Ended ended = refusal(request).orElseGet(() -> placed(user, name, request));
      outcome = ended.outcome();
      return ended.answer();
    } finally {
      meter.transferred(Purpose.UPLOAD, outcome);
    }
  }

  private Optional<Ended> refusal(HttpServletRequest request) {
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    long length = request.getContentLengthLong();
    if (type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded")) {
      return Optional.of(
          refused(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "The body is a form",
              "Send the bytes of the file as the body, with the Content-Type of the file"));
    }
    if (length < 0) {
      return Optional.of(
          refused(
              HttpStatus.LENGTH_REQUIRED,
              "The length of the file is missing",
              "Say it in Content-Length"));
    }
    if (length == 0) {
      return Optional.of(refused(HttpStatus.BAD_REQUEST, "The file is empty", null));
    }
    return length > largest ? Optional.of(answers.tooLarge()) : Optional.empty();
  }

  private Ended placed(UserId user, String name, HttpServletRequest request) {
    Optional<Transfers.Begun> transfer = transfers.begin(user);
    if (transfer.isEmpty()) {
      return UploadAnswers.busy();
    }
    try (Transfers.Begun _ = transfer.get();
        InputStream body = new PacedStream(request.getInputStream(), transfers.pace())) {
      return answers.of(
          files.bring(user, name, request.getContentType(), request.getContentLengthLong(), body));
    } catch (IOException brokeOff) {
      if (Pace.endedBy(brokeOff)) {
        return UploadAnswers.slow();
      }
      log.debug("An upload broke off; nothing of it stays", brokeOff);
      return UploadAnswers.broken();
    }
  }
}
