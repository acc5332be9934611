package dev.darkroom.aws;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Loses the answers to requests, or the requests themselves. */
final class ForgetfulHttpClient implements SdkHttpClient {
  private final SdkHttpClient real = TimeOuts.OBJECTS.http();
  private final Predicate<SdkHttpRequest> concerned;
  private final Predicate<SdkHttpRequest> arriving;
  private final Runnable afterwards;

  private ForgetfulHttpClient(Predicate<SdkHttpRequest> concerned, boolean arrives) {
    this(concerned, arrives, () -> {});
  }

  private ForgetfulHttpClient(
      Predicate<SdkHttpRequest> concerned, boolean arrives, Runnable afterwards) {
    this(concerned, _ -> arrives, afterwards);
  }

  private ForgetfulHttpClient(
      Predicate<SdkHttpRequest> concerned,
      Predicate<SdkHttpRequest> arriving,
      Runnable afterwards) {
    this.concerned = concerned;
    this.arriving = arriving;
    this.afterwards = afterwards;
  }

  /** Loses the answer to the first request of one operation. */
  static ForgetfulHttpClient ofTheFirst(String operation) {
    return ofTheFirst(operation, () -> {});
  }

  /** Loses the answer to the first request of one operation, and has something happen after it. */
  static ForgetfulHttpClient ofTheFirst(String operation, Runnable afterwards) {
    var lost = new AtomicBoolean();
    return new ForgetfulHttpClient(
        request -> is(operation, request) && lost.compareAndSet(false, true), true, afterwards);
  }

  /** Loses the answer to every request of one operation. */
  static ForgetfulHttpClient ofAll(String operation) {
    return ofAll(operation, () -> {});
  }

  /**
   * Loses the answer to every request of one operation, and has something happen after the first.
   */
  static ForgetfulHttpClient ofAll(String operation, Runnable afterTheFirst) {
    return new ForgetfulHttpClient(request -> is(operation, request), true, once(afterTheFirst));
  }

  /** Has no request of one of these operations arrive. */
  static ForgetfulHttpClient without(String... operations) {
    return new ForgetfulHttpClient(
        request -> Stream.of(operations).anyMatch(one -> is(one, request)), false);
  }

  /** Loses the answers to one operation, and has no request of the other arrive. */
  static ForgetfulHttpClient ofAllAndWithout(String lost, String missing) {
    return new ForgetfulHttpClient(
        request -> is(lost, request) || is(missing, request),
        request -> is(lost, request),
        () -> {});
  }

  private static boolean is(String operation, SdkHttpRequest request) {
    return request
        .firstMatchingHeader("X-Amz-Target")
        .filter(target -> target.endsWith("." + operation))
        .isPresent();
  }

  private static Runnable once(Runnable action) {
    var done = new AtomicBoolean();
    return () -> {
      if (done.compareAndSet(false, true)) {
        action.run();
      }
    };
  }

  /** Loses every answer to requests of one method. */
  static ForgetfulHttpClient ofEvery(SdkHttpMethod method) {
    return new ForgetfulHttpClient(request -> request.method() == method, true);
  }

  /** Loses every answer to requests of one method, and has no request of the other arrive. */
  static ForgetfulHttpClient ofEveryAndWithout(SdkHttpMethod lost, SdkHttpMethod missing) {
    return new ForgetfulHttpClient(
        request -> request.method() == lost || request.method() == missing,
        request -> request.method() == lost,
        () -> {});
  }

  /** Has no request of one method arrive. */
  static ForgetfulHttpClient withoutAny(SdkHttpMethod method) {
    return new ForgetfulHttpClient(request -> request.method() == method, false);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var prepared = real.prepareRequest(request);
    return concerned.test(request.httpRequest())
        ? new Lost(prepared, arriving.test(request.httpRequest()), afterwards)
        : prepared;
  }

  @Override
  public void close() {
    real.close();
  }

  private record Lost(ExecutableHttpRequest request, boolean arrives, Runnable afterwards)
      implements ExecutableHttpRequest {
    @Override
    public HttpExecuteResponse call() throws IOException {
      if (arrives) {
        request.call();
        afterwards.run();
      }
      throw new IOException("the answer is lost");
    }

    @Override
    public void abort() {
      request.abort();
    }
  }
}
