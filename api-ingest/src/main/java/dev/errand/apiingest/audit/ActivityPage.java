package dev.errand.apiingest.audit;

import dev.errand.apiingest.page.PageController;
import dev.errand.apiingest.page.Pages;
import dev.errand.runtime.audit.read.AuditTrail;
import dev.errand.runtime.audit.read.AuditTrail.Line;
import dev.errand.schemas.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows a person what was done in their name, newest first. */
@PageController
final class ActivityPage {

  private static final int LINES = 50;

  private final AuditTrail trail;
  private final Pages pages;

  ActivityPage(AuditTrail trail, Pages pages) {
    this.trail = trail;
    this.pages = pages;
  }

  /**
   * A page of it.
   *
   * @param before where the page before ended
   */
  @GetMapping("/activity")
  ResponseEntity<String> show(
      UserId user,
      @RequestParam(required = false) @Nullable Before before,
      HttpServletRequest request) {
    List<Line> lines = trail.of(user, Before.orNewest(before), LINES);
    return pages.show(
        request,
        "activity",
        "What was done in your name",
        Map.of(
            "lines",
            lines.stream().map(ActivityLine::of).toList(),
            "older",
            lines.size() < LINES ? List.of() : List.of(Map.of("before", lines.getLast().seq()))));
  }
}
