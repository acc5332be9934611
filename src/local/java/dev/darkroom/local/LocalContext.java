package dev.darkroom.local;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What Lambda tells a function about its invocation. */
final class LocalContext implements Context {
  private static final Logger LOG = Logger.getLogger(LocalContext.class);

  private final String requestId = UUID.randomUUID().toString();

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "local";
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionName() {
    return "local";
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:local:000000000000:function:local";
  }

  @Override
  @SuppressWarnings("NullAway") // Lambda, too, has none outside of mobile apps
  public CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway") // Lambda, too, has none outside of mobile apps
  public ClientContext getClientContext() {
    return null;
  }

  /**
   * Twice the time of {@code submit} on AWS. The first event of a JVM may take many seconds until
   * its paid call on a busy machine; a native function never does.
   */
  @Override
  public int getRemainingTimeInMillis() {
    return (int) Duration.ofSeconds(60).toMillis();
  }

  @Override
  public int getMemoryLimitInMB() {
    return 512;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        LOG.info(message);
      }

      @Override
      public void log(byte[] message) {
        LOG.info(new String(message, java.nio.charset.StandardCharsets.UTF_8));
      }
    };
  }
}
