package dev.errand.apiingest.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.runtime.files.FileGone;
import dev.errand.runtime.files.FilesMeter;
import dev.errand.runtime.files.FilesMeter.Outcome;
import dev.errand.runtime.files.Purpose;
import dev.errand.runtime.files.StoredFile;
import dev.errand.runtime.files.UserFiles;
import dev.errand.schemas.UserId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * Streams a file to its user. When its last byte was handed to the connection it has a few minutes
 * left, since what lies in buffers on the way then may never arrive; one that breaks off before
 * stays until it expires. Until then either may be asked for again from its beginning.
 */
final class SendDownload {

  private static final Logger log = LoggerFactory.getLogger(SendDownload.class);

  /** So that whoever takes a few bytes now and then is noticed between two of them. */
  private static final int PIECE = 16 * 1024;

  private final UserFiles files;
  private final Transfers transfers;
  private final FilesMeter meter;

  SendDownload(UserFiles files, Transfers transfers, FilesMeter meter) {
    this.files = files;
    this.transfers = transfers;
    this.meter = meter;
  }

  /**
   * Absent when all is said.
   *
   * @throws FileGone if it ended meanwhile; as any other failure once the answer has begun, that
   *     breaks it off
   */
  @Nullable ResponseEntity<Object> to(HttpServletResponse response, UserId user, StoredFile file)
      throws IOException {
    Optional<Transfers.Begun> transfer = transfers.begin(user);
    if (transfer.isEmpty()) {
      Ended busy = UploadAnswers.busy();
      meter.transferred(Purpose.DOWNLOAD, busy.outcome());
      return busy.answer();
    }
    try (Transfers.Begun _ = transfer.get()) {
      counted(response, user, file);
      return null;
    }
  }

  private void counted(HttpServletResponse response, UserId user, StoredFile file)
      throws IOException {
    Outcome outcome = Outcome.FAILED;
    try {
      hand(response, user, file);
      outcome = Outcome.DONE;
    } catch (IOException brokeOff) {
      outcome = outcome(brokeOff);
      log.atDebug()
          .addKeyValue("userId", user)
          .addKeyValue("outcome", outcome)
          .setCause(brokeOff)
          .log("A download broke off; while the file is there it may be asked for again");
      throw brokeOff;
    } finally {
      meter.transferred(Purpose.DOWNLOAD, outcome);
    }
  }

  private static Outcome outcome(IOException brokeOff) {
    if (brokeOff instanceof FileGone) {
      return Outcome.GONE;
    }
    return Pace.endedBy(brokeOff) ? Outcome.SLOW : Outcome.BROKEN;
  }

  private void hand(HttpServletResponse response, UserId user, StoredFile file) throws IOException {
    try (InputStream content = files.read(user, file)) {
      byte[] first = content.readNBytes(PIECE); // what does not open is found before the headers
      headersOf(file)
          .forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
      stream(first, content, response);
      files.handedOver(user, file.id());
    }
  }

  /** A connection whose answer broke off is not used for another. */
  private void stream(byte[] first, InputStream content, HttpServletResponse response)
      throws IOException {
    response.setHeader(HttpHeaders.CONNECTION, "close");
    OutputStream out = response.getOutputStream();
    Pace pace = transfers.pace();
    byte[] piece = first;
    for (int read = first.length; read > 0; read = content.readNBytes(piece, 0, piece.length)) {
      write(piece, read, out, pace);
    }
    response.flushBuffer();
  }

  private static void write(byte[] piece, int length, OutputStream out, Pace pace)
      throws IOException {
    var _ =
        pace.timed(
            () -> {
              out.write(piece, 0, length);
              return length;
            });
  }

  ResponseEntity<Object> headers(StoredFile file) {
    return ResponseEntity.ok().headers(headersOf(file)).build();
  }

  /** A browser saves it and runs nothing of it. */
  private static HttpHeaders headersOf(StoredFile file) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.CONTENT_TYPE, file.contentType());
    headers.setContentLength(file.size());
    headers.setContentDisposition(
        ContentDisposition.attachment().filename(file.name(), UTF_8).build());
    headers.setCacheControl("no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set(HttpHeaders.ACCEPT_RANGES, "none"); // each answer is the whole file
    return headers;
  }
}
