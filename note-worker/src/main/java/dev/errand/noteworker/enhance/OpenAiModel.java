package dev.errand.noteworker.enhance;

import dev.errand.runtime.model.ModelUsage;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatModel.ResponseFormat;
import org.springframework.ai.openai.OpenAiChatOptions;

/**
 * Any model that speaks as OpenAI does, through Spring AI: one request within its time, no second
 * try, no tools. What it used is added to the user's sum. Thread-safe.
 */
public final class OpenAiModel implements Model {

  private static final Logger log = LoggerFactory.getLogger(OpenAiModel.class);
  private static final int MOST_ANSWERED = 500;

  private final ChatModel chat;
  private final ModelUsage usage;

  public OpenAiModel(Settings settings, ModelUsage usage) {
    this.chat = chat(settings);
    this.usage = usage;
  }

  /** Where the model is, and how long it may take. */
  public record Settings(URI baseUrl, String model, Secret key, Duration timeout) {}

  private static ChatModel chat(Settings settings) {
    return OpenAiChatModel.builder()
        .options(
            OpenAiChatOptions.builder()
                .baseUrl(settings.baseUrl().toString())
                .apiKey(settings.key().reveal())
                .model(settings.model())
                .temperature(0.0)
                .maxTokens(MOST_ANSWERED)
                .timeout(settings.timeout())
                .maxRetries(0)
                .responseFormat(
                    ResponseFormat.builder()
                        .type(ResponseFormat.Type.JSON_SCHEMA)
                        .jsonSchema(Question.SCHEMA)
                        .strict(true)
                        .build())
                .build())
        .build();
  }

  @Override
  public Answered answer(UserId user, String note) {
    try {
      ChatResponse response =
          chat.call(
              new Prompt(
                  List.of(new SystemMessage(Question.TEXT), new UserMessage(note)),
                  chat.getOptions()));
      count(user, response.getMetadata().getUsage());
      String text =
          response.getResult() == null ? null : response.getResult().getOutput().getText();
      return new Answered.Text(Objects.requireNonNullElse(text, ""));
    } catch (RuntimeException failed) {
      log.atWarn()
          .addKeyValue("userId", user)
          .addKeyValue("cause", failed.getClass().getSimpleName())
          .log("The model did not answer; the rules do");
      return isTooLate(failed) ? new Answered.TooLate() : new Answered.Failed();
    }
  }

  private void count(UserId user, Usage used) {
    try {
      usage.add(user, used.getPromptTokens(), used.getCompletionTokens());
    } catch (RuntimeException away) {
      log.atWarn()
          .addKeyValue("userId", user)
          .addKeyValue("cause", away.getClass().getSimpleName())
          .log("What a model used is not in the user's sum");
    }
  }

  private static boolean isTooLate(Throwable failed) {
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
        .limit(10)
        .anyMatch(InterruptedIOException.class::isInstance);
  }
}
