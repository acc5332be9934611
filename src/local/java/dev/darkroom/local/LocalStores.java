package dev.darkroom.local;

import dev.darkroom.answer.ImageBucket;
import dev.darkroom.aws.AwsConfig;
import dev.darkroom.aws.DynamoTaskStore;
import dev.darkroom.aws.S3ImageStore;
import dev.darkroom.aws.S3ReferenceStore;
import dev.darkroom.aws.SqsSettleQueue;
import dev.darkroom.aws.SsmSecrets;
import dev.darkroom.aws.StepFunctionsTokens;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.delivery.ImageStore;
import dev.darkroom.notification.TaskTokens;
import dev.darkroom.notification.TokenResult;
import dev.darkroom.routing.ReferenceStore;
import dev.darkroom.secret.Secret;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.TaskStore;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Local mode's stores in the places of the AWS adapters; the adapters themselves where table,
 * bucket and queue are configured.
 */
@ApplicationScoped
class LocalStores {
  private final boolean isOnAws;

  LocalStores(AwsConfig config) {
    isOnAws =
        config.table().isPresent()
            && config.bucket().isPresent()
            && config.settleQueueUrl().isPresent();
  }

  /** Whether table, bucket and queue are real (or an emulator's). */
  boolean isOnAws() {
    return isOnAws;
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  TaskStore tasks(Provider<DynamoTaskStore> dynamo, AwsConfig config) {
    return isOnAws ? dynamo.get() : new InMemoryTaskStore(config.list());
  }

  @Produces
  @Singleton
  EmbeddedS3 embeddedS3(LocalConfig config) {
    return new EmbeddedS3(config);
  }

  void stop(@Disposes EmbeddedS3 s3) {
    s3.close();
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  ImageStore images(Provider<S3ImageStore> s3, Provider<EmbeddedS3> embedded) {
    return isOnAws ? s3.get() : embedded.get().store();
  }

  /** The bucket that answers name: a reference may name it too. */
  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  ImageBucket bucket(AwsConfig config) {
    return new ImageBucket(isOnAws ? config.bucket() : Optional.of(EmbeddedS3.BUCKET));
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  ReferenceStore references(Provider<S3ReferenceStore> s3, Provider<EmbeddedS3> embedded) {
    return isOnAws ? s3.get() : embedded.get().references();
  }

  @Produces
  @Singleton
  InProcessSettleQueue inProcessQueue(Clock clock) {
    return new InProcessSettleQueue(8, Duration.ofSeconds(1), clock);
  }

  void stop(@Disposes InProcessSettleQueue queue) {
    queue.close();
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  SettleQueue queue(Provider<SqsSettleQueue> sqs, Provider<InProcessSettleQueue> inProcess) {
    return isOnAws ? sqs.get() : inProcess.get();
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  Secrets secrets(Provider<SsmSecrets> ssm) {
    return isOnAws ? ssm.get() : new NoParameters();
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  TaskTokens tokens(Provider<StepFunctionsTokens> stepFunctions) {
    return isOnAws ? stepFunctions.get() : new NoStateMachines();
  }

  private static final class NoStateMachines implements TaskTokens {
    private static final TokenResult NO_STATE_MACHINE =
        new TokenResult.Permanent("local mode has no state machines");

    @Override
    public TokenResult succeed(String token, String output) {
      return NO_STATE_MACHINE;
    }

    @Override
    public TokenResult fail(String token, String error, String cause) {
      return NO_STATE_MACHINE;
    }
  }

  private static final class NoParameters implements Secrets {
    @Override
    public Secret get(String parameter) {
      throw new IllegalStateException(
          "local mode has no parameter store to read "
              + parameter
              + " from: give the key itself, without _PARAMETER");
    }

    @Override
    public void forget(String parameter) {
      // Nothing is kept.
    }
  }
}
