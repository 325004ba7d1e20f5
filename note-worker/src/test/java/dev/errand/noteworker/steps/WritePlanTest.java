package dev.errand.noteworker.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.NewChildren;
import dev.errand.noteworker.steps.WritePlan.Into;
import dev.errand.noteworker.steps.WritePlan.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WritePlanTest {

  private static final MarkdownReader READER = new MarkdownReader();

  @Test
  void fortyBlocksGoInOneRequest() {
    assertThat(plan("text\n\n".repeat(40)).requests()).hasSize(1);
  }

  @Test
  void twoLevelsOfListsGoAlongAndTheThirdFollows() {
    WritePlan plan = plan("- a\n  - b\n    - c\n      - d");
    assertThat(plan.requests()).hasSize(2);
    assertThat(plan.requests().getLast().into()).isEqualTo(new Into.ABlock(0, 0));
    assertThat(plan.blocks()).isEqualTo(4);
  }

  @Test
  void aHundredAndOneBlocksAreTwoRequestsIntoThePage() {
    assertThat(plan("x\n\n".repeat(101)).requests())
        .extracting(Request::into)
        .containsExactly(new Into.ThePage(), new Into.ThePage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void everyRequestKeepsNotionsLimits(int kind) {
    String large =
        switch (kind) {
          case 0 -> "字".repeat(450_000);
          case 1 -> "- x\n".repeat(2_500) + "\n1. y\n" + "   - z\n".repeat(300);
          case 2 -> "|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n" + "|**1**|2|`3`|4|5|6|\n".repeat(900);
          default -> ("\"\\\t" + "q".repeat(50)).repeat(8_000);
        };
    assertKeepsLimits(plan(large));
  }

  @Test
  void randomNestsKeepThemTooAndEachBlockIsSentOnceUnderItsOwnParent() {
    long seed = new Random().nextLong();
    for (int i = 0; i < 200; i++) {
      Random random = new Random(seed + i);
      List<Block> blocks = READER.read(nest(random, "", 5));
      WritePlan plan = WritePlan.of(blocks);
      assertThat(putTogether(plan)).as("seed %d", seed + i).isEqualTo(blocks);
      assertKeepsLimits(plan);
    }
  }

  private static WritePlan plan(String markdown) {
    return WritePlan.of(READER.read(markdown));
  }

  private static String nest(Random random, String indent, int levels) {
    StringBuilder text = new StringBuilder();
    int items = 1 + random.nextInt(levels == 3 ? 130 : 3);
    for (int i = 0; i < items; i++) {
      text.append(indent).append("- item ").append(i).append('\n');
      if (levels > 0 && random.nextInt(4) == 0) {
        text.append(nest(random, indent + "  ", levels - 1));
      }
    }
    return text.toString();
  }

  private static void assertKeepsLimits(WritePlan plan) {
    assertThat(plan.canBeSent()).isTrue();
    for (Request request : plan.requests()) {
      String json = JsonMapper.shared().writeValueAsString(new NewChildren(request.blocks()));
      assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThan(500_000);
      assertThat(request.blocks().size()).isBetween(1, 100);
      assertThat(levels(request.blocks())).isLessThanOrEqualTo(3);
      assertThat(request.blocks().stream().mapToInt(WritePlanTest::elements).sum())
          .isLessThanOrEqualTo(1_000);
    }
  }

  private static int levels(List<Block> blocks) {
    assertThat(blocks.size()).isLessThanOrEqualTo(100);
    return blocks.isEmpty()
        ? 0
        : 1 + blocks.stream().mapToInt(block -> levels(block.children())).max().orElse(0);
  }

  private static int elements(Block block) {
    return 1 + block.children().stream().mapToInt(WritePlanTest::elements).sum();
  }

  /** What stands in Notion once all requests are done. */
  private static List<Block> putTogether(WritePlan plan) {
    return children(plan, new Into.ThePage());
  }

  private static List<Block> children(WritePlan plan, Into parent) {
    List<Block> children = new ArrayList<>();
    for (int number = 0; number < plan.requests().size(); number++) {
      Request request = plan.requests().get(number);
      if (request.into().equals(parent)) {
        for (int position = 0; position < request.blocks().size(); position++) {
          Block block = request.blocks().get(position);
          List<Block> later = children(plan, new Into.ABlock(number, position));
          children.add(later.isEmpty() ? block : block.with(later));
        }
      }
    }
    return children;
  }
}
