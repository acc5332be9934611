package dev.darkroom.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.answer.Json;
import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.TestingSweep;
import dev.darkroom.query.TestingQuery;
import dev.darkroom.schema.Documents;
import dev.darkroom.settlement.TestingSettlement;
import dev.darkroom.submission.TestingSubmission;
import dev.darkroom.testing.Chain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;

/** The five functions on a chain of real steps, asked as Lambda asks them. */
record Doors(Chain chain) {
  private static final Door DOOR = new Door(new Json());
  private static final HttpDoor HTTP = new HttpDoor(DOOR);

  /** The functions look at nothing but how much time is left: half a minute. */
  private static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              Doors.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("getRemainingTimeInMillis")) {
                  return 30_000;
                }
                throw new UnsupportedOperationException(method.getName());
              });

  JsonNode submit(JsonNode event) {
    return submit(event.toString());
  }

  JsonNode submit(String event) {
    return ask(
        new SubmitFunction(
            chain.intake(),
            new SubmitHttp(chain.intake()),
            HTTP,
            DOOR,
            TestingSubmission.timeLeft(chain.clock())),
        event);
  }

  JsonNode callback(JsonNode event) {
    var callback = TestingCallback.of(chain.queue(), chain.providers(), chain.clock());
    return ask(new CallbackFunction(callback, HTTP, DOOR), event.toString());
  }

  JsonNode settle(JsonNode event) {
    var settlement =
        TestingSettlement.of(chain.store(), chain.providers(), chain.queue(), chain.clock());
    return ask(new SettleFunction(settlement, DOOR), event.toString());
  }

  JsonNode sweep(JsonNode event) {
    var sweep = TestingSweep.of(chain.store(), chain.queue(), chain.clock());
    return ask(new SweepFunction(sweep, DOOR), event.toString());
  }

  JsonNode query(JsonNode event) {
    return ask(
        new QueryFunction(
            TestingQuery.of(chain.store(), chain.clock()),
            TestingQuery.models(chain.providers()),
            new Documents(),
            HTTP,
            DOOR),
        event.toString());
  }

  private static JsonNode ask(RequestStreamHandler function, String event) {
    var output = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), output, CONTEXT);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return Events.tree(output.toString(UTF_8));
  }
}
