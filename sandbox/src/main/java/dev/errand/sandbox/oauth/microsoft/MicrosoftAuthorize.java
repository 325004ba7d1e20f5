package dev.errand.sandbox.oauth.microsoft;

import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.oauth.Code;
import dev.errand.sandbox.oauth.Codes;
import dev.errand.sandbox.oauth.ConsentPage;
import dev.errand.sandbox.oauth.ConsentPage.Who;
import dev.errand.sandbox.oauth.Parameters;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code /oauth2/v2.0/authorize}: a page for a human; {@code login_hint=<person or address>} with
 * {@code auto=consent|deny} for a script.
 */
final class MicrosoftAuthorize {

  private static final Set<String> ANY_TENANT = Set.of("common", "organizations", "consumers");

  private final World world;
  private final Codes codes;
  private final Switches switches;

  MicrosoftAuthorize(World world, Codes codes, Switches switches) {
    this.world = world;
    this.codes = codes;
    this.switches = switches;
  }

  Reply open(Request request) {
    Parameters asked = new Parameters(request.query());
    Reply refused = refused(asked);
    if (refused != null) {
      return refused;
    }
    String auto = asked.get("auto");
    if (auto != null) {
      return decide(
          asked, request.variable("tenant"), auto.equals("consent"), asked.get("login_hint"));
    }
    return "none".equals(asked.get("prompt"))
        ? back(
            asked,
            "login_required",
            50058,
            "A silent sign-in request was sent but no user is signed in.")
        : page(asked);
  }

  Reply submitted(Request request) {
    Parameters asked = new Parameters(request.form());
    Reply refused = refused(asked);
    return refused != null
        ? refused
        : decide(
            asked,
            request.variable("tenant"),
            "consent".equals(asked.get("decision")),
            asked.get("person"));
  }

  /** Where the redirect cannot be trusted the error is shown, else it is sent back. */
  private @Nullable Reply refused(Parameters asked) {
    String clientId = asked.get("client_id", "");
    Optional<Client> client = world.clients().find(clientId);
    if (client.isEmpty()) {
      return ConsentPage.error(
          400,
          "AADSTS700016: Application with identifier '"
              + clientId
              + "' was not found in the directory.");
    }
    if (!client.get().mayReturnTo(asked.get("redirect_uri", ""))) {
      return ConsentPage.error(
          400,
          "AADSTS50011: The redirect URI specified in the request does not match the redirect URIs"
              + " configured for the application.");
    }
    if (!"code".equals(asked.get("response_type"))) {
      return back(
          asked,
          "unsupported_response_type",
          700054,
          "response_type is not enabled for the application.");
    }
    if (asked.get("scope") == null) {
      return back(
          asked,
          "invalid_request",
          900144,
          "The request body must contain the following parameter: 'scope'.");
    }
    String method = asked.get("code_challenge_method", "plain");
    if (!method.equals("S256") && !method.equals("plain")) {
      return back(asked, "invalid_request", 9002317, "Invalid code_challenge_method.");
    }
    return null;
  }

  private Reply page(Parameters asked) {
    List<Who> people = new ArrayList<>();
    for (Person person : world.people().all()) {
      people.add(new Who(person.id(), person.name() + ", " + person.email(), List.of()));
    }
    String app = world.clients().find(asked.get("client_id", "")).map(Client::name).orElse("");
    return ConsentPage.ask(
        "Microsoft",
        app + " asks for: " + Scopes.parse(asked.get("scope", "")).answered(),
        asked.all(),
        people);
  }

  private Reply decide(Parameters asked, String tenant, boolean agreed, @Nullable String who) {
    if (!agreed) {
      return back(asked, "access_denied", 65004, "User declined to consent to access the app.");
    }
    Optional<Person> found = world.people().find(who == null ? "" : who);
    if (found.isEmpty()) {
      return ConsentPage.error(400, "AADSTS50034: The user account does not exist.");
    }
    Person person = found.get();
    if (!ANY_TENANT.contains(tenant) && !tenant.equals(person.tenantId())) {
      return ConsentPage.error(
          400, "AADSTS50020: User account does not exist in the tenant and cannot be used.");
    }
    Switches.Standing standing = switches.of(person.id());
    if (standing.disabled()) {
      return ConsentPage.error(400, "AADSTS50057: The user account is disabled.");
    }
    if (standing.adminApproval() && Scopes.parse(asked.get("scope", "")).needAdministrator()) {
      return back(
          asked,
          "consent_required",
          90094,
          "Admin consent is required for the permissions requested.");
    }
    // Signing in by hand answers the second factor and gives the consent anew.
    switches.person(
        person.id(), new Switches.Standing(false, false, standing.adminApproval(), false));
    return agreed(asked, person);
  }

  private Reply agreed(Parameters asked, Person person) {
    String challenge = asked.get("code_challenge");
    Code code =
        new Code(
            world.values().code(),
            asked.get("client_id", ""),
            person.id(),
            asked.get("redirect_uri", ""),
            Scopes.parse(asked.get("scope", "")).all(),
            challenge,
            challenge == null ? null : asked.get("code_challenge_method", "plain"),
            asked.get("nonce"),
            null,
            world.clock().instant());
    codes.put(code);
    return Reply.redirect(
            Parameters.added(
                code.redirectUri(),
                "code",
                code.value(),
                "state",
                asked.get("state"),
                "session_state",
                UUID.randomUUID().toString()))
        .forPerson(person.id());
  }

  private Reply back(Parameters asked, String error, int number, String message) {
    String description =
        AadError.of(error, number, message)
            .description(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                world.clock().instant());
    return Reply.redirect(
        Parameters.added(
            asked.get("redirect_uri", ""),
            "error",
            error,
            "error_description",
            description,
            "state",
            asked.get("state")));
  }
}
