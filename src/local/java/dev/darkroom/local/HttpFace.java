package dev.darkroom.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.entrypoint.CallbackFunction;
import dev.darkroom.entrypoint.Function;
import dev.darkroom.entrypoint.QueryFunction;
import dev.darkroom.entrypoint.Route;
import dev.darkroom.entrypoint.Route.Match.Found;
import dev.darkroom.entrypoint.SubmitFunction;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;

/**
 * API Gateway on a laptop: turns each HTTP request into the event that it would send, hands it to
 * the function of the route, and turns the answer back.
 */
@Path("{path: .*}")
@Consumes(MediaType.WILDCARD)
public class HttpFace {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final SubmitFunction submit;
  private final CallbackFunction callback;
  private final QueryFunction query;

  HttpFace(SubmitFunction submit, CallbackFunction callback, QueryFunction query) {
    this.submit = submit;
    this.callback = callback;
    this.query = query;
  }

  @GET
  public Response get(@Context Request request, @Context UriInfo uri, @Context HttpHeaders headers)
      throws IOException {
    return answer(request, uri, headers, new byte[0]);
  }

  @POST
  public Response post(
      @Context Request request, @Context UriInfo uri, @Context HttpHeaders headers, byte[] body)
      throws IOException {
    return answer(request, uri, headers, body);
  }

  @PUT
  public Response put(
      @Context Request request, @Context UriInfo uri, @Context HttpHeaders headers, byte[] body)
      throws IOException {
    return answer(request, uri, headers, body);
  }

  @PATCH
  public Response patch(
      @Context Request request, @Context UriInfo uri, @Context HttpHeaders headers, byte[] body)
      throws IOException {
    return answer(request, uri, headers, body);
  }

  @DELETE
  public Response delete(
      @Context Request request, @Context UriInfo uri, @Context HttpHeaders headers)
      throws IOException {
    return answer(request, uri, headers, new byte[0]);
  }

  private Response answer(Request request, UriInfo uri, HttpHeaders headers, byte[] body)
      throws IOException {
    var event = MAPPER.writeValueAsBytes(event(request, uri, headers, body));
    var output = new ByteArrayOutputStream();
    handler(request.getMethod(), uri.getRequestUri().getRawPath())
        .handleRequest(new ByteArrayInputStream(event), output, new LocalContext());
    return response(MAPPER.readTree(output.toByteArray()));
  }

  private RequestStreamHandler handler(String method, String path) {
    var function =
        Route.match(method, path) instanceof Found(var route, _)
            ? route.function()
            : Function.QUERY; // any of them says what is wrong with the route
    return switch (function) {
      case SUBMIT -> submit;
      case CALLBACK -> callback;
      case QUERY -> query;
      case SETTLE, SWEEP -> throw new IllegalStateException(function + " has no route: see Route");
    };
  }

  private static JsonNode event(Request request, UriInfo uri, HttpHeaders headers, byte[] body) {
    var event = MAPPER.createObjectNode();
    var path = uri.getRequestUri().getRawPath();
    event.put("version", "2.0");
    event.put("routeKey", "$default");
    event.put("rawPath", path);
    var rawQuery = uri.getRequestUri().getRawQuery();
    event.put("rawQueryString", rawQuery == null ? "" : rawQuery);
    var names = event.putObject("headers");
    headers
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                names.put(name.toLowerCase(java.util.Locale.ROOT), String.join(",", values)));
    var parameters = event.putObject("queryStringParameters");
    uri.getQueryParameters()
        .forEach((name, values) -> parameters.put(name, String.join(",", values)));
    var context = event.putObject("requestContext");
    context.put("stage", "$default");
    context.putObject("http").put("method", request.getMethod()).put("path", path);
    event.put("body", Base64.getEncoder().encodeToString(body));
    event.put("isBase64Encoded", true);
    return event;
  }

  private static Response response(JsonNode answer) {
    var response = Response.status(answer.path("statusCode").asInt());
    answer
        .path("headers")
        .properties()
        .forEach(header -> response.header(header.getKey(), header.getValue().asText()));
    return response.entity(answer.path("body").asText()).build();
  }
}
