package dev.errand.noteworker.operations;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.Result;
import java.util.List;
import java.util.Map;

/** Somebody with notes, wherever those are kept, and the worker that does their errands. */
public interface NoteKeeper {

  Result run(OperationName operation, Map<String, ?> data);

  /** Another process goes on: nothing is remembered. */
  void onAnotherWorker();

  /** Whom their worker serves as well. */
  NoteKeeper somebodyElse();

  /** The ids of the notes that the table of contents lists, in its order. */
  List<String> listed();

  /** How many notes of that title there are, which are not in the trash. */
  int count(String title);
}
