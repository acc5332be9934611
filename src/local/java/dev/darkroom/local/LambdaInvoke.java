package dev.darkroom.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.answer.Json;
import dev.darkroom.answer.Problem;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Lambda's Invoke API on a laptop (API reference, Invoke, version 2015-03-31, read 2026-11): the
 * body is the event as a function gets it, be it a batch of SQS, an event of EventBridge, the input
 * of a Step Functions task, or a direct invoke. {@code aws lambda invoke --endpoint-url} works.
 */
@Path("2015-03-31/functions/{function}/invocations")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class LambdaInvoke {
  private static final Logger LOG = Logger.getLogger(LambdaInvoke.class);

  /** What comes behind the JSON is a mistake, as at Lambda. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Instance<RequestStreamHandler> functions;
  private final LocalCallers callers;
  private final Json json;

  LambdaInvoke(@Any Instance<RequestStreamHandler> functions, LocalCallers callers, Json json) {
    this.functions = functions;
    this.callers = callers;
    this.json = json;
  }

  /**
   * Invokes one function.
   *
   * @param name {@code submit}, {@code settle} and so on, with whatever {@link FunctionName} knows
   * @param word {@code RequestResponse}, {@code Event} or {@code DryRun}; absent: the first
   */
  @POST
  public Response invoke(
      @PathParam("function") String name,
      @HeaderParam("X-Amz-Invocation-Type") String word,
      @HeaderParam("host") String host,
      @HeaderParam("origin") String origin,
      byte[] body)
      throws IOException {
    var foreign =
        callers.refusal(
            Optional.ofNullable(host), Optional.ofNullable(origin), /* isCallback= */ false);
    if (foreign.isPresent()) {
      return Response.status(foreign.get().status())
          .type(Problem.MEDIA_TYPE)
          .entity(json.write(foreign.get()))
          .build();
    }
    var function = function(name);
    if (function.isEmpty()) {
      return error(404, "ResourceNotFoundException", "Function not found: " + name);
    }
    var type = InvocationType.of(Optional.ofNullable(word));
    if (type.isEmpty()) {
      return error(
          400,
          "InvalidParameterValueException",
          "X-Amz-Invocation-Type is none of RequestResponse, Event and DryRun");
    }
    if (body.length > type.get().mostBytes()) {
      return error(
          413,
          "RequestTooLargeException",
          "Request must be smaller than " + type.get().mostBytes() + " bytes");
    }
    if (!isJson(body)) {
      return error(400, "InvalidRequestContentException", "Could not parse request body into json");
    }
    return invoke(function.get(), type.get(), body);
  }

  private Response invoke(RequestStreamHandler function, InvocationType type, byte[] body)
      throws IOException {
    return switch (type) {
      case DRY_RUN -> Response.noContent().build();
      case EVENT -> {
        run(function, body);
        yield Response.accepted().build();
      }
      case REQUEST_RESPONSE -> run(function, body);
    };
  }

  private Optional<RequestStreamHandler> function(String name) {
    var candidates = new FunctionName(name).candidates();
    return functions
        .handlesStream()
        .filter(handle -> candidates.stream().anyMatch(one -> isNamed(handle, one)))
        .map(Instance.Handle::get)
        .findFirst();
  }

  private static boolean isNamed(Instance.Handle<RequestStreamHandler> handle, String name) {
    return name.equals(handle.getBean().getName());
  }

  /** A function that fails is answered 200, with a header that says so. */
  private Response run(RequestStreamHandler function, byte[] event) throws IOException {
    var output = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(event), output, new LocalContext());
      return Response.ok(output.toByteArray()).build();
    } catch (RuntimeException failed) {
      LOG.warn("the invoked function failed", failed);
      return Response.ok(
              json.write(
                  Map.of(
                      "errorMessage",
                      Optional.ofNullable(failed.getMessage()).orElse(""),
                      "errorType",
                      failed.getClass().getName())))
          .header("X-Amz-Function-Error", "Unhandled")
          .build();
    }
  }

  private static boolean isJson(byte[] body) throws IOException {
    try {
      return !MAPPER.readTree(body).isMissingNode();
    } catch (JsonProcessingException noJson) {
      return false;
    }
  }

  private Response error(int status, String type, String message) {
    return Response.status(status)
        .header("X-Amzn-ErrorType", type)
        .entity(json.write(Map.of("Type", "User", "Message", message)))
        .build();
  }
}
