package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.Attachment;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Page;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.mail.Attachments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is attached to a message, to the end of the list. */
final class AttachmentsOf {

  private static final int MOST_PAGES = 50;

  private final GraphMail graph;
  private final OperationContext context;

  AttachmentsOf(GraphMail graph, OperationContext context) {
    this.graph = graph;
    this.context = context;
  }

  /** All of it, or at least {@link Attachments#MAX_ATTACHMENTS}. */
  List<Attachment> message(String message) {
    Part part =
        context.call("graph.attachment.list", token -> part(graph.attachments(token, message)));
    List<Attachment> found = new ArrayList<>(part.attachments());
    for (int pages = 1; goesOn(part, found) && pages < MOST_PAGES; pages++) {
      String query = part.next().orElseThrow();
      part =
          context.call(
              "graph.attachment.list", token -> part(graph.moreAttachments(token, message, query)));
      found.addAll(part.attachments());
    }
    return found;
  }

  private static boolean goesOn(Part part, List<Attachment> found) {
    return part.next().isPresent() && found.size() < Attachments.MAX_ATTACHMENTS;
  }

  private Part part(Page<Attachment> page) {
    return new Part(page.items(), graph.next(page, "attachments"));
  }

  private record Part(List<Attachment> attachments, Optional<String> next) {}
}
