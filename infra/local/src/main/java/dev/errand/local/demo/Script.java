package dev.errand.local.demo;

import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What happens in the demo, in four acts: later ones use what earlier ones gave. */
final class Script {

  private final Cast cast;
  private final NoteWriting notes;
  private final NoteKeeping keeping;
  private final MailWriting mails;
  private final MailAnswering answers;

  Script(Cast cast, String run) {
    this.cast = cast;
    Asking asking = new Asking(run);
    notes = new NoteWriting(asking, run);
    keeping = new NoteKeeping(asking);
    mails = new MailWriting(asking, cast);
    answers = new MailAnswering(asking, cast);
  }

  /** Workspaces, notes and mails, one of them taken back; and two commands that cannot be done. */
  List<Planned> firstAct() {
    List<Planned> act = new ArrayList<>();
    for (UserId person : cast.people()) {
      act.addAll(notes.firstAct(person));
      act.addAll(keeping.firstAct(person));
      act.addAll(mails.firstAct(person));
    }
    act.add(mails.sendHtml(cast.first(), cast.last()));
    act.addAll(mails.takenBack(cast.first(), cast.last()));
    act.add(notes.badData(cast.first()));
    act.add(notes.missingPage(cast.last()));
    return act;
  }

  /**
   * Reading back what is there now, and adding to it; and a mail with a file that was uploaded.
   *
   * @param upload its id
   */
  List<Planned> secondAct(Function<CommandId, JsonNode> output, String upload) {
    List<Planned> act = new ArrayList<>();
    for (UserId person : cast.people()) {
      act.addAll(notes.secondAct(person, output));
      act.addAll(keeping.secondAct(person, output));
    }
    act.add(mails.sendUpload(uploader(), cast.last(), upload));
    return act;
  }

  /** Who uploads {@link DemoFile}. */
  UserId uploader() {
    return cast.next(cast.first());
  }

  /** How many mails each person has once those of the first two acts have arrived. */
  Map<UserId, Integer> mailsFor() {
    return Map.of(cast.first(), 2, uploader(), 1, cast.last(), 3);
  }

  /** What came in, and what can be found. */
  List<Planned> thirdAct(Function<CommandId, JsonNode> output) {
    List<Planned> act = new ArrayList<>();
    for (UserId person : cast.people()) {
      act.add(notes.found(person, output));
      act.add(answers.inbox(person));
      act.addAll(keeping.thirdAct(person, output));
    }
    return act;
  }

  /** The mails that came are read, answered and passed on. */
  List<Planned> fourthAct(Function<CommandId, JsonNode> output) {
    List<Planned> act = new ArrayList<>();
    for (UserId person : cast.people()) {
      act.addAll(answers.reply(person, output));
    }
    act.addAll(answers.figures(cast.last(), cast.next(cast.first()), output));
    return act;
  }

  /** What must be in Notion and in Outlook when all has ended. */
  List<String> wrong(SandboxDriver sandbox, Function<CommandId, JsonNode> output) {
    List<String> wrong = new ArrayList<>(mails.wrong(sandbox, cast.last()));
    for (UserId person : cast.people()) {
      wrong.addAll(keeping.wrong(person, sandbox.contents(person.value()), output));
    }
    return wrong;
  }

  /** A note that the first person has now, for the reader. */
  String told(SandboxDriver sandbox, Function<CommandId, JsonNode> output) {
    UserId first = cast.first();
    return "%s has in Notion %s"
        .formatted(first, keeping.told(first, sandbox.contents(first.value()), output));
  }
}
