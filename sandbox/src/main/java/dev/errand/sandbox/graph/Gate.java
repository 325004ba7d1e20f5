package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.MailErrors;
import dev.errand.sandbox.graph.mailbox.PostOffice;
import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.http.Handler;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What stands before every endpoint, in this order: the token, the limits, the permission, the
 * size. Mail is used under one lock, because a delivery touches several mailboxes.
 */
record Gate(
    Callers callers,
    Throttle throttle,
    PostOffice postOffice,
    Answers answers,
    Supplier<GraphSettings> settings) {

  /** Graph takes no larger write than this. */
  private static final int LARGEST_BODY = 4 * 1024 * 1024;

  /** An endpoint for tokens with one of these permissions. */
  Handler open(Set<String> anyOf, Endpoint endpoint) {
    return request -> {
      Answers.Ids ids = Answers.Ids.of(request);
      return answers.stamped(answer(request, anyOf, endpoint, ids), ids);
    };
  }

  /** An endpoint to which no token of a person leads; under the lock like all others. */
  Handler answering(Handler handler) {
    return request -> {
      Answers.Ids ids = Answers.Ids.of(request);
      synchronized (postOffice) {
        try {
          return answers.stamped(handler.handle(request), ids);
        } catch (ODataError error) {
          return answers.stamped(answers.error(error, ids), ids);
        }
      }
    };
  }

  private Reply answer(Request request, Set<String> anyOf, Endpoint endpoint, Answers.Ids ids) {
    try {
      Caller caller = callers.require(request);
      Optional<Throttle.Refusal> refusal =
          throttle.enter(caller, request.inFlight(), request.body().length);
      if (refusal.isPresent()) {
        return throttled(refusal.get());
      }
      caller.require(anyOf);
      if (request.body().length > LARGEST_BODY) {
        throw MailErrors.tooLarge();
      }
      return letIn(request, caller, endpoint);
    } catch (ODataError error) {
      return answers.error(error, ids);
    }
  }

  private Reply letIn(Request request, Caller caller, Endpoint endpoint) {
    Preferences preferences = Preferences.parse(String.join(",", request.headers("prefer")));
    Reply reply;
    synchronized (postOffice) {
      reply =
          endpoint.answer(new Call(request, caller, postOffice.open(caller.owner()), preferences));
    }
    return preferences.applied().isEmpty()
        ? reply
        : reply.withHeader("preference-applied", String.join(", ", preferences.applied()));
  }

  Reply throttled(Throttle.Refusal refusal) {
    ODataError error =
        new ODataError(
            429, "ApplicationThrottled", "Application is over its " + refusal.limit() + " limit.");
    return settings
        .get()
        .retryAfter()
        .write(answers.error(error, Answers.Ids.own()), refusal.pause(), answers.clock().instant());
  }
}
