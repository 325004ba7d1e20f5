package dev.errand.apiingest.connect;

import dev.errand.schemas.Provider;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;

/** The plain page at the end of a flow. It is made of our own words only. */
final class EndPage {

  static final MediaType TYPE = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

  private EndPage() {}

  static String html(Provider provider, Ending ending) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%2$s</title>
      <link rel="stylesheet" href="/connections/page.css">
    </head>
    <body>
      <main>
        <p>%1$s</p>
        <h1>%2$s</h1>
        <p>%3$s</p>
      </main>
    </body>
    </html>
    """
        .formatted(name(provider), ending.title(), ending.next());
  }

  private static String name(Provider provider) {
    return switch (provider) {
      case NOTION -> "Notion";
      case MICROSOFT -> "Outlook";
    };
  }
}
