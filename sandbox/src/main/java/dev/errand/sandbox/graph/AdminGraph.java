package dev.errand.sandbox.graph;

import dev.errand.sandbox.admin.AdminApi;
import dev.errand.sandbox.graph.mailbox.SendSettings;
import dev.errand.sandbox.graph.mailbox.StoreSettings;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.http.Router;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings of Graph mail: {@code GET} and {@code PATCH /admin/graph/settings}. */
record AdminGraph(GraphMail mail) {

  void routes(Router router) {
    AdminApi.add(router, "GET", "/admin/graph/settings", _ -> shown(mail.settings()));
    AdminApi.add(router, "PATCH", "/admin/graph/settings", this::change);
  }

  /** What is absent stays. */
  private record Change(
      @Nullable Long sendDelayMillis,
      SendSettings.@Nullable Transit transit,
      SendSettings.@Nullable Again sendAgain,
      @Nullable Boolean immutableIdStaysOnSend,
      @Nullable RetryAfterShape retryAfter,
      @Nullable Long largestMessageBytes,
      @Nullable Long uploadLifetimeMillis,
      @Nullable Boolean uploadStatus,
      @Nullable Long searchLagMillis,
      @Nullable Long nonDeliveryDelayMillis,
      SendSettings.@Nullable Excess excess,
      @Nullable Integer limitStatus,
      @Nullable Boolean deltaReplays,
      @Nullable Integer deltaSince,
      @Nullable Boolean replyProperties) {

    GraphSettings on(GraphSettings now) {
      SendSettings send = now.send();
      return new GraphSettings(
          new SendSettings(
              millis(sendDelayMillis, send.delay()),
              transit == null ? send.transit() : transit,
              sendAgain == null ? send.again() : sendAgain,
              immutableIdStaysOnSend == null ? send.immutableIdStays() : immutableIdStaysOnSend,
              millis(nonDeliveryDelayMillis, send.nonDeliveryDelay()),
              excess == null ? send.excess() : excess,
              limitStatus == null ? send.limitStatus() : limitStatus),
          retryAfter == null ? now.retryAfter() : retryAfter,
          store(now.store()));
    }

    private StoreSettings store(StoreSettings now) {
      return new StoreSettings(
          largestMessageBytes == null ? now.largestMessage() : largestMessageBytes,
          millis(uploadLifetimeMillis, now.uploadLifetime()),
          uploadStatus == null ? now.uploadStatus() : uploadStatus,
          millis(searchLagMillis, now.searchLag()),
          deltaReplays == null ? now.deltaReplays() : deltaReplays,
          deltaSince == null ? now.deltaSince() : deltaSince,
          replyProperties == null ? now.replyProperties() : replyProperties);
    }

    private static Duration millis(@Nullable Long wanted, Duration now) {
      return wanted == null ? now : Duration.ofMillis(wanted);
    }
  }

  private Reply change(Request request) {
    Change change = Json.read(request.body(), Change.class);
    return shown(mail.change(change::on));
  }

  private static Reply shown(GraphSettings settings) {
    SendSettings send = settings.send();
    StoreSettings store = settings.store();
    Change all =
        new Change(
            send.delay().toMillis(),
            send.transit(),
            send.again(),
            send.immutableIdStays(),
            settings.retryAfter(),
            store.largestMessage(),
            store.uploadLifetime().toMillis(),
            store.uploadStatus(),
            store.searchLag().toMillis(),
            send.nonDeliveryDelay().toMillis(),
            send.excess(),
            send.limitStatus(),
            store.deltaReplays(),
            store.deltaSince(),
            store.replyProperties());
    return Reply.json(200, Json.of(all));
  }
}
