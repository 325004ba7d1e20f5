package dev.errand.e2e.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.schemas.Command;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Commands that are done, that cannot be read, whose tokens do not open, and that are echoed. */
final class CommandTrouble {

  private final CanaryStack stack;
  private final Assistant assistant;
  private final ProviderTrouble provider;
  private final Words words;

  CommandTrouble(Means means) {
    stack = means.stack();
    assistant = means.assistant();
    provider = means.provider();
    words = means.words();
  }

  void workThatSucceeds(List<UserId> users) {
    for (UserId user : users) {
      List<Command> work =
          List.of(words.note(user), words.search(user), words.mail(user), words.list(user));
      var _ = assistant.done(work);
    }
  }

  /** Dead topics get them, with what they hold. */
  void badRecords(UserId user) {
    for (Topics topics : List.of(Topics.NOTE, Topics.MAIL)) {
      for (String value :
          List.of(
              "{\"query\":\"" + words.word() + "\",\"" + words.word() + "\":1}",
              "{\"query\":\"" + words.word(),
              words.word())) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                topics.commands(), user.value().getBytes(UTF_8), value.getBytes(UTF_8));
        Map.of(
                "ce_specversion", "1.0",
                "ce_id", "bad-" + value.hashCode(),
                "ce_source", "urn:test",
                "ce_subject", user.value(),
                "ce_type", "dev.errand.note.search",
                "content-type", "application/json")
            .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        assistant.send(record);
      }
    }
  }

  /** Before their first command, so that no worker has their tokens in memory. */
  void brokenSeals(UserId well, UserId moved) {
    stack.sql(
        "errand",
        """
        update data_key set wrapped =
          (select wrapped from data_key where user_id = '%s') where user_id = '%s'
        """
            .formatted(well, Trouble.WHOSE_KEY_IS_BROKEN));
    stack.sql(
        "errand",
        """
        update connection c set access_token = o.access_token, refresh_token = o.refresh_token
        from connection o where o.provider = c.provider and o.user_id = '%s' and c.user_id = '%s'
        """
            .formatted(well, moved));
    for (UserId user : List.of(Trouble.WHOSE_KEY_IS_BROKEN, moved)) {
      assistant.ask(words.note(user));
      assistant.ask(words.mail(user));
    }
  }

  void providersThatEcho(UserId echoed) {
    for (String fault :
        List.of(
            provider.echo(500),
            provider.echo(400),
            provider.echo(403),
            provider.page(),
            provider.elsewhere(),
            provider.echo(200),
            "{\"cut\":\"reset\",\"when\":\"before\"}",
            "{\"status\":401}")) {
      for (String route :
          List.of("/notion/v1/search", "/graph/v1.0/me/mailFolders/{folder}/messages")) {
        provider.arm(route, echoed, fault);
      }
    }
    provider.arm("/notion/v1/pages", echoed, provider.echo(500));
    provider.arm("/graph/v1.0/me/messages", echoed, provider.echo(400));
    List<Command> work = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      work.add(words.search(echoed));
      work.add(words.list(echoed));
    }
    work.add(words.note(echoed));
    work.add(words.mail(echoed));
    work.forEach(assistant::ask);
    provider.awaitSpent();
    work.forEach(assistant::end);
  }
}
