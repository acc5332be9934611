package dev.darkroom.provider.fal;

import dev.darkroom.provider.support.PaidBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;

/** The four calls of fal.ai's queue. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
interface FalApi {
  /**
   * The paid call. Without the header, fal.ai may answer a request with an "equivalent" endpoint,
   * that is another model (docs.fal.ai/model-apis/model-endpoints/reliability).
   *
   * @param model the whole model id of the table; its slashes stay slashes
   * @param webhook none or one
   */
  @POST
  @Path("/{model}")
  @ClientHeaderParam(name = "x-fal-disable-fallbacks", value = "true")
  @Consumes(MediaType.APPLICATION_JSON)
  Response submit(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @PathParam("model") @Encoded String model,
      @QueryParam("fal_webhook") List<String> webhook,
      PaidBody body);

  @GET
  @Path("/{owner}/{alias}/requests/{id}/status")
  Response status(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @PathParam("owner") String owner,
      @PathParam("alias") String alias,
      @PathParam("id") String id);

  @GET
  @Path("/{owner}/{alias}/requests/{id}")
  Response result(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @PathParam("owner") String owner,
      @PathParam("alias") String alias,
      @PathParam("id") String id);

  /**
   * Answers a {@code status}: {@code OK} (removed from the queue), {@code CANCELLATION_REQUESTED},
   * {@code ALREADY_COMPLETED} with 400, or {@code NOT_FOUND} with 404
   * (fal.ai/docs/inference-api/queue/cancel, read 2026-11).
   */
  @PUT
  @Path("/{owner}/{alias}/requests/{id}/cancel")
  Response cancel(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @PathParam("owner") String owner,
      @PathParam("alias") String alias,
      @PathParam("id") String id);
}
