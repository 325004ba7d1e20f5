package dev.errand.schemas.note;

import dev.errand.schemas.OperationName;

/** The operations in Notion that there are. */
public final class NoteOperations {

  public static final OperationName WORKSPACE_ENSURE = new OperationName("workspace.ensure");
  public static final OperationName WORKSPACE_CHECK = new OperationName("workspace.check");
  public static final OperationName WORKSPACE_SEARCH = new OperationName("workspace.search");
  public static final OperationName NOTE_CREATE = new OperationName("note.create");
  public static final OperationName NOTE_GET = new OperationName("note.get");
  public static final OperationName NOTE_UPDATE = new OperationName("note.update");
  public static final OperationName NOTE_APPEND = new OperationName("note.append");
  public static final OperationName NOTE_TRASH = new OperationName("note.trash");
  public static final OperationName NOTE_RESTORE = new OperationName("note.restore");
  public static final OperationName NOTE_MOVE = new OperationName("note.move");
  public static final OperationName NOTE_LIST = new OperationName("note.list");
  public static final OperationName NOTE_LINK = new OperationName("note.link");
  public static final OperationName NOTE_SEARCH = new OperationName("note.search");
  public static final OperationName NOTE_CANCEL = new OperationName("note.cancel");

  private NoteOperations() {}
}
