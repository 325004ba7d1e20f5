package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.Attachment;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.NewAttachedFile;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Step;
import java.util.List;

/**
 * The steps between: a file each. No two files of a mail have the same name, so the name tells
 * whether a file is there already.
 */
final class AttachFiles {

  private final GraphMail graph;
  private final OperationContext context;

  AttachFiles(GraphMail graph, OperationContext context) {
    this.graph = graph;
    this.context = context;
  }

  void to(Draft draft, List<NewAttachedFile> files) {
    for (int i = 0; i < files.size(); i++) {
      attach("attach-" + (i + 1), draft, files.get(i));
    }
  }

  private void attach(String name, Draft draft, NewAttachedFile file) {
    Step<Intent, Attachment> step =
        Step.of(
                name,
                Attachment.class,
                new Intent(draft.id(), file.name()),
                CreateDraft.STORES_LATE)
            .costing(Cost.ONE_REQUEST.and(LimitUnit.UPLOADED_BYTES, file.contentBytes().length()))
            .preparing();
    var _ =
        context.effects().once(step, token -> graph.attach(token, draft.id(), file), this::look);
  }

  private Finding<Attachment> look(Attempted<Intent> attempted) {
    Intent intent = attempted.intent();
    return new AttachmentsOf(graph, context)
        .message(intent.draft()).stream()
            .filter(attachment -> intent.file().equalsIgnoreCase(attachment.name()))
            .findFirst()
            .<Finding<Attachment>>map(Finding.Happened::new)
            .orElseGet(Finding.Absent::new);
  }

  /** What to look for, and where. */
  record Intent(String draft, String file) {}
}
