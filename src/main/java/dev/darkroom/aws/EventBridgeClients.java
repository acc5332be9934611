package dev.darkroom.aws;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Makes a client that no Quarkus extension makes, when it is first asked for. */
final class EventBridgeClients {

  @Produces
  @Singleton
  EventBridgeClient client() {
    return EventBridgeClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
  }

  void close(@Disposes EventBridgeClient client) {
    client.close();
  }
}
