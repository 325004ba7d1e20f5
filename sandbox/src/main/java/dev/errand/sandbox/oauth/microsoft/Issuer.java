package dev.errand.sandbox.oauth.microsoft;

import dev.errand.sandbox.http.Request;

/** The addresses of the authorization server, as the caller knows it. */
record Issuer(String base) {

  static Issuer of(Request request) {
    return new Issuer("http://" + request.header("host").orElse("localhost") + "/login");
  }

  String of(String tenant) {
    return base + "/" + tenant + "/v2.0";
  }

  String endpoint(String tenant, String path) {
    return base + "/" + tenant + path;
  }
}
