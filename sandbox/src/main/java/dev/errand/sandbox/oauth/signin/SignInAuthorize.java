package dev.errand.sandbox.oauth.signin;

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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /authorize}: a page for a human; {@code login_hint=<person or address>} with {@code
 * auto=consent|deny} for a script. Nobody stays signed in here, so {@code prompt=login} and {@code
 * select_account} ask for nothing more, and {@code none} cannot be met.
 */
final class SignInAuthorize {

  private final World world;
  private final Codes codes;

  SignInAuthorize(World world, Codes codes) {
    this.world = world;
    this.codes = codes;
  }

  Reply open(Request request) {
    Parameters asked = new Parameters(request.query());
    Reply refused = refused(request, asked);
    if (refused != null) {
      return refused;
    }
    String auto = asked.get("auto");
    if (auto != null) {
      return decide(request, asked, auto.equals("consent"), asked.get("login_hint"));
    }
    return "none".equals(asked.get("prompt"))
        ? back(request, asked, "error", "login_required")
        : page(asked);
  }

  Reply submitted(Request request) {
    Parameters asked = new Parameters(request.form());
    Reply refused = refused(request, asked);
    return refused != null
        ? refused
        : decide(request, asked, "consent".equals(asked.get("decision")), asked.get("person"));
  }

  /** Where the redirect cannot be trusted the error is shown, else it is sent back. */
  private @Nullable Reply refused(Request request, Parameters asked) {
    Optional<Client> client = world.clients().find(asked.get("client_id", ""));
    if (client.isEmpty()) {
      return ConsentPage.error(400, "There is no such client_id");
    }
    if (!client.get().mayReturnTo(asked.get("redirect_uri", ""))) {
      return ConsentPage.error(400, "The redirect_uri is not one of the client's");
    }
    String error = error(asked);
    return error == null ? null : back(request, asked, "error", error);
  }

  private static @Nullable String error(Parameters asked) {
    if (!"code".equals(asked.get("response_type"))) {
      return "unsupported_response_type";
    }
    if (!scopes(asked).contains("openid")) {
      return "invalid_scope";
    }
    boolean challenged = asked.get("code_challenge") != null;
    // A challenge without a method would be plain.
    return challenged && !"S256".equals(asked.get("code_challenge_method"))
        ? "invalid_request"
        : null;
  }

  private static Set<String> scopes(Parameters asked) {
    return Set.copyOf(Arrays.asList(asked.get("scope", "").split(" ", -1)));
  }

  private Reply page(Parameters asked) {
    List<Who> people =
        world.people().all().stream()
            .map(each -> new Who(each.id(), each.name() + ", " + each.email(), List.of()))
            .toList();
    String app = world.clients().find(asked.get("client_id", "")).map(Client::name).orElse("");
    return ConsentPage.ask("Sign-in", app + " wants to know who you are.", asked.all(), people);
  }

  private Reply decide(Request request, Parameters asked, boolean agreed, @Nullable String who) {
    if (!agreed) {
      return back(request, asked, "error", "access_denied");
    }
    Optional<Person> person = world.people().find(who == null ? "" : who);
    return person.isEmpty()
        ? ConsentPage.error(400, "There is no such person in the sandbox")
        : back(request, asked, "code", code(asked, person.get())).forPerson(person.get().id());
  }

  private String code(Parameters asked, Person person) {
    String challenge = asked.get("code_challenge");
    Code code =
        new Code(
            world.values().code(),
            asked.get("client_id", ""),
            person.id(),
            asked.get("redirect_uri", ""),
            scopes(asked),
            challenge,
            challenge == null ? null : "S256",
            asked.get("nonce"),
            null,
            world.clock().instant());
    codes.put(code);
    return code.value();
  }

  private static Reply back(Request request, Parameters asked, String name, String value) {
    return Reply.redirect(
        Parameters.added(
            asked.get("redirect_uri", ""),
            name,
            value,
            "state",
            asked.get("state"),
            "iss",
            SignIn.issuer(request)));
  }
}
