package dev.darkroom.local;

import dev.darkroom.answer.Json;
import dev.darkroom.answer.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The door of the inbox: webhooks go to {@code /local/webhooks}, and are read there. */
@Path(WebhookResource.PATH + "{rest: (/.*)?}")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {
  static final String PATH = "local/webhooks";

  private final WebhookInbox inbox;
  private final LocalCallers callers;
  private final Json json;

  WebhookResource(WebhookInbox inbox, LocalCallers callers, Json json) {
    this.inbox = inbox;
    this.callers = callers;
    this.json = json;
  }

  /**
   * Takes one webhook.
   *
   * @param answer the status to answer with, to see what becomes of a receiver that fails
   */
  @POST
  public Response receive(
      @Context HttpHeaders headers,
      @PathParam("rest") String rest,
      @QueryParam("answer") @DefaultValue("204") int answer,
      byte[] body) {
    return ifFromHere(
        headers,
        () -> {
          int status = answer >= 200 && answer <= 599 ? answer : 400;
          inbox.receive(rest, names(headers), body, status);
          return Response.status(status).build();
        });
  }

  /**
   * What came, the latest first.
   *
   * @param known the revision that the caller has; the same one is answered without a body
   */
  @GET
  public Response list(@Context HttpHeaders headers, @QueryParam("known") String known) {
    return ifFromHere(
        headers,
        () -> {
          var contents = inbox.contents();
          return Long.toString(contents.revision()).equals(known)
              ? Response.notModified().build()
              : Response.ok(json.write(contents)).build();
        });
  }

  /** Forgets what came. */
  @DELETE
  public Response empty(@Context HttpHeaders headers) {
    return ifFromHere(
        headers,
        () -> {
          inbox.empty();
          return Response.noContent().build();
        });
  }

  private Response ifFromHere(HttpHeaders headers, Supplier<Response> answer) {
    return callers
        .refusal(
            Optional.ofNullable(headers.getHeaderString("host")),
            Optional.ofNullable(headers.getHeaderString("origin")),
            /* isCallback= */ false)
        .map(this::refused)
        .orElseGet(answer);
  }

  private Response refused(Problem why) {
    return Response.status(why.status()).type(Problem.MEDIA_TYPE).entity(json.write(why)).build();
  }

  private static Map<String, String> names(HttpHeaders headers) {
    var names = new HashMap<String, String>();
    headers
        .getRequestHeaders()
        .forEach(
            (name, values) -> names.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return names;
  }
}
