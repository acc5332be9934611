package dev.darkroom.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The events that the functions get. */
final class Events {
  static final String SCHEDULE =
      "{\"version\":\"0\",\"detail-type\":\"Scheduled Event\",\"source\":\"aws.events\",\"detail\":{}}";

  private Events() {}

  /**
   * A wish by HTTP.
   *
   * @param id nobody else's
   */
  static String submit(String id, int references) {
    var images =
        IntStream.range(0, references)
            .mapToObj(index -> "\"s3://%s/references/%d.png\"".formatted(Site.BUCKET, index))
            .collect(Collectors.joining(",", "[", "]"));
    var body =
        """
        {"model": "seedream-5.0-lite", "provider": "evolink",
         "prompt": "a red fox in the snow, early morning light, 50 mm, shallow depth of field",
         "aspectRatio": "16:9", "resolution": "2K", "outputFormat": "png",
         "images": %s, "metadata": {"order": "4711"}}
        """
            .formatted(images);
    return """
        {"version": "2.0", "routeKey": "$default", "rawPath": "/v1/generations",
         "rawQueryString": "",
         "headers": {"accept": "*/*", "content-type": "application/json",
           "host": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
           "idempotency-key": "%s", "user-agent": "bench", "x-forwarded-proto": "https"},
         "requestContext": {"accountId": "123456789012", "apiId": "a1b2c3d4e5",
           "http": {"method": "POST", "path": "/v1/generations", "protocol": "HTTP/1.1",
             "sourceIp": "203.0.113.24", "userAgent": "bench"},
           "requestId": "UGkXkh1gFiAEJ6w=", "stage": "$default"},
         "body": %s, "isBase64Encoded": false}
        """
        .formatted(id, Json.write(body));
  }

  /**
   * An edit as OpenAI's clients send it.
   *
   * @param picture a PNG
   */
  static String form(String id, byte[] picture) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(field("model", "seedream-5.0-lite"));
    body.writeBytes(field("provider", "evolink"));
    body.writeBytes(field("prompt", "the same fox, as a watercolour"));
    body.writeBytes(
        part("name=\"image\"; filename=\"fox.png\"\r\nContent-Type: image/png")
            .getBytes(ISO_8859_1));
    body.writeBytes(picture);
    body.writeBytes("\r\n--bench--\r\n".getBytes(ISO_8859_1));
    return """
        {"version": "2.0", "routeKey": "$default", "rawPath": "/openai/v1/images/edits",
         "rawQueryString": "",
         "headers": {"content-type": "multipart/form-data; boundary=bench", "prefer": "wait=0",
           "host": "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
           "idempotency-key": "%s", "user-agent": "bench", "x-forwarded-proto": "https"},
         "requestContext": {"accountId": "123456789012", "apiId": "a1b2c3d4e5",
           "http": {"method": "POST", "path": "/openai/v1/images/edits", "protocol": "HTTP/1.1",
             "sourceIp": "203.0.113.24", "userAgent": "bench"},
           "requestId": "UGkXkh1gFiAEJ6w=", "stage": "$default"},
         "body": "%s", "isBase64Encoded": true}
        """
        .formatted(id, Base64.getEncoder().encodeToString(body.toByteArray()));
  }

  private static byte[] field(String name, String value) {
    return (part("name=\"" + name + "\"") + value + "\r\n").getBytes(ISO_8859_1);
  }

  private static String part(String disposition) {
    return "--bench\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
  }

  /** A check of this task, from the settle queue. */
  static String settle(String task) {
    return """
        {"Records": [{"messageId": "4f1a6c0e-7d52-4a0b-9c3e-1b2d3e4f5a6b",
          "receiptHandle": "AQEB", "body": "{\\"task\\":\\"%s\\",\\"round\\":0}",
          "attributes": {"ApproximateReceiveCount": "1"}, "messageAttributes": {},
          "eventSource": "aws:sqs",
          "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:darkroom-settle",
          "awsRegion": "eu-central-1"}]}
        """
        .formatted(task);
  }
}
