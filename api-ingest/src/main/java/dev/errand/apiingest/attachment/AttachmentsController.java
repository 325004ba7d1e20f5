package dev.errand.apiingest.attachment;

import dev.errand.apiingest.problem.NotUnderstood;
import dev.errand.apiingest.problem.ProblemResponse;
import dev.errand.connections.OutOfReach;
import dev.errand.runtime.files.FileGone;
import dev.errand.runtime.files.FileId;
import dev.errand.runtime.files.StoredFile;
import dev.errand.runtime.files.UserFiles;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes files that are too large for a command, and gives out those that are too large for a
 * result. The user is always the token's subject, and somebody else's file is answered as one that
 * never was.
 */
@RestController
@RequestMapping("/v1/attachments")
final class AttachmentsController {

  /** As in a command: new-attachment.json. */
  private static final Pattern NAME =
      Pattern.compile(
          "[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069/\\\\]{1,255}");

  private final UserFiles files;
  private final ReceiveUpload receive;
  private final SendDownload send;

  AttachmentsController(UserFiles files, ReceiveUpload receive, SendDownload send) {
    this.files = files;
    this.receive = receive;
    this.send = send;
  }

  /** The body is the file, and nothing around it. */
  @PostMapping
  ResponseEntity<Object> upload(
      UserId user, @RequestParam("name") String name, HttpServletRequest request) {
    if (request.getParameterValues("name").length > 1) {
      throw new NotUnderstood("name is given more than once");
    }
    if (!NAME.matcher(name).matches()) {
      throw new NotUnderstood("name is not one of a file: 1 to 255 characters, without a path");
    }
    return receive.from(user, name, request);
  }

  @GetMapping
  Listed list(UserId user) {
    return new Listed(files.of(user).stream().map(Attachment::of).toList());
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Object> remove(UserId user, @PathVariable("id") String id) {
    return FileId.read(id).filter(file -> files.remove(user, file)).isPresent()
        ? ResponseEntity.noContent().build()
        : unknown();
  }

  /**
   * It is there for a few minutes more when all of it was sent. To ask for its headers ends none.
   */
  @GetMapping("/{id}/content")
  @Nullable ResponseEntity<Object> content(
      UserId user,
      @PathVariable("id") String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<StoredFile> file = FileId.read(id).flatMap(known -> files.download(user, known));
    if (file.isEmpty()) {
      return unknown();
    }
    return HttpMethod.HEAD.matches(request.getMethod())
        ? send.headers(file.get())
        : send.to(response, user, file.get());
  }

  @ExceptionHandler
  ResponseEntity<Object> away(OutOfReach away) {
    return ProblemResponse.comeBack(
        Problem.of(ProblemCode.INTERNAL, "Files cannot be kept or fetched right now"));
  }

  /** Of an answer that has begun nothing else is said: it breaks off. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> gone(FileGone gone, HttpServletResponse response) {
    return response.isCommitted() ? null : unknown();
  }

  private static ResponseEntity<Object> unknown() {
    return ProblemResponse.of(
        HttpStatus.NOT_FOUND,
        Problem.of(ProblemCode.NOT_FOUND, "You have no attachment of that id")
            .detail(
                "It may have been sent by a command, fetched some minutes ago, deleted or"
                    + " expired."));
  }

  /** All that are there. */
  record Listed(List<Attachment> attachments) {}

  /**
   * One of them.
   *
   * @param purpose upload, to be sent; or download, to be fetched
   * @param used whether a command has it
   */
  record Attachment(
      String id,
      String name,
      String contentType,
      long size,
      Instant expiresAt,
      String purpose,
      boolean used) {

    private static Attachment of(UserFiles.Own own) {
      StoredFile file = own.file();
      return new Attachment(
          file.id().toString(),
          file.name(),
          file.contentType(),
          file.size(),
          file.expiresAt(),
          own.purpose().wireName(),
          own.claimed());
    }
  }
}
