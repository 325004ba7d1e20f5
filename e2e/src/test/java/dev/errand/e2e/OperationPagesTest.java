package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.local.LocalNotes;
import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.runtime.local.LocalOnly;
import dev.errand.runtime.local.LocalOperations;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationCatalog.Entry;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each operation has a page that tells the same of it, with an example that is on the wire. */
class OperationPagesTest {

  private static final Path PAGES = Path.of("../docs/operations");
  private static final Path GOLDEN = Path.of("../runtime/src/test/resources/golden");
  private static final OperationCatalog CATALOG = new OperationCatalog();

  private static final List<String> SECTIONS =
      List.of("Command", "Result", "Effect", "Calls", "Bounds", "Problems");

  private static final List<Operation> HERE =
      new LocalNotes(Path.of("nowhere"), new MarkdownReader(), InstantSource.system()).operations();

  private static final Pattern LOCALLY = Pattern.compile("(?ms)^Local notes: (.*)");
  private static final Pattern JSON = Pattern.compile("(?s)```json\\n(.*?)```");
  private static final Pattern CODE = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  @Test
  void everyOperationHasAPageAndEveryPageAnOperation() {
    assertThat(pages())
        .containsExactlyInAnyOrderElementsOf(
            CATALOG.entries().stream().map(entry -> entry.name() + ".md").toList());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void itSaysWhatIsDoneAndThenAllThatIsToldOfEachOperation(Entry operation) {
    String page = page(operation);
    assertThat(page).startsWith("# " + operation.name() + "\n\n");
    assertThat(page.substring(0, page.indexOf("\n## ")).lines().count())
        .as("paragraph")
        .isGreaterThan(2);
    assertThat(Pattern.compile("(?m)^## (.*)$").matcher(page).results().map(it -> it.group(1)))
        .containsExactlyElementsOf(SECTIONS);
    assertThat(SECTIONS).allSatisfy(name -> assertThat(section(page, name)).as(name).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void itsExamplesAreTheBytesThatArePinned(Entry operation) {
    String page = page(operation);
    assertThat(example(page, "Command")).isEqualTo(golden(operation.name() + ".command"));
    assertThat(example(page, "Result"))
        .isEqualTo(golden(operation.name() + ".succeeded").path("output"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void itNamesTheClassOfItsEffect(Entry operation) {
    assertThat(section(page(operation), "Effect"))
        .containsPattern("^(Idempotent|Detectable|Blind)\\b");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void itsProblemsAreOfTheClosedSet(Entry operation) {
    Set<String> closed =
        Arrays.stream(ProblemCode.values()).map(ProblemCode::wireName).collect(Collectors.toSet());
    List<String> named =
        CODE.matcher(section(page(operation), "Problems"))
            .results()
            .map(code -> code.group(1))
            .toList();
    assertThat(named).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(closed);
  }

  /** For whom nothing leaves the machine: done there, or refused with that very sentence. */
  @ParameterizedTest
  @MethodSource("operations")
  void itSaysWhatBecomesOfItWhereNothingLeaves(Entry operation) {
    String page = page(operation);
    String first = page.substring(0, page.indexOf("\n## "));
    Matcher told = LOCALLY.matcher(first);
    assertThat(told.find()).as("Local notes: ...").isTrue();
    if (HERE.stream().anyMatch(here -> here.name().equals(operation.name()))) {
      assertThat(told.group(1)).isNotBlank().doesNotContain("not_permitted");
    } else {
      Problem refusal = refusal(operation);
      assertThat(told.group(1))
          .contains("`" + refusal.code().wireName() + "`", '"' + refusal.title() + '"');
    }
  }

  private static Problem refusal(Entry operation) {
    Provider provider =
        operation.topics().equals(Topics.NOTE) ? Provider.NOTION : Provider.MICROSOFT;
    Operation there = new AtProvider(operation.name());
    try {
      var _ =
          new LocalOnly(true, new LocalOnly.Local(null, Set.of()))
              .keep(provider, List.of(there), new LocalOperations(HERE))
              .getFirst()
              .perform(ofSomebody(operation.name()));
      throw new AssertionError("It is done");
    } catch (OperationStopped stopped) {
      return ((Failure.Refused) stopped.failure()).problem();
    }
  }

  private record AtProvider(OperationName name) implements Operation {

    @Override
    public Object perform(OperationContext context) {
      throw new AssertionError("The provider is asked");
    }
  }

  /** All that is looked at is whose command it is. */
  private static OperationContext ofSomebody(OperationName operation) {
    Command command =
        new Command(
            new UserId("ada"),
            new CommandId("c1"),
            operation,
            "urn:test",
            Priority.INTERACTIVE,
            null,
            null,
            null,
            null,
            JsonMapper.shared().createObjectNode());
    return (OperationContext)
        Proxy.newProxyInstance(
            OperationContext.class.getClassLoader(),
            new Class<?>[] {OperationContext.class},
            (proxy, method, arguments) -> command);
  }

  private static Stream<Entry> operations() {
    return CATALOG.entries().stream();
  }

  private static JsonNode example(String page, String section) {
    Matcher json = JSON.matcher(section(page, section));
    assertThat(json.find()).as("an example").isTrue();
    return JsonMapper.shared().readTree(json.group(1));
  }

  /** What stands behind a record's headers. */
  private static JsonNode golden(String file) {
    return JsonMapper.shared().readTree(read(GOLDEN.resolve(file)).split("\n\n", 2)[1]);
  }

  private static String section(String page, String name) {
    int begin = page.indexOf("\n## " + name + "\n");
    assertThat(begin).as(name).isPositive();
    String text = page.substring(begin + name.length() + 5);
    int end = text.indexOf("\n## ");
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  private static String page(Entry operation) {
    return read(PAGES.resolve(operation.name() + ".md"));
  }

  private static List<String> pages() {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
