package dev.darkroom.provider.evolink;

import dev.darkroom.provider.support.PaidBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The two calls of EvoLink's task API. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
interface EvolinkApi {
  @POST
  @Path("/images/generations")
  @Consumes(MediaType.APPLICATION_JSON)
  Response generate(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, PaidBody body);

  @GET
  @Path("/tasks/{id}")
  Response task(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") String id);
}
