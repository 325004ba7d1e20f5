package dev.errand.mailworker.operations;

import dev.errand.mailworker.bounces.DeliveryLooks;
import dev.errand.mailworker.policy.GraphPolicy;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.runtime.files.FileId;
import dev.errand.runtime.files.InMemoryFiles;
import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.FaultRule;
import dev.errand.sandbox.graph.OfficialSdk;
import dev.errand.sandbox.http.Effect;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.ledger.Call;
import dev.errand.sandbox.world.World;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The mail operations at work on sandbox mailboxes: of ann, who asks, and of ben. One sandbox for
 * all tests, a new world for each. Its time follows the harness's, which waits without waiting.
 */
final class Post {

  static final String CREATE = "/graph/v1.0/me/messages";
  static final String ATTACH = "/graph/v1.0/me/messages/{id}/attachments";
  static final String SEND_MAIL = "/graph/v1.0/me/sendMail";
  static final String OPEN = "/graph/v1.0/me/messages/{id}/attachments/createUploadSession";
  static final String RANGE = "/outlook/api/v2.0/{user}/{message}/{session}";
  static final String MESSAGE = "/graph/v1.0/me/messages/{id}";
  static final String MOVE = "/graph/v1.0/me/messages/{id}/move";
  static final String CONTENT = "/graph/v1.0/me/messages/{id}/attachments/{attachment}/$value";
  static final String FOLDERS = "/graph/v1.0/me/mailFolders";
  static final String CHILDREN = "/graph/v1.0/me/mailFolders/{folder}/childFolders";
  static final String CREATE_REPLY = "/graph/v1.0/me/messages/{id}/createReply";
  static final String CREATE_REPLY_ALL = "/graph/v1.0/me/messages/{id}/createReplyAll";
  static final String CREATE_FORWARD = "/graph/v1.0/me/messages/{id}/createForward";
  static final String SEND = "/graph/v1.0/me/messages/{id}/send";

  private static final SandboxServer SANDBOX = SandboxServer.start(0);
  private static final URI BASE = URI.create(SANDBOX.uri() + "/graph/v1.0");
  private static final EveryOperation WORKER =
      new EveryOperation(BASE, () -> SANDBOX.world().clock().instant());

  /** For the tests a file is large sooner. */
  static final int LARGEST = 2_000_000;

  final InMemoryFiles files = new InMemoryFiles(LARGEST);

  /** Where what is fetched has its place; nobody waits for one. */
  final Room room = new Room(1, Duration.ZERO);

  private final List<Operation> operations = WORKER.with(files, room, () -> this.nanos.getAsLong());
  private final Map<FileId, UserId> uploads = new HashMap<>();
  private final World world;
  private final Grants grants;
  private LongSupplier nanos = () -> 0;

  Post() {
    SANDBOX.reset();
    world = SANDBOX.world();
    grants = new Grants(world);
    world.people().make("ann");
    world.people().make("ben");
  }

  /** From now on ann has granted these, and Outlook takes no more for granted. */
  Post granting(String... scopes) {
    grants.of(Set.of(scopes));
    return this;
  }

  /** From now on Outlook lets ann do no more than that, whatever she has granted. */
  Post keepingTo(String... scopes) {
    grants.untold();
    return granting(scopes);
  }

  static List<OperationName> operations() {
    return WORKER.with(new InMemoryFiles(LARGEST), new Room(1, Duration.ZERO), () -> 0).stream()
        .map(Operation::name)
        .toList();
  }

  /** Runs a command of ann's to its end. */
  Result run(OperationName operation, String data) {
    return harness().run(command("ann", "c-1", operation, data));
  }

  OperationHarness harness() {
    return harness(operations);
  }

  /** One that also looks whether mails come back, so long after they were sent. */
  OperationHarness lookingForBounces(List<Duration> looks, LongSupplier nanos) {
    List<Operation> looking = new ArrayList<>(operations);
    looking.add(WORKER.lookForBounces(nanos));
    Grants.Tokens tokens = grants.tokens("ann");
    OperationHarness harness = harness(looking, tokens).with(new DeliveryLooks(looks));
    tokens.atTheSameTime();
    return harness;
  }

  private OperationHarness harness(List<Operation> working) {
    return harness(working, grants.tokens("ann"));
  }

  private OperationHarness harness(List<Operation> working, Grants.Tokens tokens) {
    OperationHarness harness =
        new OperationHarness(
                new GraphPolicy(), working.stream().map(PermittedOperation::new).toList(), tokens)
            .watching(world.ledger()::last, this::hasChangedSince);
    tokens.follow(harness.clock());
    return harness;
  }

  static Command command(String user, String id, OperationName operation, String data) {
    return new Command(
        new UserId(user),
        new CommandId(id),
        operation,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        JsonMapper.shared().readTree(data));
  }

  static Command replay(Command of, int number) {
    return new Command(
        of.user(),
        of.effectId().replay(number),
        of.operation(),
        of.source(),
        of.priority(),
        of.deadline(),
        of.hold(),
        null,
        null,
        of.agent(),
        of.conversation(),
        of.traceparent(),
        of.data(),
        of.effectId());
  }

  /** Ann's connection ends after so many more calls: she has disconnected, or is erased. */
  void disconnectAfter(int more) {
    int calls = calls().size() + more;
    grants.connectedWhile(() -> calls().size() < calls);
  }

  /** What the owner of a mailbox sets in Outlook. */
  void habits(String person, String json) {
    var _ = request("PATCH", SANDBOX.uri() + "/admin/graph/mailboxes/" + person, person, json);
  }

  /** What somebody does between two runs of the next command, just before that run from 1. */
  void beforeRun(int run, Runnable deed) {
    grants.beforeRun(run, deed);
  }

  /** From now on a run takes that long, as far as it looks; else it takes no time. */
  void taking(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Something goes wrong once, on that route. */
  void strike(Fault fault, String route) {
    strike(fault, "POST", route);
  }

  void strike(Fault fault, String method, String route) {
    world.faults().add(FaultRule.of(fault).on(method, route).times(1));
  }

  /** Something goes wrong once, after so many calls to that route at which nothing does. */
  void strikeAfter(int calls, Fault fault, String method, String route) {
    world.faults().add(FaultRule.of(fault).on(method, route).after(calls).times(1));
  }

  /** Somebody uploads a file, to be sent. */
  FileId upload(String user, String name, String contentType, byte[] bytes) {
    UserId owner = new UserId(user);
    FileId id = files.upload(owner, name, contentType, bytes).id();
    uploads.put(id, owner);
    return id;
  }

  /** The time of an upload that the command may have claimed is over. */
  void expire(Command by, FileId upload) {
    files.claim(by, upload).ifPresent(file -> files.discard(by, file));
  }

  /** How many uploads are still there. */
  long uploadsKept() {
    return uploads.entrySet().stream()
        .filter(each -> files.content(each.getValue(), each.getKey()).isPresent())
        .count();
  }

  /** All files of a person's mailbox, with their digests. */
  List<JsonNode> attachments(String person) {
    return request(
            "GET", SANDBOX.uri() + "/admin/graph/mailboxes/" + person + "/attachments", person, "")
        .path("attachments")
        .valueStream()
        .toList();
  }

  /** Nothing goes wrong any more. */
  void show() {
    world.faults().clear();
  }

  /** A fault that the sandbox knows by name, without {@code graph.} in front. */
  Fault preset(String name) {
    return world.presets().find("graph." + name).orElseThrow();
  }

  void settings(String json) {
    request("PATCH", SANDBOX.uri() + "/admin/graph/settings", "ann", json);
  }

  /**
   * A mail from outside, and its two ids: {@code id}, which moves change, and {@code immutableId}.
   */
  JsonNode receive(String person, String json) {
    return request(
        "POST", SANDBOX.uri() + "/admin/graph/mailboxes/" + person + "/messages", person, json);
  }

  /** Outlook forgets how far anybody has followed that person's folders. */
  void forgetFollowers(String person) {
    var _ =
        request(
            "POST",
            SANDBOX.uri() + "/admin/graph/mailboxes/" + person + "/expire-delta",
            person,
            "");
  }

  /** Outlook's own folders are called as in that language. */
  void speak(String person, String locale) {
    var _ =
        request(
            "PATCH",
            SANDBOX.uri() + "/admin/graph/mailboxes/" + person,
            person,
            "{\"locale\": \"" + locale + "\"}");
  }

  void pass(Duration time) {
    world.clock().forward(time);
  }

  /** What a person's mailbox answers to that path. */
  JsonNode get(String person, String path) {
    return request("GET", SANDBOX.uri() + "/graph/v1.0" + path, person, "");
  }

  JsonNode post(String person, String path, String json) {
    return request("POST", SANDBOX.uri() + "/graph/v1.0" + path, person, json);
  }

  JsonNode patch(String person, String path, String json) {
    return request("PATCH", SANDBOX.uri() + "/graph/v1.0" + path, person, json);
  }

  void delete(String person, String message) {
    var _ =
        request(
            "DELETE", SANDBOX.uri() + "/graph/v1.0/me/messages/" + encoded(message), person, "");
  }

  void move(String person, String message, String folder) {
    var _ =
        post(
            person,
            "/me/messages/" + encoded(message) + "/move",
            "{\"destinationId\": \"" + folder + "\"}");
  }

  /** The mails in a folder when everything on its way has arrived. */
  List<JsonNode> mailsAtLastIn(String person, String folder) {
    pass(Duration.ofMinutes(10));
    return mailsIn(person, folder);
  }

  List<JsonNode> mailsIn(String person, String folder) {
    return get(person, "/me/mailFolders/" + folder + "/messages?$top=200")
        .path("value")
        .valueStream()
        .toList();
  }

  /** A person's mailbox as Microsoft's own client reads it. */
  Outlook outlook(String person) {
    return new Outlook(OfficialSdk.client(BASE, token(person)));
  }

  /** Whom each mail was accepted for, with the fields they stand in. */
  List<List<String>> envelopes() {
    return calls().stream()
        .map(Call::effect)
        .filter(Objects::nonNull)
        .filter(effect -> effect.kind().equals("mail"))
        .map(Effect::recipients)
        .toList();
  }

  /** How many mails Exchange accepted for sending. */
  long accepted() {
    return envelopes().size();
  }

  private boolean hasChangedSince(long call) {
    return !world.ledger().since(call, later -> later.effect() != null, 1).isEmpty();
  }

  List<Call> calls() {
    return world.ledger().calls();
  }

  static Reply json(int status, String body) {
    return Reply.json(status, JsonMapper.shared().readTree(body));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String token(String person) {
    return grants.whole(person);
  }

  private JsonNode request(String method, String address, String person, String json) {
    return SandboxDoor.ask(method, address, token(person), json);
  }
}
