package dev.darkroom.provider.support;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A provider's API that answers from a script, and keeps what it was asked. No HTTP is spoken. */
public final class ScriptedApi {
  private final Deque<Step> script = new ArrayDeque<>();
  private final List<Call> calls = new ArrayList<>();

  /**
   * One call, as it came.
   *
   * @param name the method of the API
   * @param arguments as text, in their order; a paid body by its bytes
   */
  public record Call(String name, List<String> arguments) {}

  private sealed interface Step {
    record Answer(int status, Map<String, String> headers, String body) implements Step {}

    record Failure(RuntimeException why, boolean isBeforeTheBody) implements Step {}
  }

  public ScriptedApi answers(int status, String body) {
    return answers(status, Map.of(), body);
  }

  public ScriptedApi answers(int status, Map<String, String> headers, String body) {
    script.add(new Step.Answer(status, headers, body.replace('\'', '"')));
    return this;
  }

  /** The next call breaks off after its body has left. */
  public ScriptedApi breaksOff(RuntimeException why) {
    script.add(new Step.Failure(why, /* isBeforeTheBody= */ false));
    return this;
  }

  /** The next call gets no connection. */
  public ScriptedApi cannotBeReached(RuntimeException why) {
    script.add(new Step.Failure(why, /* isBeforeTheBody= */ true));
    return this;
  }

  public List<Call> calls() {
    return calls;
  }

  <A> A as(Class<A> api) {
    return api.cast(
        Proxy.newProxyInstance(
            api.getClassLoader(),
            new Class<?>[] {api},
            (_, method, arguments) -> answer(method, arguments)));
  }

  private Response answer(Method method, Object[] arguments) {
    var step =
        Optional.ofNullable(script.poll())
            .orElseThrow(() -> new AssertionError("nobody expected " + method.getName()));
    if (step instanceof Step.Failure(var why, var isBeforeTheBody) && isBeforeTheBody) {
      throw why;
    }
    calls.add(new Call(method.getName(), Stream.of(arguments).map(ScriptedApi::text).toList()));
    return switch (step) {
      case Step.Failure(var why, _) -> throw why;
      case Step.Answer(var status, var headers, var body) -> {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var response = Response.status(status).entity(new ByteArrayInputStream(bytes));
        headers.forEach(response::header);
        yield response.build();
      }
    };
  }

  private static String text(Object argument) {
    return argument instanceof PaidBody body ? sent(body) : String.valueOf(argument);
  }

  private static String sent(PaidBody body) {
    var out = new ByteArrayOutputStream();
    try {
      new PaidBodyWriter()
          .writeTo(
              body,
              PaidBody.class,
              PaidBody.class,
              new Annotation[0],
              MediaType.APPLICATION_JSON_TYPE,
              new MultivaluedHashMap<>(),
              out);
    } catch (IOException twice) {
      throw new UncheckedIOException(twice);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
