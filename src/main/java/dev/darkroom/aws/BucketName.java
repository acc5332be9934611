package dev.darkroom.aws;

import dev.darkroom.answer.ImageBucket;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The configured bucket, for the answers that name it. */
@Singleton
final class BucketName {
  @Produces
  @Singleton
  ImageBucket bucket(AwsConfig config) {
    return new ImageBucket(config.bucket());
  }
}
