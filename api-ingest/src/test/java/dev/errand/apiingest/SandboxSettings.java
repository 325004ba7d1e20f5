package dev.errand.apiingest;

import dev.errand.sandbox.SandboxServer;
import java.util.Map;

/** What the app is told so that all its providers and ways to sign in are a sandbox. */
final class SandboxSettings {

  private SandboxSettings() {}

  static Map<String, String> of(SandboxServer sandbox) {
    return Map.of(
        "errand.notion.base-url", sandbox.uri() + "/notion",
        "errand.notion.client-id", "errand",
        "errand.notion.client-secret", "errand-secret",
        "errand.microsoft.login-url", sandbox.uri() + "/login",
        "errand.microsoft.client-id", "errand",
        "errand.microsoft.client-secret", "errand-secret",
        "errand.sign-in.with", "oidc,microsoft,notion",
        "errand.sign-in.oidc.issuer", sandbox.uri() + "/signin",
        "errand.sign-in.oidc.client-id", "errand",
        "errand.sign-in.oidc.client-secret", "errand-secret");
  }
}
