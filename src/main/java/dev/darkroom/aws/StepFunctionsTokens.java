package dev.darkroom.aws;

import dev.darkroom.notification.ChannelException;
import dev.darkroom.notification.TaskTokens;
import dev.darkroom.notification.TokenResult;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ConflictException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;
import software.amazon.awssdk.services.sfn.model.ValidationException;

/** Task tokens of Step Functions. No exception's text has a part of a token. */
@Singleton
public final class StepFunctionsTokens implements TaskTokens {
  private final Provider<SfnClient> client;

  @Inject
  public StepFunctionsTokens(Provider<SfnClient> client) {
    this.client = client;
  }

  @Override
  public TokenResult succeed(String token, String output) {
    return use(sfn -> sfn.sendTaskSuccess(send -> send.taskToken(token).output(output)));
  }

  @Override
  public TokenResult fail(String token, String error, String cause) {
    return use(sfn -> sfn.sendTaskFailure(send -> send.taskToken(token).error(error).cause(cause)));
  }

  /** A permanent failure is a result; every other exception is thrown on. */
  private TokenResult use(Consumer<SfnClient> call) {
    try {
      call.accept(client.get());
      return new TokenResult.Accepted();
    } catch (TaskTimedOutException // also what is said of a token that was used before
        | TaskDoesNotExistException
        | InvalidTokenException
        | ConflictException
        | ValidationException gone) {
      return new TokenResult.Permanent(gone.awsErrorDetails().errorCode());
    } catch (SfnException denied) {
      throw new ChannelException(
          "Step Functions answered " + denied.awsErrorDetails().errorCode(), denied);
    }
  }
}
