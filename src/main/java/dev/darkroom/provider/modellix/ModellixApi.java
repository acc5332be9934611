package dev.darkroom.provider.modellix;

import dev.darkroom.provider.support.PaidBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The two calls of Modellix's task API. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
interface ModellixApi {
  /**
   * Creates a task.
   *
   * @param path of {@link ModellixPath}, whole: it holds slashes
   */
  @POST
  @Path("{path:.+}")
  @Consumes(MediaType.APPLICATION_JSON)
  Response create(
      @Encoded @PathParam("path") String path,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      PaidBody body);

  @GET
  @Path("api/v1/tasks/{id}")
  Response task(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") String id);
}
