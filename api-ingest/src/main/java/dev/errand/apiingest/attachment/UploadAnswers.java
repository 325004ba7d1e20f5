package dev.errand.apiingest.attachment;

import dev.errand.apiingest.problem.ProblemResponse;
import dev.errand.runtime.files.Brought;
import dev.errand.runtime.files.FileSettings;
import dev.errand.runtime.files.FilesMeter.Outcome;
import dev.errand.runtime.files.StoredFile;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;

/** What whoever brings a file is told. Thread-safe. */
final class UploadAnswers {

  /** In which a person or the clock may have made room. */
  private static final String A_MINUTE = "60";

  private static final long MEGABYTE = 1_000_000;

  private final FileSettings settings;

  UploadAnswers(FileSettings settings) {
    this.settings = settings;
  }

  Ended of(Brought brought) {
    return switch (brought) {
      case Brought.Here(StoredFile file) ->
          new Ended(
              Outcome.DONE, ResponseEntity.status(HttpStatus.CREATED).body(Uploaded.of(file)));
      case Brought.TooLarge() -> tooLarge();
      case Brought.NoRoom() -> noRoom();
      case Brought.Full() -> full();
      case Brought.OtherLength() ->
          refused(HttpStatus.BAD_REQUEST, "The file is not as long as was said", null);
      case Brought.Gone() ->
          new Ended(
              Outcome.GONE,
              ProblemResponse.of(
                  HttpStatus.CONFLICT,
                  Problem.of(ProblemCode.CONFLICT, "The file was removed while it came")
                      .detail("The mailbox was disconnected, or the account erased.")));
    };
  }

  Ended tooLarge() {
    return refused(
        HttpStatus.CONTENT_TOO_LARGE,
        "The file is larger than " + said(settings.largest()),
        "Send a link to it");
  }

  private Ended noRoom() {
    return new Ended(
        Outcome.REFUSED,
        ProblemResponse.of(
            HttpStatus.CONFLICT,
            Problem.of(ProblemCode.QUOTA_EXCEEDED, "You have as many files here as one may have")
                .detail(
                    "%d files, %s together; half-made ones count too."
                        .formatted(settings.mostFiles(), said(settings.most())))
                .action("Send, fetch or delete some of them, or wait until they expire")
                .canRetry()));
  }

  /** As it is set: {@code 150000000B} and {@code 500MB} are whole megabytes of either kind. */
  private static String said(DataSize size) {
    long bytes = size.toBytes();
    if (bytes % MEGABYTE == 0) {
      return bytes / MEGABYTE + " MB";
    }
    return size.equals(DataSize.ofMegabytes(size.toMegabytes()))
        ? size.toMegabytes() + " MB"
        : "%,d bytes".formatted(bytes);
  }

  private static Ended full() {
    return new Ended(
        Outcome.FULL,
        later(
            HttpStatus.SERVICE_UNAVAILABLE,
            A_MINUTE,
            Problem.of(ProblemCode.QUOTA_EXCEEDED, "There is no room for more files right now")
                .detail("It is not about yours: all that people have here together is too much.")
                .action("Repeat the call later, or send a link to the file")));
  }

  static Ended busy() {
    return new Ended(
        Outcome.BUSY,
        later(
            HttpStatus.TOO_MANY_REQUESTS,
            "5",
            Problem.of(ProblemCode.RATE_LIMITED, "Too many files are on their way at once")
                .action("Repeat the call when another one has ended")));
  }

  private static ResponseEntity<Object> later(HttpStatus status, String seconds, Problem problem) {
    ResponseEntity<Object> answer = ProblemResponse.of(status, problem.canRetry());
    return ResponseEntity.status(status)
        .headers(answer.getHeaders())
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .body(answer.getBody());
  }

  static Ended slow() {
    return new Ended(
        Outcome.SLOW,
        ProblemResponse.of(
            HttpStatus.REQUEST_TIMEOUT,
            Problem.of(ProblemCode.INVALID_COMMAND, "The file came too slowly")
                .action("Repeat the call, over a faster connection if there is one")
                .canRetry()));
  }

  static Ended broken() {
    return new Ended(Outcome.BROKEN, problem(HttpStatus.BAD_REQUEST, "The file broke off", null));
  }

  static Ended refused(HttpStatus status, String title, @Nullable String action) {
    return new Ended(Outcome.REFUSED, problem(status, title, action));
  }

  private static ResponseEntity<Object> problem(
      HttpStatus status, String title, @Nullable String action) {
    return ProblemResponse.of(
        status, Problem.of(ProblemCode.INVALID_COMMAND, title).action(action));
  }

  /** What a command names it by, and what is known of it. */
  record Uploaded(String id, String name, String contentType, long size, Instant expiresAt) {

    private static Uploaded of(StoredFile file) {
      return new Uploaded(
          file.id().toString(), file.name(), file.contentType(), file.size(), file.expiresAt());
    }
  }
}
