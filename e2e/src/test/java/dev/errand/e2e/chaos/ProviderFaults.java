package dev.errand.e2e.chaos;

import dev.errand.local.drive.SandboxDriver;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call in five goes wrong at the provider: before anything is done, after it was done, or with
 * an answer that is late, limited or strange.
 */
final class ProviderFaults {

  private record Rule(String area, double percent, String fault) {}

  private static final List<Rule> RULES =
      List.of(
          preset("notion", 2, "notion.503"),
          preset("notion", 1, "notion.502"),
          preset("notion", 3, "notion.503_after_commit"),
          preset("notion", 3, "notion.504_after_commit"),
          preset("notion", 2, "notion.503_committed"),
          preset("notion", 2, "notion.rate_limited"),
          preset("notion", 2, "notion.conflict"),
          preset("notion", 1, "notion.overloaded"),
          new Rule("notion", 3, "{\"cut\":\"reset\",\"when\":\"after\"}"),
          new Rule("notion", 1, "{\"drip\":{\"bytes\":64,\"everyMillis\":20}}"),
          preset("graph", 3, "graph.504_after_accept"),
          preset("graph", 3, "graph.reset_after_accept"),
          preset("graph", 3, "graph.202_retry_after"),
          preset("graph", 2, "graph.503_after_accept"),
          preset("graph", 1, "graph.429"),
          preset("graph", 1, "graph.429_retry_after_decimal"),
          preset("graph", 1, "graph.429_retry_after_list"),
          preset("graph", 1, "graph.429_retry_after_date"),
          preset("graph", 1, "graph.429_retry_after_absent"),
          preset("graph", 2, "graph.503_server_busy"),
          preset("graph", 1, "graph.reset_before"),
          new Rule("graph", 1, "{\"drip\":{\"bytes\":64,\"everyMillis\":20}}"));

  private ProviderFaults() {}

  private static Rule preset(String area, double percent, String name) {
    return new Rule(area, percent, "{\"preset\":\"" + name + "\"}");
  }

  static void begin(SandboxDriver sandbox, Random random) {
    for (Rule rule : RULES) {
      ObjectNode asked =
          JsonMapper.shared()
              .createObjectNode()
              .put("area", rule.area())
              .put("percent", rule.percent())
              .put("seed", random.nextLong());
      asked.set("fault", JsonMapper.shared().readTree(rule.fault()));
      var _ = sandbox.admin("POST", "/admin/faults", asked);
    }
  }

  static void end(SandboxDriver sandbox) {
    var _ = sandbox.admin("DELETE", "/admin/faults", null);
  }
}
