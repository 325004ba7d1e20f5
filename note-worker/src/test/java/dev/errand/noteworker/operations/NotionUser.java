package dev.errand.noteworker.operations;

import dev.errand.noteworker.enhance.Enhancer;
import dev.errand.noteworker.enhance.RuleEnhancer;
import dev.errand.noteworker.index.LearnedNotes;
import dev.errand.noteworker.index.NoteIndex;
import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.markdown.MarkdownWriter;
import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.notion.NewChildren;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.noteworker.policy.NotionPolicy;
import dev.errand.noteworker.steps.Rows;
import dev.errand.noteworker.steps.Writing;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.TokenSource;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.fault.FaultRule;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.ledger.Call;
import dev.errand.sandbox.notion.Notion;
import dev.errand.sandbox.people.People;
import dev.errand.sandbox.people.Person;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Secret;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a workspace of their own in the sandbox, and a worker that knows nothing yet. */
final class NotionUser {

  private static final SandboxServer SANDBOX = SandboxServer.start(0);
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final ProviderHttp HTTP =
      new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(5), Duration.ofSeconds(5));
  private static final URI NOTION = URI.create(SANDBOX.uri() + "/notion");
  private static final NotionApi API = HTTP.api(NotionApi.class, NOTION);
  private static final DatabasesApi DATABASES = HTTP.api(DatabasesApi.class, NOTION);

  private final Person person;
  private final Secret token;
  private final Map<String, String> facts = new HashMap<>();
  private final Enhancer enhancer;
  private final NoteIndex index;
  private NotionApi api = API;
  private DatabasesApi databases = DATABASES;
  private List<Operation> operations;
  private List<Operation> earlier;
  private int takeovers;

  NotionUser() {
    this(new RuleEnhancer());
  }

  NotionUser(Enhancer enhancer) {
    this(enhancer, NoteIndex.NONE);
  }

  NotionUser(Enhancer enhancer, NoteIndex index) {
    this(enhancer, index, SANDBOX.world().people().make("user" + NUMBER.incrementAndGet()));
  }

  /** Somebody else in the same workspace. */
  NotionUser colleague() {
    Person draft = People.draft("user" + NUMBER.incrementAndGet());
    return new NotionUser(
        enhancer,
        index,
        SANDBOX
            .world()
            .people()
            .add(
                new Person(
                    draft.id(),
                    draft.name(),
                    draft.email(),
                    draft.notionUserId(),
                    person.workspaceId(),
                    person.workspaceName(),
                    person.plan(),
                    draft.tenantId(),
                    draft.objectId())));
  }

  private NotionUser(Enhancer enhancer, NoteIndex index, Person person) {
    this.enhancer = enhancer;
    this.index = index;
    this.person = person;
    operations = operations();
    earlier = operations;
    fact("owner", person.notionUserId());
    token = Secret.of(SANDBOX.world().notionToken(person).value());
    notion().searchLag(Duration.ZERO);
  }

  static UUID connectionId(Person person) {
    return UUID.nameUUIDFromBytes(person.id().getBytes(StandardCharsets.UTF_8));
  }

  static Notion notion() {
    return SANDBOX.notion();
  }

  Person person() {
    return person;
  }

  void fact(String name, String value) {
    facts.put(name, value);
  }

  private List<Operation> operations() {
    MarkdownReader reader = new MarkdownReader();
    Workspaces workspaces = new Workspaces();
    Writing writing = new Writing();
    TableOfContents contents = new TableOfContents(workspaces, writing);
    DataSources dataSources = new DataSources();
    List<Operation> all =
        List.of(
            new UpdateNote(api, reader, writing),
            new MoveNote(api, workspaces, writing, contents),
            new ListNotes(api, workspaces),
            new LinkNotes(api, writing),
            new SearchWorkspace(api),
            new CheckWorkspace(api),
            new TrashNote(api, contents),
            new RestoreNote(api, contents),
            new EnsureWorkspace(api, contents),
            new CreateNote(
                api, reader, workspaces, writing, contents, new EnhanceNote(enhancer, index)),
            new GetNote(api, new MarkdownWriter()),
            new AppendToNote(api, reader, writing),
            new SearchNotes(api, index),
            new ListDatabases(databases),
            new ReadSchema(databases),
            new QueryDatabase(databases, dataSources),
            new CreateDatabase(api, databases, workspaces, writing, dataSources),
            new CreateRow(api, databases, dataSources, new Rows()),
            new UpdateRow(databases));
    return all.stream().<Operation>map(each -> new LearnedNotes(each, index)).toList();
  }

  /** Another process goes on: nothing is remembered. */
  void onAnotherWorker() {
    earlier = operations;
    operations = operations();
    takeovers++;
  }

  /** The process before it goes on again, with what it remembers. */
  void backOnTheWorkerBefore() {
    operations = earlier;
    takeovers++;
  }

  OperationHarness harness() {
    OperationHarness harness =
        new OperationHarness(new NotionPolicy(), operations, tokens())
            .watching(SANDBOX.world().ledger()::last, this::hasChangedSince);
    for (int takeover = 0; takeover < takeovers; takeover++) {
      harness.takenOver();
    }
    return harness;
  }

  Result run(OperationName operation, Map<String, ?> data) {
    return run(harness(), operation, data);
  }

  Result run(OperationHarness harness, OperationName operation, Map<String, ?> data) {
    JsonNode json = JsonMapper.shared().valueToTree(data);
    return harness.run(new UserId(person.id()), operation, json);
  }

  JsonNode succeeded(OperationName operation, Map<String, ?> data) {
    return output(run(operation, data));
  }

  static JsonNode output(Result result) {
    if (result.status() != Status.SUCCEEDED || result.output() == null) {
      throw new AssertionError("It did not succeed: " + result);
    }
    return result.output();
  }

  static @Nullable ProblemCode code(Result result) {
    return result.problem() == null ? null : result.problem().code();
  }

  /** Time passes at Notion. */
  static void later(Duration time) {
    SANDBOX.world().clock().forward(time);
  }

  /** What the next call of that kind meets, for this person. */
  void next(String method, String route, Fault fault) {
    SANDBOX
        .world()
        .faults()
        .add(FaultRule.of(fault).on(method, "/notion/v1" + route).forPerson(person.id()).times(1));
  }

  /** What the call of that kind meets after so many others have passed unharmed. */
  void after(int others, String method, String route, Fault fault) {
    SANDBOX
        .world()
        .faults()
        .add(
            FaultRule.of(Fault.delay(Point.BEFORE, Duration.ZERO))
                .on(method, "/notion/v1" + route)
                .forPerson(person.id())
                .times(others));
    next(method, route, fault);
  }

  static Fault preset(String name) {
    return SANDBOX.world().presets().find(name).orElseThrow();
  }

  List<Call> calls() {
    return SANDBOX.world().ledger().calls(call -> person.id().equals(call.person()));
  }

  private boolean hasChangedSince(long call) {
    return !SANDBOX
        .world()
        .ledger()
        .since(call, later -> later.effect() != null && person.id().equals(later.person()), 1)
        .isEmpty();
  }

  /** The calls that doing something takes. */
  List<String> callsOf(Runnable work) {
    int before = calls().size();
    work.run();
    return calls().stream()
        .skip(before)
        .map(call -> call.method() + " " + call.route().replace("/notion/v1", ""))
        .toList();
  }

  List<StoredBlock> blocks(String parent) {
    List<StoredBlock> blocks = new ArrayList<>();
    String cursor = null;
    do {
      var part = API.children(token.bearer(), parent, NotionApi.MOST_IN_A_LIST, cursor);
      blocks.addAll(part.results());
      cursor = part.next();
    } while (cursor != null);
    return blocks;
  }

  /** The pages that the table of contents lists. */
  List<String> listed() {
    return blocks(pages(Workspaces.CONTENTS).getFirst().id()).stream()
        .map(StoredBlock::content)
        .filter(Block.PageLink.class::isInstance)
        .map(block -> ((Block.PageLink) block).page())
        .toList();
  }

  /** A database that the person made and shared. */
  Notion.Made database(String title, String columns) {
    Notion.Made made = notion().makeDatabase(person, title, null, Json.parse(columns));
    notion().share(person, made.database());
    return made;
  }

  /** From now on this person's first creation is carried out late, and never answered. */
  LateCommit late(int looks) {
    return late("create", looks);
  }

  /**
   * The same for the first call of another kind.
   *
   * @param call its name in {@link NotionApi} or {@link DatabasesApi}
   */
  LateCommit late(String call, int looks) {
    LateCommit late = new LateCommit(call, looks);
    api = late.over(NotionApi.class, API);
    databases = late.over(DatabasesApi.class, DATABASES);
    onAnotherWorker();
    return late;
  }

  /** From now on nobody waits for an answer for longer than a second. */
  void hurried() {
    ProviderHttp http =
        new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(1), Duration.ofSeconds(1));
    api = http.api(NotionApi.class, NOTION);
    databases = http.api(DatabasesApi.class, NOTION);
    onAnotherWorker();
  }

  /** A row that the person made; the values as Notion takes them. */
  String row(String dataSource, String values) {
    return notion().makeRow(person, dataSource, Json.parse(values));
  }

  /** The person puts a block at the end of a page, or as good as. */
  void append(String parent, Block block) {
    var _ = API.append(token.bearer(), parent, new NewChildren(List.of(block)));
  }

  /** The person deletes a block by hand, or as good as. */
  void delete(String block) {
    var _ =
        RestClient.create()
            .delete()
            .uri(SANDBOX.uri() + "/notion/v1/blocks/" + block)
            .header("Authorization", token.bearer())
            .header("Notion-Version", NotionApi.VERSION)
            .retrieve()
            .toBodilessEntity();
  }

  /** The pages that are not in the trash, of that title. */
  List<Notion.PageView> pages(@Nullable String title) {
    return notion().pages(person).stream()
        .filter(page -> !page.inTrash() && (title == null || page.title().equals(title)))
        .toList();
  }

  private TokenSource tokens() {
    ConnectionFacts connection =
        new ConnectionFacts(
            new UserId(person.id()),
            Provider.NOTION,
            connectionId(person).toString(),
            1,
            "bot",
            person.workspaceId(),
            Set.of(),
            facts);
    return new TokenSource() {
      @Override
      public Answer token(UserId user, Provider provider) {
        return new Answer.Usable(new AccessToken(connection, token));
      }

      @Override
      public boolean mayUse(AccessToken token) {
        return true;
      }

      @Override
      public void personNeeded(AccessToken token) {}

      @Override
      public void refused(AccessToken refused) {
        throw new AssertionError("The sandbox refused the token");
      }
    };
  }
}
