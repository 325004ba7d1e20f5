package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.Weight;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Blocks, divided into requests that keep Notion's limits.
 *
 * <p>A block goes in one request with all that is inside it, if that fits; else it goes alone, and
 * what is inside follows in a later request, once the block has an id. The same blocks always give
 * the same plan, so that a step's number means the same in every run.
 */
public record WritePlan(List<Request> requests) {

  public WritePlan {
    requests = List.copyOf(requests);
  }

  /** What is appended in one request, and into what. */
  public record Request(Into into, List<Block> blocks) {

    public Request {
      blocks = List.copyOf(blocks);
    }
  }

  /** Where blocks go. */
  public sealed interface Into {

    /** Into the page itself. */
    record ThePage() implements Into {}

    /** Into a block that an earlier request made; both counted from 0. */
    record ABlock(int request, int position) implements Into {}
  }

  private record Pending(Into into, List<Block> blocks) {}

  public static WritePlan of(List<Block> blocks) {
    List<Request> requests = new ArrayList<>();
    Deque<Pending> pending = new ArrayDeque<>();
    pending.add(new Pending(new Into.ThePage(), blocks));
    while (!pending.isEmpty()) {
      divide(pending.remove(), requests, pending);
    }
    return new WritePlan(requests);
  }

  private static void divide(Pending next, List<Request> requests, Deque<Pending> pending) {
    List<Block> request = new ArrayList<>();
    Weight sum = Weight.NOTHING;
    for (Block block : next.blocks()) {
      boolean whole = Weight.of(block).fits();
      Block sent = whole ? block : block.with(List.of());
      Weight weight = Weight.of(sent);
      if (request.size() == NotionApi.MOST_IN_A_LIST || !sum.and(weight).fits()) {
        requests.add(new Request(next.into(), request));
        request = new ArrayList<>();
        sum = Weight.NOTHING;
      }
      if (!whole) {
        pending.add(
            new Pending(new Into.ABlock(requests.size(), request.size()), block.children()));
      }
      request.add(sent);
      sum = sum.and(weight);
    }
    if (!request.isEmpty()) {
      requests.add(new Request(next.into(), request));
    }
  }

  /** Whether it is one request into the page, or none: then it goes along when the page is made. */
  public boolean goesInOne() {
    return requests.size() <= 1;
  }

  /** Whether it can be sent: there may be a block too large for any request. */
  public boolean canBeSent() {
    return requests.stream()
        .flatMap(request -> request.blocks().stream())
        .allMatch(block -> Weight.of(block).fits() && !isTableWithoutRows(block));
  }

  private static boolean isTableWithoutRows(Block block) {
    return block instanceof Block.Table table && table.children().isEmpty();
  }

  /** How many blocks there are, with those inside others. */
  public int blocks() {
    return requests.stream()
        .flatMap(request -> request.blocks().stream())
        .mapToInt(block -> Weight.of(block).elements())
        .sum();
  }
}
