package dev.darkroom.entrypoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Event documents as AWS sends them. */
final class Events {
  static final String GOOD =
      """
          {"id":"order-1","model":"seedream-5.0-lite","prompt":"a red fox"}""";

  private static final JsonMapper MAPPER = new JsonMapper();

  private Events() {}

  /** API Gateway HTTP API, payload 2.0. */
  static ObjectNode http(String method, String path, String body) {
    var event =
        object(
            """
            {"version": "2.0", "routeKey": "$default", "rawQueryString": "",
             "headers": {"content-type": "application/json", "host": "api.example"},
             "requestContext": {"accountId": "123456789012", "apiId": "abc", "stage": "$default",
               "http": {"protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "curl"},
               "requestId": "JKJaXmPLvHcESHA=", "timeEpoch": 1583348638390},
             "isBase64Encoded": false}
            """);
    event.put("rawPath", path).put("body", body);
    ((ObjectNode) event.path("requestContext").path("http"))
        .put("method", method)
        .put("path", path);
    return event;
  }

  static ObjectNode submit(String body) {
    return http("POST", "/v1/generations", body);
  }

  static ObjectNode header(ObjectNode event, String name, String value) {
    ((ObjectNode) event.path("headers")).put(name, value);
    return event;
  }

  static ObjectNode base64(ObjectNode event) {
    var bytes = event.path("body").asText().getBytes(StandardCharsets.UTF_8);
    event.put("body", Base64.getEncoder().encodeToString(bytes)).put("isBase64Encoded", true);
    return event;
  }

  /** An SQS batch; the messages are called message-0, message-1 and so on. */
  static ObjectNode sqs(String... bodies) {
    var event = MAPPER.createObjectNode();
    var records = event.putArray("Records");
    for (int index = 0; index < bodies.length; index++) {
      records
          .addObject()
          .put("messageId", "message-" + index)
          .put("receiptHandle", "handle")
          .put("body", bodies[index])
          .put("eventSource", "aws:sqs")
          .put("eventSourceARN", "arn:aws:sqs:eu-central-1:123456789012:events");
    }
    return event;
  }

  static ObjectNode eventBridge(String id, String detail) {
    var event =
        object(
            """
            {"version": "0", "detail-type": "picture wanted", "source": "my.shop",
             "account": "123456789012", "time": "2026-11-20T12:00:00Z", "region": "eu-central-1",
             "resources": []}
            """);
    event.put("id", id).set("detail", tree(detail));
    return event;
  }

  static ObjectNode object(String json) {
    return (ObjectNode) tree(json);
  }

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException mistake) {
      throw new IllegalArgumentException("no JSON: " + json, mistake);
    }
  }
}
