package dev.darkroom.provider.evolink;

import dev.darkroom.provider.support.PaidBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The calls of EvoLink's task API. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
interface EvolinkApi {
  @POST
  @Path("/images/generations")
  @Consumes(MediaType.APPLICATION_JSON)
  Response generate(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @HeaderParam("Idempotency-Key") String key,
      PaidBody body);

  /** The account's tasks, the newest first. */
  @GET
  @Path("/tasks")
  Response tasks(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @QueryParam("page") int page,
      @QueryParam("page_size") int pageSize);

  @GET
  @Path("/tasks/{id}")
  Response task(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") String id);
}
