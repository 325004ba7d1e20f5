package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.GraphUploads;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.runtime.files.FileStore;
import java.util.function.Supplier;

/** What all operations that attach files share. For all threads. */
public final class Attaching {

  /** Each holds some 4 MB: a range, or a small file. */
  private static final int AT_ONCE = 16;

  final GraphMail graph;
  final GraphUploads uploads;
  final FileStore files;
  private final Room room = new Room(AT_ONCE, Room.PATIENCE);

  public Attaching(GraphMail graph, GraphUploads uploads, FileStore files) {
    this.graph = graph;
    this.uploads = uploads;
    this.files = files;
  }

  AttachFiles in(OperationContext context) {
    return new AttachFiles(this, context);
  }

  /** Sends what has to be in memory for it; where there is no room for it, it is sent later. */
  <T> T withRoom(Supplier<T> send) {
    try (Room.Place _ = room.take()) {
      return send.get();
    }
  }

  /** Nothing was sent, or what was sent can be sent again. */
  static OperationStopped later() {
    return Room.later();
  }
}
