package dev.errand.sandbox.graph;

import dev.errand.sandbox.http.Reply;

/** Answers one call that has been let in. Errors are thrown. */
@FunctionalInterface
interface Endpoint {
  Reply answer(Call call);
}
