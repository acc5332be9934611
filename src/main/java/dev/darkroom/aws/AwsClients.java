package dev.darkroom.aws;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Makes the AWS clients. Each is made when it is first asked for: no function needs all of them.
 *
 * <p>The SDK finds region, credentials and addresses by itself. Quarkus' extensions for these
 * clients read a page of settings for each client at every start (performance.md).
 */
@Singleton
public final class AwsClients {
  private final ScheduledExecutorService watch = TimeOuts.watch();
  private final SdkHttpClient http = TimeOuts.DEFAULT.http();
  private final SdkHttpClient objects = httpForObjects();
  private final ClientOverrideConfiguration override = TimeOuts.DEFAULT.override(watch);

  /** A new HTTP client for S3, also for the embedded S3 of local mode. */
  public static SdkHttpClient httpForObjects() {
    return TimeOuts.OBJECTS.http();
  }

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

  @Produces
  @Singleton
  S3Client objects(AwsConfig config) {
    return S3Client.builder()
        .httpClient(objects)
        .overrideConfiguration(TimeOuts.OBJECTS.override(watch))
        .forcePathStyle(config.s3PathStyle())
        .build();
  }

  @Produces
  @Singleton
  S3Links links(AwsConfig config) {
    var paths = S3Configuration.builder().pathStyleAccessEnabled(config.s3PathStyle()).build();
    return new S3Links(S3Presigner.builder().serviceConfiguration(paths).build());
  }

  void close(@Disposes S3Links links) {
    links.close();
  }

  void close(@Disposes @Any SdkClient client) {
    client.close();
  }

  @PreDestroy
  void stop() {
    http.close();
    objects.close();
    watch.shutdownNow();
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C made(B builder) {
    return builder.httpClient(http).overrideConfiguration(override).build();
  }
}
