package dev.errand.apiingest.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
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
      @RequestParam(required = false) @Nullable Before before,
      @RequestParam(required = false) @Nullable Lines limit) {
    return Page.of(trail.of(user, Before.orNewest(before), Lines.orUsual(limit)));
  }

  /**
   * A part of it.
   *
   * @param before where to go on; absent behind the first line there is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<Line> entries, @Nullable Long before) {

    private static Page of(List<Line> lines) {
      return new Page(
          lines, lines.isEmpty() || lines.getLast().seq() == 1 ? null : lines.getLast().seq());
    }
  }
}
