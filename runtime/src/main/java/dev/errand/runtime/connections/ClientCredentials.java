package dev.errand.runtime.connections;

import dev.errand.schemas.Secret;

/** Who we are to a provider. */
record ClientCredentials(String id, Secret secret) {}
