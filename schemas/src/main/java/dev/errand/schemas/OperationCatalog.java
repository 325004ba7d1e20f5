package dev.errand.schemas;

import dev.errand.schemas.database.DatabaseColumns;
import dev.errand.schemas.database.DatabaseCreate;
import dev.errand.schemas.database.DatabaseCreated;
import dev.errand.schemas.database.DatabaseList;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.database.DatabaseQuery;
import dev.errand.schemas.database.DatabaseSchema;
import dev.errand.schemas.database.DatabasesFound;
import dev.errand.schemas.database.RowCreate;
import dev.errand.schemas.database.RowCreated;
import dev.errand.schemas.database.RowUpdate;
import dev.errand.schemas.database.RowUpdated;
import dev.errand.schemas.database.RowsFound;
import dev.errand.schemas.mail.AttachmentContent;
import dev.errand.schemas.mail.AttachmentGet;
import dev.errand.schemas.mail.AttachmentList;
import dev.errand.schemas.mail.Attachments;
import dev.errand.schemas.mail.FolderEnsure;
import dev.errand.schemas.mail.FolderEnsured;
import dev.errand.schemas.mail.FolderList;
import dev.errand.schemas.mail.Folders;
import dev.errand.schemas.mail.Mail;
import dev.errand.schemas.mail.MailCancel;
import dev.errand.schemas.mail.MailCancelled;
import dev.errand.schemas.mail.MailChanges;
import dev.errand.schemas.mail.MailDelete;
import dev.errand.schemas.mail.MailDeleted;
import dev.errand.schemas.mail.MailDelivery;
import dev.errand.schemas.mail.MailDraft;
import dev.errand.schemas.mail.MailDrafted;
import dev.errand.schemas.mail.MailForward;
import dev.errand.schemas.mail.MailGet;
import dev.errand.schemas.mail.MailList;
import dev.errand.schemas.mail.MailMark;
import dev.errand.schemas.mail.MailMarked;
import dev.errand.schemas.mail.MailMove;
import dev.errand.schemas.mail.MailMoved;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailReply;
import dev.errand.schemas.mail.MailReports;
import dev.errand.schemas.mail.MailSearch;
import dev.errand.schemas.mail.MailSend;
import dev.errand.schemas.mail.MailSendDraft;
import dev.errand.schemas.mail.MailSent;
import dev.errand.schemas.mail.MailboxCheck;
import dev.errand.schemas.mail.MailboxChecked;
import dev.errand.schemas.mail.Mails;
import dev.errand.schemas.mail.MailsChanged;
import dev.errand.schemas.note.Note;
import dev.errand.schemas.note.NoteAppend;
import dev.errand.schemas.note.NoteAppended;
import dev.errand.schemas.note.NoteCancel;
import dev.errand.schemas.note.NoteCancelled;
import dev.errand.schemas.note.NoteCreate;
import dev.errand.schemas.note.NoteCreated;
import dev.errand.schemas.note.NoteGet;
import dev.errand.schemas.note.NoteLink;
import dev.errand.schemas.note.NoteList;
import dev.errand.schemas.note.NoteMove;
import dev.errand.schemas.note.NoteMoved;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.NoteRestore;
import dev.errand.schemas.note.NoteRestored;
import dev.errand.schemas.note.NoteSearch;
import dev.errand.schemas.note.NoteTrash;
import dev.errand.schemas.note.NoteTrashed;
import dev.errand.schemas.note.NoteUpdate;
import dev.errand.schemas.note.NoteUpdated;
import dev.errand.schemas.note.NotesFound;
import dev.errand.schemas.note.NotesLinked;
import dev.errand.schemas.note.NotesListed;
import dev.errand.schemas.note.Workspace;
import dev.errand.schemas.note.WorkspaceCheck;
import dev.errand.schemas.note.WorkspaceChecked;
import dev.errand.schemas.note.WorkspaceEnsure;
import dev.errand.schemas.note.WorkspaceFound;
import dev.errand.schemas.note.WorkspaceSearch;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * All operations there are, what each takes and gives, and whether some JSON is that. It compiles
 * every schema when it is made, fetches nothing, and is then immutable and thread-safe.
 */
public final class OperationCatalog {

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(NoteOperations.WORKSPACE_ENSURE, WorkspaceEnsure.class, Workspace.class),
          new Entry(NoteOperations.WORKSPACE_CHECK, WorkspaceCheck.class, WorkspaceChecked.class),
          new Entry(NoteOperations.WORKSPACE_SEARCH, WorkspaceSearch.class, WorkspaceFound.class),
          new Entry(NoteOperations.NOTE_CREATE, NoteCreate.class, NoteCreated.class),
          new Entry(NoteOperations.NOTE_GET, NoteGet.class, Note.class),
          new Entry(NoteOperations.NOTE_UPDATE, NoteUpdate.class, NoteUpdated.class),
          new Entry(NoteOperations.NOTE_APPEND, NoteAppend.class, NoteAppended.class),
          new Entry(NoteOperations.NOTE_TRASH, NoteTrash.class, NoteTrashed.class),
          new Entry(NoteOperations.NOTE_RESTORE, NoteRestore.class, NoteRestored.class),
          new Entry(NoteOperations.NOTE_MOVE, NoteMove.class, NoteMoved.class),
          new Entry(NoteOperations.NOTE_LIST, NoteList.class, NotesListed.class),
          new Entry(NoteOperations.NOTE_LINK, NoteLink.class, NotesLinked.class),
          new Entry(NoteOperations.NOTE_SEARCH, NoteSearch.class, NotesFound.class),
          new Entry(NoteOperations.NOTE_CANCEL, NoteCancel.class, NoteCancelled.class),
          new Entry(DatabaseOperations.DATABASE_LIST, DatabaseList.class, DatabasesFound.class),
          new Entry(
              DatabaseOperations.DATABASE_SCHEMA, DatabaseSchema.class, DatabaseColumns.class),
          new Entry(DatabaseOperations.DATABASE_QUERY, DatabaseQuery.class, RowsFound.class),
          new Entry(
              DatabaseOperations.DATABASE_CREATE, DatabaseCreate.class, DatabaseCreated.class),
          new Entry(DatabaseOperations.ROW_CREATE, RowCreate.class, RowCreated.class),
          new Entry(DatabaseOperations.ROW_UPDATE, RowUpdate.class, RowUpdated.class),
          new Entry(MailOperations.MAILBOX_CHECK, MailboxCheck.class, MailboxChecked.class),
          new Entry(MailOperations.MAIL_SEND, MailSend.class, MailSent.class),
          new Entry(MailOperations.MAIL_DRAFT, MailDraft.class, MailDrafted.class),
          new Entry(MailOperations.MAIL_SEND_DRAFT, MailSendDraft.class, MailSent.class),
          new Entry(MailOperations.MAIL_REPLY, MailReply.class, MailSent.class),
          new Entry(MailOperations.MAIL_REPLY_ALL, MailReply.class, MailSent.class),
          new Entry(MailOperations.MAIL_FORWARD, MailForward.class, MailSent.class),
          new Entry(MailOperations.MAIL_GET, MailGet.class, Mail.class),
          new Entry(MailOperations.MAIL_LIST, MailList.class, Mails.class),
          new Entry(MailOperations.MAIL_SEARCH, MailSearch.class, Mails.class),
          new Entry(MailOperations.MAIL_CHANGES, MailChanges.class, MailsChanged.class),
          new Entry(MailOperations.MAIL_MARK, MailMark.class, MailMarked.class),
          new Entry(MailOperations.MAIL_MOVE, MailMove.class, MailMoved.class),
          new Entry(MailOperations.MAIL_DELETE, MailDelete.class, MailDeleted.class),
          new Entry(MailOperations.ATTACHMENT_LIST, AttachmentList.class, Attachments.class),
          new Entry(MailOperations.MAIL_CANCEL, MailCancel.class, MailCancelled.class),
          new Entry(MailOperations.ATTACHMENT_GET, AttachmentGet.class, AttachmentContent.class),
          new Entry(MailOperations.FOLDER_LIST, FolderList.class, Folders.class),
          new Entry(MailOperations.FOLDER_ENSURE, FolderEnsure.class, FolderEnsured.class));

  /** What workers ask of themselves; nobody else can ask for it. */
  private static final List<Entry> FOLLOW_UPS =
      List.of(new Entry(MailOperations.MAIL_DELIVERY, MailDelivery.class, MailReports.class));

  private final Map<OperationName, Entry> entries =
      ENTRIES.stream()
          .collect(Collectors.toMap(Entry::name, entry -> entry, (a, b) -> a, LinkedHashMap::new));

  private final Recipients recipients = new Recipients(ENTRIES);
  private final NamedUploads uploads = new NamedUploads(ENTRIES);
  private final Wordings wordings = new Wordings(ENTRIES);

  private final Map<String, JsonSchema> schemas =
      Stream.concat(ENTRIES.stream(), FOLLOW_UPS.stream())
          .flatMap(entry -> List.of(entry.inputSchema(), entry.outputSchema()).stream())
          .collect(Collectors.toMap(name -> name, JsonSchema::ofResource));

  /** One operation: its name, and the records it takes and gives. */
  public record Entry(
      OperationName name, Class<? extends Record> input, Class<? extends Record> output) {

    /** Where its commands and results travel. */
    public Topics topics() {
      return Topics.of(name);
    }

    /** The schema file of its commands' data, next to {@code asyncapi.yaml}. */
    public String inputSchema() {
      return "schemas/" + name + ".input.json";
    }

    /** The schema file of the output of its results. */
    public String outputSchema() {
      return "schemas/" + name + ".output.json";
    }
  }

  /** The names of all operations that travel there, without a schema being looked at. */
  public static List<OperationName> names(Topics topics) {
    return ENTRIES.stream()
        .map(Entry::name)
        .filter(name -> Topics.of(name).equals(topics))
        .toList();
  }

  /** Every operation, in the order in which people read about them. */
  public Collection<Entry> entries() {
    return entries.values();
  }

  public Optional<Entry> find(OperationName operation) {
    return Optional.ofNullable(entries.get(operation));
  }

  /** What workers ask of themselves, which is in no list of operations. */
  public static Collection<Entry> followUps() {
    return FOLLOW_UPS;
  }

  /**
   * Whether workers ask this of themselves. It arrives on the topic like a command, but what is
   * done is what the journal has of it, see {@code Entry.Ended}; so nobody else can ask for it.
   */
  public static boolean isFollowUp(OperationName operation) {
    return followUp(operation).isPresent();
  }

  /** The same of a command that has ended. */
  public static boolean isFollowUp(Result.Answered command) {
    String type = command.type();
    return type != null
        && OperationName.fitsCommandType(type)
        && isFollowUp(OperationName.ofCommandType(type));
  }

  private static Optional<Entry> followUp(OperationName operation) {
    return FOLLOW_UPS.stream().filter(entry -> entry.name().equals(operation)).findFirst();
  }

  /** An operation, or what workers ask of themselves. */
  Optional<Entry> arriving(OperationName operation) {
    return find(operation).or(() -> followUp(operation));
  }

  /**
   * Is this the data of a command?
   *
   * @param json what arrived, of any size
   * @throws IllegalArgumentException if there is no such operation: {@link #find} it first
   */
  public Validation validate(OperationName operation, byte[] json) {
    JsonSchema schema = schema(entry(operation).inputSchema());
    return switch (StrictJson.read(json, WireJson.MAX_DATA_BYTES)) {
      case StrictJson.Parsed.Tree(JsonNode node) -> validate(operation, schema, node);
      case StrictJson.Parsed.Refused(String reason) ->
          new Validation.Invalid(List.of("The data " + reason));
    };
  }

  private Validation validate(OperationName operation, JsonSchema schema, JsonNode node) {
    List<String> unreachable = recipients.reasons(operation, node);
    return unreachable.isEmpty()
        ? switch (schema.validate(node)) {
          case Validation.Valid valid -> beyondSchema(operation, valid);
          case Validation.Invalid invalid -> invalid;
        }
        : new Validation.Invalid(unreachable);
  }

  /** What no schema says. Workers ask the same again of what was taken before it was asked here. */
  private Validation beyondSchema(OperationName operation, Validation.Valid valid) {
    List<String> reasons =
        Stream.of(
                recipients.tooMany(operation, valid.data()),
                uploads.reasons(operation, valid.data()),
                wordings.reasons(operation, valid.data()))
            .flatMap(List::stream)
            .toList();
    return reasons.isEmpty() ? valid : new Validation.Invalid(reasons);
  }

  /**
   * Is this the output of a succeeded result?
   *
   * @throws IllegalArgumentException if there is no such operation: {@link #find} it first
   */
  public Validation validateOutput(OperationName operation, JsonNode output) {
    return schema(entry(operation).outputSchema()).validate(output);
  }

  private Entry entry(OperationName operation) {
    return arriving(operation)
        .orElseThrow(() -> new IllegalArgumentException("There is no such operation"));
  }

  private JsonSchema schema(String name) {
    JsonSchema schema = schemas.get(name);
    if (schema == null) {
      throw new IllegalStateException("No schema " + name);
    }
    return schema;
  }

  /** Whether some JSON is what its schema asks for. */
  public sealed interface Validation {

    record Valid(JsonNode data) implements Validation {}

    /**
     * It is not.
     *
     * @param reasons at most {@value #MAX_REASONS} of them, each with a JSON pointer, none with a
     *     value of the data
     */
    record Invalid(List<String> reasons) implements Validation {

      static final int MAX_REASONS = 5;

      public Invalid {
        reasons = List.copyOf(reasons.subList(0, Math.min(reasons.size(), MAX_REASONS)));
      }
    }
  }
}
