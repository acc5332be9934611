package dev.darkroom.aws;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An S3 that answers from its script: with an object, or with a status that is no success. */
final class ScriptedS3 implements S3Client {
  private final Deque<Optional<Integer>> puts = new ArrayDeque<>();
  private final Deque<Object> heads = new ArrayDeque<>();
  private final List<HeadObjectRequest> looks = new ArrayList<>();
  private int putCount;

  ScriptedS3 takes() {
    puts.add(Optional.empty());
    return this;
  }

  ScriptedS3 refuses(int status) {
    puts.add(Optional.of(status));
    return this;
  }

  ScriptedS3 shows(HeadObjectResponse object) {
    heads.add(object);
    return this;
  }

  ScriptedS3 hides(int status) {
    heads.add(status);
    return this;
  }

  int putCount() {
    return putCount;
  }

  List<HeadObjectRequest> looks() {
    return looks;
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, Path file) {
    putCount++;
    puts.remove()
        .ifPresent(
            status -> {
              throw answered(status);
            });
    return PutObjectResponse.builder().build();
  }

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    looks.add(request);
    return switch (heads.remove()) {
      case HeadObjectResponse there -> there;
      case Integer status -> throw answered(status);
      case Object other -> throw new AssertionError(other);
    };
  }

  /** There is nothing to read. */
  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    throw answered((Integer) heads.remove());
  }

  private static RuntimeException answered(int status) {
    return S3Exception.builder().statusCode(status).message("answered " + status).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
