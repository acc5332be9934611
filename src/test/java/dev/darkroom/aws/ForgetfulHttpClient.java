package dev.darkroom.aws;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Loses the answers to requests, or the requests themselves. */
final class ForgetfulHttpClient implements SdkHttpClient {
  private final SdkHttpClient real = UrlConnectionHttpClient.create();
  private final Predicate<SdkHttpRequest> concerned;

  private final boolean arrives;

  private ForgetfulHttpClient(Predicate<SdkHttpRequest> concerned, boolean arrives) {
    this.concerned = concerned;
    this.arrives = arrives;
  }

  /** Loses the answer to the first request of one operation. */
  static ForgetfulHttpClient ofTheFirst(String operation) {
    var lost = new AtomicBoolean();
    return new ForgetfulHttpClient(
        request ->
            request
                    .firstMatchingHeader("X-Amz-Target")
                    .filter(target -> target.endsWith(operation))
                    .isPresent()
                && lost.compareAndSet(false, true),
        true);
  }

  /** Loses every answer to requests of one method. */
  static ForgetfulHttpClient ofEvery(SdkHttpMethod method) {
    return new ForgetfulHttpClient(request -> request.method() == method, true);
  }

  /** Has no request of one method arrive. */
  static ForgetfulHttpClient withoutAny(SdkHttpMethod method) {
    return new ForgetfulHttpClient(request -> request.method() == method, false);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var prepared = real.prepareRequest(request);
    return concerned.test(request.httpRequest()) ? new Lost(prepared, arrives) : prepared;
  }

  @Override
  public void close() {
    real.close();
  }

  private record Lost(ExecutableHttpRequest request, boolean arrives)
      implements ExecutableHttpRequest {
    @Override
    public HttpExecuteResponse call() throws IOException {
      if (arrives) {
        request.call();
      }
      throw new IOException("the answer is lost");
    }

    @Override
    public void abort() {
      request.abort();
    }
  }
}
