package dev.darkroom.entrypoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import java.time.Duration;
import java.util.Optional;

/** The submit function on a chain with one fake provider. */
abstract class SubmitFunctionFixture {
  static final String TASK = TaskId.of(new RequestId("order-1")).value();

  final FakeProvider acme = new FakeProvider(Examples.ACME);
  final FailingStore store = new FailingStore(new InMemoryTaskStore());
  final Chain chain = Chain.on(store, acme);
  final Doors doors = new Doors(chain);

  static SubmitResult notNow(Optional<Duration> retryAfter) {
    return new SubmitResult.Transient(
        Failure.of(ErrorCode.RATE_LIMITED, "slow down.", Examples.ACME), retryAfter);
  }

  static String header(JsonNode answer, String name) {
    return answer.path("headers").path(name).asText();
  }
}
