package dev.errand.apiingest.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.apiingest.problem.NotUnderstood;
import dev.errand.runtime.audit.read.AuditTrail;
import dev.errand.runtime.audit.read.AuditTrail.Line;
import dev.errand.schemas.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells the caller what was done in their name. */
@RestController
final class AuditController {

  private final AuditTrail trail;

  AuditController(AuditTrail trail) {
    this.trail = trail;
  }

  /** Newest first. */
  @GetMapping("/v1/audit")
  Page list(
      UserId user,
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > AuditTrail.MOST) {
      throw new NotUnderstood("limit is from 1 to " + AuditTrail.MOST);
    }
    return Page.of(trail.of(user, before == null ? AuditTrail.NEWEST : before, limit));
  }

  /**
   * A part of it.
   *
   * @param before where to go on; absent behind the first line there is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<Shown> entries, @Nullable Long before) {

    private static Page of(List<Line> lines) {
      return new Page(
          lines.stream().map(Shown::of).toList(),
          lines.isEmpty() || lines.getLast().seq() == 1 ? null : lines.getLast().seq());
    }
  }

  /** One line, in the names of the table. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(
      long seq,
      String at,
      String app,
      String actor,
      String act,
      @Nullable String provider,
      @Nullable String connection,
      @Nullable Long versionBefore,
      @Nullable Long version,
      @Nullable String command,
      @Nullable String operation,
      @Nullable String step,
      @Nullable String detail) {

    private static Shown of(Line line) {
      return new Shown(
          line.seq(),
          line.at().toString(),
          line.app(),
          line.actor(),
          line.act(),
          line.provider(),
          line.connection(),
          line.versionBefore(),
          line.version(),
          line.command(),
          line.operation(),
          line.step(),
          line.detail());
    }
  }
}
