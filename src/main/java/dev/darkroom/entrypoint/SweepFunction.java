package dev.darkroom.entrypoint;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.darkroom.check.Sweep;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/**
 * {@code sweep}: runs every minute. It queues due tasks, and notifies whoever waits for dead
 * letters. The content of the event does not matter.
 */
@Named("sweep")
public class SweepFunction implements RequestStreamHandler {
  private static final Duration BUDGET = Duration.ofSeconds(40);
  private static final Duration LETTERS_BUDGET = Duration.ofSeconds(10);

  private final Sweep sweep;
  private final DeadLetters deadLetters;
  private final LambdaIo io;

  SweepFunction(Sweep sweep, DeadLetters deadLetters, LambdaIo io) {
    this.sweep = sweep;
    this.deadLetters = deadLetters;
    this.io = io;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    int queued = sweep.run(BUDGET);
    int letters = deadLetters.tell(LETTERS_BUDGET);
    io.write(output, Map.of("queued", queued, "deadLetters", letters));
  }
}
