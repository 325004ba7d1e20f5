package dev.errand.apiingest.attachment;

import dev.errand.apiingest.problem.ProblemResponse;
import dev.errand.runtime.files.Brought;
import dev.errand.runtime.files.FileSettings;
import dev.errand.runtime.files.StoredFile;
import dev.errand.runtime.files.UserFiles;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Streams the body of a call into the tables: what is too much is refused before it is read. */
final class ReceiveUpload {

  private static final Logger log = LoggerFactory.getLogger(ReceiveUpload.class);

  private final UserFiles files;
  private final FileSettings settings;
  private final Transfers transfers;
  private final LongSupplier nanos;

  ReceiveUpload(UserFiles files, FileSettings settings, Transfers transfers, LongSupplier nanos) {
    this.files = files;
    this.settings = settings;
    this.transfers = transfers;
    this.nanos = nanos;
  }

  ResponseEntity<Object> from(UserId user, String name, HttpServletRequest request) {
    Optional<ResponseEntity<Object>> refused = refused(request);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<Transfers.Begun> transfer = transfers.begin(user);
    if (transfer.isEmpty()) {
      return busy();
    }
    try (Transfers.Begun _ = transfer.get();
        InputStream body = new TimedStream(request.getInputStream(), settings.longest(), nanos)) {
      return answer(
          files.bring(user, name, request.getContentType(), request.getContentLengthLong(), body));
    } catch (SocketTimeoutException slow) {
      return problem(HttpStatus.REQUEST_TIMEOUT, "The file came too slowly", null);
    } catch (IOException brokeOff) {
      log.debug("An upload broke off; nothing of it stays", brokeOff);
      return problem(HttpStatus.BAD_REQUEST, "The file broke off", null);
    }
  }

  private Optional<ResponseEntity<Object>> refused(HttpServletRequest request) {
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    long length = request.getContentLengthLong();
    if (type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded")) {
      return Optional.of(
          problem(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "The body is a form",
              "Send the bytes of the file as the body, with the Content-Type of the file"));
    }
    if (length < 0) {
      return Optional.of(
          problem(
              HttpStatus.LENGTH_REQUIRED,
              "The length of the file is missing",
              "Say it in Content-Length"));
    }
    if (length == 0) {
      return Optional.of(problem(HttpStatus.BAD_REQUEST, "The file is empty", null));
    }
    return length > settings.largest().toBytes() ? Optional.of(tooLarge()) : Optional.empty();
  }

  private ResponseEntity<Object> answer(Brought brought) {
    return switch (brought) {
      case Brought.Here(StoredFile file) ->
          ResponseEntity.status(HttpStatus.CREATED).body(Uploaded.of(file));
      case Brought.TooLarge() -> tooLarge();
      case Brought.NoRoom() -> noRoom();
      case Brought.OtherLength() ->
          problem(HttpStatus.BAD_REQUEST, "The file is not as long as was said", null);
      case Brought.Gone() ->
          ProblemResponse.of(
              HttpStatus.CONFLICT,
              Problem.of(ProblemCode.CONFLICT, "The file was removed while it came")
                  .detail("The mailbox was disconnected, or the account erased."));
    };
  }

  private ResponseEntity<Object> tooLarge() {
    return problem(
        HttpStatus.CONTENT_TOO_LARGE,
        "The file is larger than %,d bytes".formatted(settings.largest().toBytes()),
        "Send a link to it");
  }

  private ResponseEntity<Object> noRoom() {
    return ProblemResponse.of(
        HttpStatus.CONFLICT,
        Problem.of(ProblemCode.QUOTA_EXCEEDED, "You have as many files here as one may have")
            .detail(
                "%d files, %,d bytes together; half-made ones count too."
                    .formatted(settings.mostFiles(), settings.most().toBytes()))
            .action("Send, fetch or delete some of them, or wait until they expire")
            .canRetry());
  }

  private static ResponseEntity<Object> problem(
      HttpStatus status, String title, @Nullable String action) {
    return ProblemResponse.of(
        status, Problem.of(ProblemCode.INVALID_COMMAND, title).action(action));
  }

  static ResponseEntity<Object> busy() {
    ResponseEntity<Object> problem =
        ProblemResponse.of(
            HttpStatus.TOO_MANY_REQUESTS,
            Problem.of(ProblemCode.RATE_LIMITED, "Too many files are on their way at once")
                .action("Repeat the call when another one has ended")
                .canRetry());
    return ResponseEntity.status(problem.getStatusCode())
        .headers(problem.getHeaders())
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(problem.getBody());
  }

  /** What a command names it by, and what is known of it. */
  record Uploaded(String id, String name, String contentType, long size, Instant expiresAt) {

    private static Uploaded of(StoredFile file) {
      return new Uploaded(
          file.id().toString(), file.name(), file.contentType(), file.size(), file.expiresAt());
    }
  }
}
