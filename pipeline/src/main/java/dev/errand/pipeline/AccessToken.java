package dev.errand.pipeline;

import dev.errand.schemas.Secret;

/** A user's usable token, for one call. */
public record AccessToken(ConnectionFacts connection, Secret secret) {}
