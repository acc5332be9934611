package dev.darkroom.aws;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Makes the clients, each when it is first asked for: no function needs all of them. Region,
 * credentials and addresses are where the SDK finds them by itself. The extensions that would do
 * this read a page of settings for each client at every start (performance.md); the one for S3
 * stays, for what a native image has to be told about that client.
 */
@Singleton
final class AwsClients {
  private final SdkHttpClient http = UrlConnectionHttpClient.create();

  @Produces
  @Singleton
  DynamoDbClient dynamoDb() {
    return made(DynamoDbClient.builder());
  }

  @Produces
  @Singleton
  SqsClient sqs() {
    return made(SqsClient.builder());
  }

  @Produces
  @Singleton
  SsmClient ssm() {
    return made(SsmClient.builder());
  }

  @Produces
  @Singleton
  EventBridgeClient eventBridge() {
    return made(EventBridgeClient.builder());
  }

  @Produces
  @Singleton
  SfnClient stepFunctions() {
    return made(SfnClient.builder());
  }

  void close(@Disposes @Any SdkClient client) {
    client.close();
  }

  private <B extends AwsSyncClientBuilder<B, C> & SdkBuilder<B, C>, C> C made(B builder) {
    return builder.httpClient(http).build();
  }
}
