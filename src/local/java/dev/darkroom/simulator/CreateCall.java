package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One create call that was a JSON object, taken or not.
 *
 * @param path below the provider's address; some providers have the model in it
 */
public record CreateCall(String path, JsonNode body) {}
