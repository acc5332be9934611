package dev.darkroom.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.answer.Json;
import dev.darkroom.answer.Problem;
import dev.darkroom.entrypoint.CallbackFunction;
import dev.darkroom.entrypoint.ControlFunction;
import dev.darkroom.entrypoint.HttpRoute;
import dev.darkroom.entrypoint.HttpRoute.Match;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.entrypoint.HttpRoute.Match.NoSuchPath;
import dev.darkroom.entrypoint.LambdaFunction;
import dev.darkroom.entrypoint.QueryFunction;
import dev.darkroom.entrypoint.SubmitFunction;
import dev.darkroom.openai.OpenAiErrorAnswer;
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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

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
  private final ControlFunction control;
  private final LocalCallers callers;
  private final Json json;

  HttpFace(
      SubmitFunction submit,
      CallbackFunction callback,
      QueryFunction query,
      ControlFunction control,
      LocalCallers callers,
      Json json) {
    this.submit = submit;
    this.callback = callback;
    this.query = query;
    this.control = control;
    this.callers = callers;
    this.json = json;
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
    var match = HttpRoute.match(request.getMethod(), uri.getRequestUri().getRawPath());
    boolean isCallback = match instanceof Found found && found.route() == HttpRoute.CALLBACK;
    var refusal = callers.refusal(header(headers, "host"), header(headers, "origin"), isCallback);
    if (refusal.isPresent()) {
      return refused(refusal.get(), HttpRoute.isOpenAi(uri.getRequestUri().getRawPath()));
    }
    if (match instanceof NoSuchPath && uri.getRequestUri().getRawPath().equals("/")) {
      return Response.status(Response.Status.FOUND).header("location", "/ui").build();
    }
    var event = MAPPER.writeValueAsBytes(event(request, uri, headers, body, match));
    var output = new ByteArrayOutputStream();
    handler(match).handleRequest(new ByteArrayInputStream(event), output, new LocalContext());
    return response(MAPPER.readTree(output.toByteArray()));
  }

  private Response refused(Problem why, boolean isOpenAi) {
    return Response.status(why.status())
        .header("content-type", isOpenAi ? "application/json" : Problem.MEDIA_TYPE)
        .entity(json.write(isOpenAi ? OpenAiErrorAnswer.of(why) : why))
        .build();
  }

  private RequestStreamHandler handler(Match match) {
    var function =
        match instanceof Found found
            ? found.route().function()
            : LambdaFunction.QUERY; // any of them says what is wrong with the route
    return switch (function) {
      case SUBMIT -> submit;
      case CALLBACK -> callback;
      case QUERY -> query;
      case CONTROL -> control;
      case SETTLE, SWEEP ->
          throw new IllegalStateException(function + " has no route: see HttpRoute");
    };
  }

  private static Optional<String> header(HttpHeaders headers, String name) {
    return Optional.ofNullable(headers.getHeaderString(name));
  }

  private static JsonNode event(
      Request request, UriInfo uri, HttpHeaders headers, byte[] body, Match match) {
    var event = MAPPER.createObjectNode();
    var path = decoded(uri.getRequestUri().getRawPath());
    event.put("version", "2.0");
    event.put("routeKey", match instanceof Found found ? found.route().key() : "$default");
    event.put("rawPath", path);
    if (match instanceof Found found && !found.parameters().isEmpty()) {
      var parameters = event.putObject("pathParameters");
      found.parameters().forEach(parameters::put);
    }
    var rawQuery = uri.getRequestUri().getRawQuery();
    event.put("rawQueryString", rawQuery == null ? "" : rawQuery);
    var names = event.putObject("headers");
    headers
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                names.put(name.toLowerCase(java.util.Locale.ROOT), String.join(",", values)));
    var query = event.putObject("queryStringParameters");
    uri.getQueryParameters().forEach((name, values) -> query.put(name, String.join(",", values)));
    var context = event.putObject("requestContext");
    context.put("stage", "$default").put("requestId", UUID.randomUUID().toString());
    context.putObject("http").put("method", request.getMethod()).put("path", path);
    event.put("body", Base64.getEncoder().encodeToString(body));
    event.put("isBase64Encoded", true);
    return event;
  }

  /** API Gateway decodes the path, and so loses what a slash in it was. */
  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return path;
    }
  }

  private static Response response(JsonNode answer) {
    var response = Response.status(answer.path("statusCode").asInt());
    answer
        .path("headers")
        .properties()
        .forEach(header -> response.header(header.getKey(), header.getValue().asText()));
    var body = answer.path("body").asText();
    return answer.path("isBase64Encoded").asBoolean()
        ? response.entity(Base64.getDecoder().decode(body)).build()
        : response.entity(body).build();
  }
}
