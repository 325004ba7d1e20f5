package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Command;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import org.junit.jupiter.api.Test;

/** A person sees how what was done in their name ended, and what was not done at all. */
class ActivityEndsTest extends OperatorApiTest {

  @Test
  void eachEffectIsToldWithTheEndOfItsCommand() {
    ends(command("good"), Status.SUCCEEDED, null);
    fails("bad");
    ends(command("odd"), Status.UNKNOWN, ProblemCode.OUTCOME_UNKNOWN);
    assertThat(line("good")).contains("began to change something in Notion", ": it was done.");
    assertThat(line("bad")).contains("began to change", ": it failed: It did not work.");
    assertThat(line("odd")).contains(": it may have been done or not: It did not work.");
  }

  @Test
  void whatHasNotEndedIsSaidNotToHave() {
    begins(command("going-on"));
    assertThat(line("going-on")).contains("began to change", "It has not ended yet.");
  }

  @Test
  void whatWasRefusedIsToldToo() {
    rejected(command("wrong"));
    assertThat(line("wrong")).contains("What your assistant asked for was refused: No.");
  }

  @Test
  void whatFailedIsToldAlsoAfterAnOperatorLookedAtIt() {
    Command failed = command("early");
    ended(arrives(failed), failed, Status.FAILED, ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(get(LETTERS + "/" + number(failed)).statusCode()).isEqualTo(200);
    assertThat(browserOf(user.value()).get("/activity").body())
        .contains("What your assistant asked for failed: It did not work.");
  }

  @Test
  void aMailThatCameBackIsToldAndALookThatFoundNothingIsNot() {
    lookedAfter("mail-1", "[]", null);
    lookedAfter("mail-2", "[]", ProblemCode.MISSING_PERMISSION);
    assertThat(browserOf(user.value()).get("/activity").body())
        .contains("Nothing was done yet")
        .doesNotContain("delivery");
    lookedAfter(
        "mail-3",
        "[{\"message\":\"r\",\"at\":\"2026-01-01T00:00:00Z\","
            + "\"recipients\":[{\"address\":\"ada@example.com\"}]}]",
        null);
    assertThat(line("mail-3"))
        .contains("A mail that your assistant sent came back: ada@example.com.");
    assertThat(browserOf(newUser()).get("/activity").body()).doesNotContain("mail-3");
  }

  @Test
  void nobodyElseSeesIt() {
    Command failed = fails("bad");
    rejected(command("wrong"));
    assertThat(browserOf(newUser()).get("/activity").body())
        .contains("Nothing was done yet")
        .doesNotContain(failed.id().value(), "wrong");
  }

  private String line(String command) {
    String[] lines = browserOf(user.value()).get("/activity").body().split("<li>", -1);
    for (String line : lines) {
      if (line.contains("command " + command)) {
        return line;
      }
    }
    throw new AssertionError("Nothing is told of it");
  }
}
