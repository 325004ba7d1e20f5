package dev.errand.local.demo;

import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.Address;
import dev.errand.schemas.mail.BodyType;
import dev.errand.schemas.mail.FolderList;
import dev.errand.schemas.mail.Importance;
import dev.errand.schemas.mail.MailGet;
import dev.errand.schemas.mail.MailList;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailSend;
import dev.errand.schemas.mail.NewAttachment;
import dev.errand.schemas.note.NoteAppend;
import dev.errand.schemas.note.NoteCreate;
import dev.errand.schemas.note.NoteGet;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.NoteSearch;
import dev.errand.schemas.note.WorkspaceEnsure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What happens in the demo, in four acts: later ones use what earlier ones gave. */
final class Script {

  /** A word in the title of the minutes. */
  static final String SEARCHED = "Meeting";

  /** A page id in the right shape that no page has. */
  private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";

  private final List<UserId> people;
  private final String run;
  private final Asking asking;
  private final NoteKeeping keeping;

  private final Map<UserId, CommandId> meetings = new HashMap<>();
  private final Map<UserId, CommandId> inboxes = new HashMap<>();

  Script(List<UserId> people, String run) {
    this.people = people;
    this.run = run;
    asking = new Asking(run);
    keeping = new NoteKeeping(asking);
  }

  /** Workspaces, notes and mails; and two commands that cannot be done. */
  List<Planned> firstAct() {
    List<Planned> act = new ArrayList<>();
    for (UserId person : people) {
      act.add(ensureWorkspace(person));
      act.add(writeMeeting(person));
      act.add(writeIdeas(person));
      act.addAll(keeping.firstAct(person));
      act.add(sendText(person, next(person)));
      act.add(listFolders(person));
    }
    act.add(sendHtml(people.getFirst(), people.getLast()));
    act.add(badData(people.getFirst()));
    act.add(missingPage(people.getLast()));
    return act;
  }

  /** Reading back what is there now, and adding to it. */
  List<Planned> secondAct(Function<CommandId, JsonNode> output) {
    List<Planned> act = new ArrayList<>();
    for (UserId person : people) {
      String page = text(output.apply(of(meetings, person)), "page");
      act.add(append(person, page));
      act.add(read(person, page));
      act.addAll(keeping.secondAct(person, output));
    }
    return act;
  }

  /** How many mails each person has once those of the first act have arrived. */
  Map<UserId, Integer> mailsFor() {
    Map<UserId, Integer> mails = new HashMap<>();
    people.forEach(person -> mails.put(person, 1));
    mails.merge(people.getFirst(), 1, Integer::sum);
    mails.merge(people.getLast(), 1, Integer::sum);
    return mails;
  }

  /** What came in, and what can be found. */
  List<Planned> thirdAct(Function<CommandId, JsonNode> output) {
    List<Planned> act = new ArrayList<>();
    for (UserId person : people) {
      act.add(search(person, text(output.apply(of(meetings, person)), "page")));
      act.add(listInbox(person));
      act.addAll(keeping.thirdAct(person, output));
    }
    return act;
  }

  /** What must be in Notion when all has ended. */
  List<String> wrong(UserId person, JsonNode contents, Function<CommandId, JsonNode> output) {
    return keeping.wrong(person, contents, output);
  }

  /** A note that the first person has now, for the reader. */
  String told(SandboxDriver sandbox, Function<CommandId, JsonNode> output) {
    UserId first = people.getFirst();
    return "%s has in Notion %s"
        .formatted(first, keeping.told(first, sandbox.contents(first.value()), output));
  }

  /** The mail that came for the last person, with all it holds. */
  List<Planned> fourthAct(Function<CommandId, JsonNode> output) {
    UserId reader = people.getLast();
    JsonNode mails = output.apply(of(inboxes, reader)).path("mails");
    return mails
        .valueStream()
        .filter(mail -> text(mail, "subject").startsWith("Figures"))
        .findFirst()
        .map(mail -> List.of(readMail(reader, text(mail, "message"))))
        .orElse(List.of());
  }

  private Planned ensureWorkspace(UserId person) {
    return Planned.succeeds(
        command(person, NoteOperations.WORKSPACE_ENSURE, new WorkspaceEnsure()),
        "a \"Personal Assistant\" page with a \"Table of Contents\"",
        "both pages, newly made",
        output -> output.path("created").booleanValue(false) && output.has("tableOfContents"));
  }

  private Planned writeMeeting(UserId person) {
    Command command =
        command(
            person,
            NoteOperations.NOTE_CREATE,
            new NoteCreate(
                SEARCHED + " of " + name(person),
                DemoTexts.MEETING,
                null,
                List.of("work", "weekly"),
                "meeting",
                null));
    meetings.put(person, command.id());
    return Planned.succeeds(
        command,
        "minutes with headings, lists, to-dos, a quote and code",
        "a page of more than ten blocks",
        output -> output.path("blocks").intValue(0) > 10);
  }

  private Planned writeIdeas(UserId person) {
    return Planned.succeeds(
        command(
            person,
            NoteOperations.NOTE_CREATE,
            new NoteCreate(null, DemoTexts.IDEAS, null, null, "idea", null)),
        "a note that takes its title from its text",
        "the title \"Ideas\"",
        output -> text(output, "title").equals("Ideas"));
  }

  private Planned sendText(UserId from, UserId to) {
    return Planned.succeeds(
        command(
            from,
            MailOperations.MAIL_SEND,
            new MailSend(
                List.of(address(to)),
                null,
                null,
                "Hello from " + name(from),
                "Shall we meet on Monday?\n\n" + name(from),
                BodyType.TEXT,
                null,
                null)),
        "to " + to + ", in plain text",
        "sent",
        output -> true);
  }

  private Planned sendHtml(UserId from, UserId to) {
    String csv = Base64.getEncoder().encodeToString(DemoTexts.CSV.getBytes(StandardCharsets.UTF_8));
    return Planned.succeeds(
        command(
            from,
            MailOperations.MAIL_SEND,
            new MailSend(
                List.of(address(to)),
                List.of(address(from)),
                null,
                "Figures of the week",
                DemoTexts.HTML,
                BodyType.HTML,
                Importance.HIGH,
                List.of(new NewAttachment("figures.csv", "text/csv", csv)))),
        "to " + to + ", in HTML with an attachment",
        "sent",
        output -> true);
  }

  private Planned listFolders(UserId person) {
    return Planned.succeeds(
        command(person, MailOperations.FOLDER_LIST, new FolderList()),
        "every folder",
        "the inbox among them",
        output ->
            output
                .path("folders")
                .valueStream()
                .anyMatch(folder -> text(folder, "name").equalsIgnoreCase("inbox")));
  }

  private Planned badData(UserId person) {
    return Planned.fails(
        command(person, NoteOperations.NOTE_CREATE, Map.of("markdwon", "a typing error")),
        "on purpose: a field that there is not",
        Status.REJECTED,
        ProblemCode.INVALID_COMMAND);
  }

  private Planned missingPage(UserId person) {
    return Planned.fails(
        command(person, NoteOperations.NOTE_GET, new NoteGet(NOWHERE)),
        "on purpose: a page that there is not",
        Status.FAILED,
        ProblemCode.NOT_FOUND);
  }

  private Planned append(UserId person, String page) {
    return Planned.succeeds(
        command(person, NoteOperations.NOTE_APPEND, new NoteAppend(page, DemoTexts.addition(run))),
        "two more to-dos for the minutes",
        "some blocks",
        output -> output.path("blocks").intValue(0) > 0);
  }

  private Planned read(UserId person, String page) {
    return Planned.succeeds(
        command(person, NoteOperations.NOTE_GET, new NoteGet(page)),
        "the minutes, as Markdown",
        "the minutes, and what was added exactly once",
        output -> {
          String markdown = text(output, "markdown");
          return markdown.contains("Decisions") && markdown.split(run, -1).length == 2;
        });
  }

  private Planned search(UserId person, String page) {
    return Planned.succeeds(
        command(person, NoteOperations.NOTE_SEARCH, new NoteSearch(SEARCHED, null, null)),
        "for \"" + SEARCHED + "\"",
        "the minutes",
        output ->
            output.path("notes").valueStream().anyMatch(hit -> text(hit, "page").equals(page)));
  }

  private Planned listInbox(UserId person) {
    Command command =
        command(
            person,
            MailOperations.MAIL_LIST,
            new MailList("inbox", null, null, null, null, null, null, null));
    inboxes.put(person, command.id());
    String expected = "Hello from " + name(previous(person));
    return Planned.succeeds(
        command,
        "the inbox",
        "one \"" + expected + "\"",
        output ->
            output
                    .path("mails")
                    .valueStream()
                    .filter(mail -> text(mail, "subject").equals(expected))
                    .count()
                == 1);
  }

  private Planned readMail(UserId person, String message) {
    return Planned.succeeds(
        command(person, MailOperations.MAIL_GET, new MailGet(message, null, null)),
        "the mail with the attachment",
        "its text, from " + name(people.getFirst()),
        output ->
            output.path("hasAttachments").booleanValue(false)
                && text(output, "body").contains("Revenue"));
  }

  private Command command(UserId user, OperationName operation, Object data) {
    return asking.command(user, operation, data);
  }

  private static Address address(UserId person) {
    return new Address(person + "@sandbox.example", name(person));
  }

  private UserId next(UserId person) {
    return people.get((people.indexOf(person) + 1) % people.size());
  }

  private UserId previous(UserId person) {
    return people.get((people.indexOf(person) + people.size() - 1) % people.size());
  }

  private static String name(UserId person) {
    String id = person.value();
    return Character.toUpperCase(id.charAt(0)) + id.substring(1, id.indexOf('-'));
  }

  private static CommandId of(Map<UserId, CommandId> ids, UserId person) {
    CommandId id = ids.get(person);
    if (id == null) {
      throw new IllegalStateException("An earlier act was not played");
    }
    return id;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
