package dev.darkroom.provider.liangxin;

import dev.darkroom.provider.support.PaidBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The two calls of LiangXin's task API. Its pages do not show the header parameters. kie.ai and the
 * gateway in front of it take a bearer token.
 */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
interface LiangxinApi {
  @POST
  @Path("/createTask")
  @Consumes(MediaType.APPLICATION_JSON)
  Response createTask(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, PaidBody body);

  @GET
  @Path("/recordInfo")
  Response recordInfo(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @QueryParam("taskId") String taskId);
}
