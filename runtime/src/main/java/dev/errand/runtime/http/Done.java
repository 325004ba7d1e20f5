package dev.errand.runtime.http;

import tools.jackson.databind.JsonNode;

/**
 * A success.
 *
 * @param body missing where it is not JSON
 */
public record Done(int status, JsonNode body) {}
