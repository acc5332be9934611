package dev.darkroom.entrypoint;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.darkroom.check.CheckJson;
import dev.darkroom.entrypoint.EventSource.Sqs;
import dev.darkroom.entrypoint.EventSource.Sqs.Message;
import dev.darkroom.settlement.Settlement;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.logging.Logger;

/** {@code settle}: checks from the settle queue. */
@Named("settle")
public class SettleFunction implements RequestStreamHandler {
  private static final Logger LOG = Logger.getLogger(SettleFunction.class);

  private final Settlement settlement;
  private final LambdaIo io;

  SettleFunction(Settlement settlement, LambdaIo io) {
    this.settlement = settlement;
    this.io = io;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    if (!(EventSource.of(input.readAllBytes()) instanceof Sqs(var messages))) {
      throw new IllegalArgumentException("settle takes batches of the settle queue, nothing else");
    }
    io.writeBatch(output, messages, this::isDone);
  }

  /** Settles a message. One that is no check ends in the dead-letter queue, for a person. */
  private boolean isDone(Message message) {
    var check = CheckJson.read(message.body());
    check.ifPresentOrElse(
        settlement::settle, () -> LOG.errorf("message %s is no check", message.id()));
    return check.isPresent();
  }
}
