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

/** {@code sweep}: on a schedule, every minute. What the event says does not matter. */
@Named("sweep")
public class SweepFunction implements RequestStreamHandler {
  private static final Duration BUDGET = Duration.ofSeconds(45);

  private final Sweep sweep;
  private final Door door;

  SweepFunction(Sweep sweep, Door door) {
    this.sweep = sweep;
    this.door = door;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    door.write(output, Map.of("queued", sweep.run(BUDGET)));
  }
}
