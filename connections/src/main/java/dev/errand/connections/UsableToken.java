package dev.errand.connections;

import dev.errand.schemas.Secret;

/** An opened access token, and the connection as it was when the token was read. */
public record UsableToken(Connection connection, Secret secret) {}
