package dev.errand.e2e.oracle;

import static dev.errand.e2e.oracle.Planted.ANN;
import static dev.errand.e2e.oracle.Planted.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Status;
import dev.errand.schemas.mail.MailOperations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A mail that lies where it should not, or not where it should, is seen when it is planted. */
class ArrivedMailOraclesTest {

  private final Planted run = new Planted();

  @Test
  void aMailThatIsNotOnceWhereItsEndSaysIsSeen() {
    mailToBob(Status.SUCCEEDED);
    assertThat(arrived(1, 1)).isEmpty();
    assertThat(arrived(1, 2)).singleElement().asString().contains("ended SUCCEEDED", "[1, 2]");
    assertThat(arrived(2, 1)).singleElement().asString().contains("[2, 1]");
    assertThat(arrived(1, 0)).singleElement().asString().contains("[1, 0]");
    assertThat(arrived(0, 0)).singleElement().asString().contains("[0, 0]");
  }

  @Test
  void aMailThatFailedIsNowhereAndOneThatIsUnknownIsNotTwice() {
    mailToBob(Status.FAILED);
    assertThat(arrived(0, 0)).isEmpty();
    assertThat(arrived(1, 1)).singleElement().asString().contains("ended FAILED");
    run.results.removeLast();
    run.results.add(Planted.ended(run.command(ANN, 5), Status.UNKNOWN, 1));
    assertThat(arrived(0, 0)).isEmpty();
    assertThat(arrived(1, 1)).isEmpty();
    assertThat(arrived(2, 2)).singleElement().asString().contains("ended UNKNOWN");
    run.results.removeLast();
    assertThat(arrived(0, 0)).isEmpty();
    assertThat(arrived(1, 1)).isEmpty();
    assertThat(arrived(2, 2)).singleElement().asString().contains("ended null");
  }

  @Test
  void aMailInAnInboxThatItWasNotAddressedToIsSeen() {
    assertThat(arrived(0, 1))
        .singleElement()
        .isEqualTo("bob got ann c5, which was not addressed to them");
  }

  private void mailToBob(Status end) {
    var _ =
        run.asked(
            ANN,
            MailOperations.MAIL_SEND,
            "{'subject': 'ann c5', 'to': [{'address': 'bob@sandbox.example'}]}",
            end);
  }

  /** What is told if ann's mail lies so often in her Sent Items, and in bob's Inbox. */
  private List<String> arrived(int sent, int received) {
    List<String> ofAnn = new ArrayList<>(List.of("ann c4"));
    ofAnn.addAll(Collections.nCopies(sent, "ann c5"));
    return new MailsArrived(
            run.evidence(),
            Map.of(ANN, ofAnn, BOB, List.of("bob c4")),
            Map.of(BOB, Collections.nCopies(received, "ann c5")))
        .violations()
        .toList();
  }
}
