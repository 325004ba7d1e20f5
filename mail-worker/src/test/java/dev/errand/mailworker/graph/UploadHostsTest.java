package dev.errand.mailworker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Secret;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadHostsTest {

  private static final UploadHosts REAL =
      new UploadHosts(URI.create("https://graph.microsoft.com/v1.0"));
  private static final UploadHosts SANDBOX =
      new UploadHosts(URI.create("http://localhost:18090/graph/v1.0"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://outlook.office.com/api/v2.0/Users('a@b')/Messages('m=')/AttachmentSessions('s')?authtoken=x",
        "https://OUTLOOK.office.com:443/api",
        "https://outlook.office365.com/api",
        "https://graph.microsoft.com/upload"
      })
  void aFileGoesToOutlook(String url) {
    assertThat(REAL.allowed(Secret.of(url))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://outlook.office.com/api",
        "https://outlook.office.com.evil.example/api",
        "https://evil-outlook.office365.com/api",
        "https://eviloffice.com/api",
        "https://evil.example/outlook.office.com",
        "https://outlook.office.com@evil.example/api",
        "https://evil.example#.office.com",
        "https://evil.example\\\\.office.com/",
        "https://outlook.office.com:8443/api",
        "https://169.254.169.254/latest",
        "http://localhost:18090/outlook",
        "file:///etc/passwd",
        "//outlook.office.com/api",
        "outlook.office.com",
        "mailto:a@outlook.office.com"
      })
  void anAnswerCannotSendAFileElsewhere(String url) {
    assertThat(REAL.allowed(Secret.of(url))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:18091/outlook",
        "https://localhost:18090/outlook",
        "http://127.0.0.1:18090/outlook",
        "https://outlook.office.com/api"
      })
  void aSandboxKeepsItsFiles(String url) {
    assertThat(SANDBOX.allowed(Secret.of(url))).isEmpty();
    assertThat(SANDBOX.allowed(Secret.of("http://localhost:18090/outlook/s?authtoken=x")))
        .isPresent();
  }
}
