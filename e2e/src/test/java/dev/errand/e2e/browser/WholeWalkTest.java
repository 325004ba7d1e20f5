package dev.errand.e2e.browser;

import static dev.errand.schemas.Provider.MICROSOFT;
import static dev.errand.schemas.Provider.NOTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.e2e.Mix;
import dev.errand.e2e.TestStack;
import dev.errand.local.drive.CommandBus;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.StackSettings;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Everything a person does on the pages, one after the other, as they would. */
class WholeWalkTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @RegisterExtension final AtThePages pages = new AtThePages();
  private final TestStack stack = pages.stack();
  private final StackSettings settings = stack.stack().settings();
  private final SandboxDriver sandbox = stack.sandbox();
  private final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private final CommandBus bus =
      new CommandBus(stack.stack().bootstrapServers(), results::add, dead -> {});
  private Browser browser;
  private Visitor ada;

  @BeforeEach
  void start() {
    browser = pages.browser();
    ada = pages.newcomer();
  }

  @AfterEach
  void stop() {
    bus.close();
  }

  @Test
  void aPersonConnectsIsRefusedConnectsAgainDisconnectsAndLeaves() {
    ada.signIn();
    assertThat(ada.card(NOTION)).contains("Not connected");

    ada.startConnecting(NOTION).refuse();
    browser.see("You said no");
    assertThat(ada.card(NOTION)).contains("Not connected");
    ada.connect(NOTION);
    assertThat(ada.card(NOTION)).contains("Connected", Visitor.shown(ada.id()) + "'s Notion");

    standing(true);
    ada.startConnecting(MICROSOFT).agree(ada.id());
    browser.see("Your administrator has to approve this first");
    standing(false);
    ada.connect(MICROSOFT);
    assertThat(ada.card(MICROSOFT)).contains("Connected", ada.id() + "@sandbox.example");
    assertThat(mailbox("first")).isEqualTo(Status.SUCCEEDED);

    takeBackAtMicrosoft();
    publish("second");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(ada.card(MICROSOFT)).contains("Connect again"));
    browser.click("Connect Outlook again");
    ada.agree(ada.id());
    browser.see("You are connected");
    assertThat(status("second")).as("it waited for the person").isEqualTo(Status.SUCCEEDED);
    assertThat(mailbox("third")).isEqualTo(Status.SUCCEEDED);

    ada.disconnect(NOTION);
    browser.see("The provider no longer accepts the permission you gave.");
    ada.disconnect(MICROSOFT);
    browser.see("Remove Errand at https://myapps.microsoft.com");
    assertThat(ada.card(NOTION) + ada.card(MICROSOFT)).contains("Not connected");

    browser.click("What was done");
    browser.see("You connected Outlook again.").see("Notion was disconnected.");
    ada.signOut();
    new Origins(settings.apiUrl(), settings.sandboxUrl()).assertNothingTold(browser);
  }

  /** Whether only an administrator may consent for them. */
  private void standing(boolean adminApproval) {
    ObjectNode standing =
        JsonMapper.shared()
            .createObjectNode()
            .put("disabled", false)
            .put("consentRequired", false)
            .put("adminApproval", adminApproval)
            .put("mfaRequired", false);
    var _ = sandbox.admin("PUT", "/admin/microsoft/people/" + ada.id(), standing);
  }

  /** As by a new password: what was given does not work any more. */
  private void takeBackAtMicrosoft() {
    var _ = sandbox.admin("POST", "/admin/microsoft/people/" + ada.id() + "/revoke", null);
    ObjectNode which =
        JsonMapper.shared().createObjectNode().put("person", ada.id()).put("area", "graph");
    var _ = sandbox.admin("POST", "/admin/tokens/revoke", which);
  }

  private Status mailbox(String command) {
    publish(command);
    return status(command);
  }

  private Status status(String command) {
    await().atMost(PATIENCE).until(() -> results.stream().anyMatch(each -> isOf(each, command)));
    return results.stream().filter(each -> isOf(each, command)).findFirst().orElseThrow().status();
  }

  private boolean isOf(Result result, String command) {
    return result.user().value().equals(ada.id()) && result.command().id().value().equals(command);
  }

  private void publish(String command) {
    bus.publish(Mix.folders(new UserId(ada.id()), command));
  }
}
