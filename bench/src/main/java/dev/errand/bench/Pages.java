package dev.errand.bench;

import dev.errand.local.drive.SandboxDriver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What stands in the members' pages of one round, in the end.
 *
 * @param lost texts that are not there
 * @param duplicated texts that are there more often than once, counted beyond the first
 * @param inOrder members whose texts are in the order in which they were asked for
 */
record Pages(int lost, int duplicated, int inOrder) {

  static Pages read(SandboxDriver sandbox, List<Member> members, Round round) {
    int lost = 0;
    int duplicated = 0;
    int inOrder = 0;
    for (Member member : members) {
      List<String> found = texts(sandbox, member).stream().filter(round::wrote).toList();
      Set<String> distinct = new HashSet<>(found);
      List<String> expected = new ArrayList<>(round.texts(member));
      lost += (int) expected.stream().filter(text -> !distinct.contains(text)).count();
      duplicated += found.size() - distinct.size();
      expected.retainAll(distinct);
      inOrder += found.stream().distinct().toList().equals(expected) ? 1 : 0;
    }
    return new Pages(lost, duplicated, inOrder);
  }

  private static List<String> texts(SandboxDriver sandbox, Member member) {
    return sandbox.blocks(sandbox.notionToken(member.user().value()), member.page()).stream()
        .map(Pages::text)
        .toList();
  }

  private static String text(JsonNode block) {
    return block.path("paragraph").path("rich_text").path(0).path("plain_text").asString("");
  }
}
