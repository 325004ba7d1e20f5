package dev.errand.apiingest.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.runtime.files.FileSettings;
import dev.errand.runtime.files.StoredFile;
import dev.errand.runtime.files.UserFiles;
import dev.errand.schemas.UserId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * Streams a file to its user, once: when its last byte was handed to the connection it is removed.
 * One that breaks off stays until it expires, and may be asked for again from its beginning.
 */
final class SendDownload {

  private static final Logger log = LoggerFactory.getLogger(SendDownload.class);
  private static final int PIECE = 64 * 1024;

  private final UserFiles files;
  private final FileSettings settings;
  private final Transfers transfers;
  private final LongSupplier nanos;

  SendDownload(UserFiles files, FileSettings settings, Transfers transfers, LongSupplier nanos) {
    this.files = files;
    this.settings = settings;
    this.transfers = transfers;
    this.nanos = nanos;
  }

  /** Absent when all is said. */
  @Nullable ResponseEntity<Object> to(HttpServletResponse response, UserId user, StoredFile file)
      throws IOException {
    Optional<Transfers.Begun> transfer = transfers.begin(user);
    if (transfer.isEmpty()) {
      return ReceiveUpload.busy();
    }
    try (Transfers.Begun _ = transfer.get();
        InputStream content = new TimedStream(files.read(user, file), settings.longest(), nanos)) {
      byte[] first = content.readNBytes(PIECE); // what does not open is found before the headers
      headersOf(file)
          .forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
      stream(first, content, response);
      var _ = files.remove(user, file.id());
      return null;
    }
  }

  /** A connection whose answer broke off is not used for another. */
  private static void stream(byte[] first, InputStream content, HttpServletResponse response)
      throws IOException {
    response.setHeader(HttpHeaders.CONNECTION, "close");
    try {
      response.getOutputStream().write(first);
      byte[] piece = new byte[PIECE];
      for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
        response.getOutputStream().write(piece, 0, read);
      }
      response.flushBuffer();
    } catch (IOException brokeOff) {
      log.debug("A download broke off; it may be asked for again", brokeOff);
      throw brokeOff;
    }
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
    return headers;
  }
}
