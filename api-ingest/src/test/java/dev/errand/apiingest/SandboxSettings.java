package dev.errand.apiingest;

import static java.util.Map.entry;

import dev.errand.sandbox.SandboxServer;
import java.util.Map;

/** What the app is told so that all its providers and ways to sign in are a sandbox. */
final class SandboxSettings {

  private SandboxSettings() {}

  static Map<String, String> of(SandboxServer sandbox) {
    return Map.ofEntries(
        entry("errand.notion.base-url", sandbox.uri() + "/notion"),
        entry("errand.notion.brought-tokens", "true"),
        entry("errand.notion.client-id", "errand"),
        entry("errand.notion.client-secret", "errand-secret"),
        entry("errand.microsoft.login-url", sandbox.uri() + "/login"),
        entry("errand.microsoft.client-id", "errand"),
        entry("errand.microsoft.client-secret", "errand-secret"),
        entry("errand.sign-in.with", "oidc,microsoft,notion"),
        entry("errand.sign-in.oidc.issuer", sandbox.uri() + "/signin"),
        entry("errand.sign-in.oidc.client-id", "errand"),
        entry("errand.sign-in.oidc.client-secret", "errand-secret"));
  }
}
