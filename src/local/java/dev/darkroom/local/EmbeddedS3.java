package dev.darkroom.local;

import dev.darkroom.aws.AwsClients;
import dev.darkroom.aws.AwsConfig;
import dev.darkroom.aws.S3ImageStore;
import dev.darkroom.aws.S3Links;
import dev.darkroom.aws.S3ReferenceStore;
import dev.darkroom.delivery.ImageStore;
import dev.darkroom.routing.ReferenceStore;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The owner's bucket on a laptop: an S3 in this process, behind the very adapter of production. */
final class EmbeddedS3 implements AutoCloseable {
  static final String BUCKET = "images";

  private final S3ProxyServer server;
  private final S3Client objects;
  private final S3Links links;

  EmbeddedS3(LocalConfig config) {
    server = S3ProxyServer.start(config.folder(), config.s3Port()).withBucket(BUCKET);
    var credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(S3ProxyServer.ACCESS_KEY, S3ProxyServer.SECRET_KEY));
    objects =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .forcePathStyle(true)
            .httpClient(AwsClients.httpForObjects())
            .build();
    links =
        new S3Links(
            S3Presigner.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .serviceConfiguration(
                    S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build());
  }

  ImageStore store() {
    return new S3ImageStore(() -> objects, () -> links, new Bucket());
  }

  ReferenceStore references() {
    return new S3ReferenceStore(() -> objects, () -> links, new Bucket());
  }

  @Override
  public void close() {
    links.close();
    objects.close();
    server.close();
  }

  private static final class Bucket implements AwsConfig {
    @Override
    public boolean list() {
      return true;
    }

    @Override
    public Optional<String> table() {
      return Optional.empty();
    }

    @Override
    public Optional<String> bucket() {
      return Optional.of(BUCKET);
    }

    @Override
    public Optional<String> settleQueueUrl() {
      return Optional.empty();
    }

    @Override
    public Optional<String> eventBus() {
      return Optional.empty();
    }

    @Override
    public boolean s3PathStyle() {
      return true;
    }

    @Override
    public Duration retention() {
      return Duration.ofDays(1);
    }
  }
}
