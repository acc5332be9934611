package dev.darkroom.aws;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Has the first request of one operation done, and loses its answer. */
final class ForgetfulHttpClient implements SdkHttpClient {
  private final SdkHttpClient real = UrlConnectionHttpClient.create();
  private final AtomicBoolean lost = new AtomicBoolean();
  private final String operation;

  ForgetfulHttpClient(String operation) {
    this.operation = operation;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var prepared = real.prepareRequest(request);
    boolean concerned =
        request
            .httpRequest()
            .firstMatchingHeader("X-Amz-Target")
            .filter(target -> target.endsWith(operation))
            .isPresent();
    return concerned && lost.compareAndSet(false, true) ? new Lost(prepared) : prepared;
  }

  @Override
  public void close() {
    real.close();
  }

  private record Lost(ExecutableHttpRequest request) implements ExecutableHttpRequest {
    @Override
    public HttpExecuteResponse call() throws IOException {
      request.call();
      throw new IOException("the answer is lost");
    }

    @Override
    public void abort() {
      request.abort();
    }
  }
}
