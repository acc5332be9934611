package dev.darkroom.aws;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Makes a client that no Quarkus extension makes, when it is first asked for. */
final class StepFunctionsClients {

  @Produces
  @Singleton
  SfnClient client() {
    return SfnClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
  }

  void close(@Disposes SfnClient client) {
    client.close();
  }
}
