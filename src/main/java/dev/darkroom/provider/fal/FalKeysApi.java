package dev.darkroom.provider.fal;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;

/** The public keys of webhooks, at exactly the configured address; no key of ours goes there. */
interface FalKeysApi {
  @GET
  Response keys();
}
