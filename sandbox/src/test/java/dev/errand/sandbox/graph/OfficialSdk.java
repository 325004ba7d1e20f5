package dev.errand.sandbox.graph;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.RequestOption;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import com.microsoft.kiota.http.middleware.options.RetryHandlerOption;
import java.net.URI;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Microsoft's own client, as somebody, without any retries of its own. */
public final class OfficialSdk {

  private OfficialSdk() {}

  static GraphServiceClient client(String person) {
    return client(GraphWorld.graph(), GraphWorld.as(person).token());
  }

  /** The client at that address of Graph, with its version, with that token. */
  public static GraphServiceClient client(URI graph, String token) {
    return new GraphServiceClient(
        adapter(graph, new BaseBearerTokenAuthenticationProvider(new FixedToken(token))));
  }

  /** For addresses that carry their own token. */
  static RequestAdapter anonymous() {
    return adapter(GraphWorld.graph(), new AnonymousAuthenticationProvider());
  }

  private static BaseGraphRequestAdapter adapter(URI graph, AuthenticationProvider authentication) {
    OkHttpClient http =
        GraphClientFactory.create(
                new RequestOption[] {new RetryHandlerOption((_, _, _, _) -> false, 0, 0)})
            .retryOnConnectionFailure(false)
            .build();
    return new BaseGraphRequestAdapter(authentication, graph.toString(), http);
  }

  private record FixedToken(String token) implements AccessTokenProvider {

    @Override
    public String getAuthorizationToken(URI uri, @Nullable Map<String, Object> context) {
      return token;
    }

    @Override
    public AllowedHostsValidator getAllowedHostsValidator() {
      return new AllowedHostsValidator("localhost");
    }
  }
}
