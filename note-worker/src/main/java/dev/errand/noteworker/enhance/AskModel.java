package dev.errand.noteworker.enhance;

import dev.errand.noteworker.enhance.Passages.Passage;
import dev.errand.noteworker.enhance.Proposal.By;
import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a model, and the rules if it is down, too late or answers nonsense; then the proposal says
 * so.
 *
 * <ol>
 *   <li>The note goes to the model as data in JSON, in a message of its own; what is asked is the
 *       same for each note.
 *   <li>The answer has to be exactly the JSON that was asked for: a title and tags of one line
 *       without addresses, a kind of the list, numbers of passages that can be ticked off.
 *   <li>There is no place for the note's text in an answer. Whatever a note makes a model say, its
 *       words stay as they were.
 * </ol>
 *
 * <p>Thread-safe.
 */
public final class AskModel implements Enhancer {

  private static final Logger log = LoggerFactory.getLogger(AskModel.class);

  /** What is longer is not read by the model: the beginning tells what a note is about. */
  private static final int MOST_LETTERS = 12_000;

  private static final int LONGEST_TITLE = 120;
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} _-]{0,39}");
  private static final Pattern TITLE =
      Pattern.compile(
          "(?!.*(?:://|www\\.|@))[^\\p{Cntrl}\\p{Cf}<>\\[\\]]*[\\p{L}\\p{N}][^\\p{Cntrl}\\p{Cf}<>\\[\\]]*");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .build();

  private final Model model;
  private final Enhancer rules;

  public AskModel(Model model, Enhancer rules) {
    this.model = model;
    this.rules = rules;
  }

  /** A note as the model gets it. */
  record Asked(String calledByPerson, List<Part> passages) {}

  /** One passage of it. */
  record Part(int number, String kind, String text) {}

  /** An answer as it has to be. */
  record Answer(String title, List<String> tags, String kind, List<Integer> actions) {}

  @Override
  public Proposal propose(UserId user, Passages note) {
    return switch (model.answer(user, JSON.writeValueAsString(asked(note)))) {
      case Model.Answered.Text(String text) ->
          read(text, note).orElseGet(() -> rules(user, note, "The model answered nonsense."));
      case Model.Answered.TooLate() -> rules(user, note, "The model did not answer in time.");
      case Model.Answered.Failed() -> rules(user, note, "The model could not be asked.");
    };
  }

  private Proposal rules(UserId user, Passages note, String why) {
    log.atWarn()
        .addKeyValue("userId", user)
        .addKeyValue("outcome", why)
        .log("A note is enhanced by the rules");
    return rules.propose(user, note).instead(why);
  }

  private static Asked asked(Passages note) {
    List<Part> parts = new ArrayList<>();
    int letters = 0;
    for (int number = 0; number < note.all().size() && letters < MOST_LETTERS; number++) {
      Passage passage = note.all().get(number);
      String text = passage.text();
      String start = text.substring(0, Math.min(text.length(), MOST_LETTERS - letters));
      letters += start.length();
      parts.add(new Part(number, passage.sort().name().toLowerCase(Locale.ROOT), start));
    }
    return new Asked(note.about(), parts);
  }

  private static Optional<Proposal> read(String text, Passages note) {
    try {
      Answer answer = JSON.readValue(text, Answer.class);
      return Optional.ofNullable(answer).filter(it -> isSound(it, note)).map(AskModel::proposal);
    } catch (JacksonException nonsense) {
      return Optional.empty();
    }
  }

  private static boolean isSound(Answer answer, Passages note) {
    return answer.title() != null
        && answer.title().length() <= LONGEST_TITLE
        && TITLE.matcher(answer.title()).matches()
        && answer.tags() != null
        && answer.tags().size() >= Proposal.FEWEST_TAGS
        && answer.tags().size() <= Proposal.MOST_TAGS
        && answer.tags().stream().distinct().count() == answer.tags().size()
        && answer.tags().stream().allMatch(tag -> tag != null && TAG.matcher(tag).matches())
        && answer.kind() != null
        && NoteKind.of(answer.kind()).isPresent()
        && answer.actions() != null
        && answer.actions().stream().allMatch(number -> isAction(number, note));
  }

  private static boolean isAction(Integer number, Passages note) {
    return number != null
        && IntStream.range(0, note.all().size()).anyMatch(i -> i == number)
        && note.all().get(number).mayBeAction();
  }

  private static Proposal proposal(Answer answer) {
    return new Proposal(
        By.MODEL,
        answer.title().strip(),
        answer.tags(),
        NoteKind.of(answer.kind()).orElseThrow(),
        answer.actions(),
        null);
  }
}
