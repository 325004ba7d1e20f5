package dev.errand.apiingest.audit;

import dev.errand.apiingest.page.PageController;
import dev.errand.apiingest.page.Pages;
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

  private final Activity activity;
  private final Pages pages;

  ActivityPage(Activity activity, Pages pages) {
    this.activity = activity;
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
    Activity.Part part = activity.before(user, Before.orNewest(before));
    return pages.show(
        request,
        "activity",
        "What was done in your name",
        Map.of(
            "lines",
            part.lines(),
            "older",
            part.hasMore() ? List.of(Map.of("before", part.next())) : List.of()));
  }
}
