package dev.darkroom.testing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local in this process, in memory, on a free port of the loopback interface. */
public final class DynamoDbLocalServer implements AutoCloseable {
  /** It warns of every lost condition, which here is daily business. */
  private static final Logger LOG = Logger.getLogger("software.amazon.dynamodb.services.local");

  /** Outside of Quarkus every level is on, and Jetty's finest take half of the time. */
  private static final Logger HTTP_LOG = Logger.getLogger("org.eclipse.jetty");

  private final Server server;
  private final LocalDynamoDBServerHandler handler;

  private DynamoDbLocalServer(Server server, LocalDynamoDBServerHandler handler) {
    this.server = server;
    this.handler = handler;
  }

  /** Its own launcher would listen on every interface, and report its use. */
  public static DynamoDbLocalServer start() {
    LOG.setLevel(Level.SEVERE);
    HTTP_LOG.setLevel(Level.WARNING);
    var handler =
        new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(0, true, null, true, false), null);
    var server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception notStarted) {
      throw new IllegalStateException("DynamoDB Local did not start", notStarted);
    }
    return new DynamoDbLocalServer(server, handler);
  }

  public URI endpoint() {
    var connector = (ServerConnector) server.getConnectors()[0];
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** A client of this server, to be closed by the caller. */
  public DynamoDbClient client() {
    return clientBuilder().httpClient(UrlConnectionHttpClient.create()).build();
  }

  /** A client of this server whose HTTP client is still to be chosen. */
  public DynamoDbClientBuilder clientBuilder() {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }

  /** The table of tasks with its indexes, as a deployment has it. */
  public void createTable(String name) {
    try (var client = client()) {
      client.createTable(
          table ->
              table
                  .tableName(name)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(
                      List.of(
                          attribute("pk", ScalarAttributeType.S),
                          attribute("openShard", ScalarAttributeType.S),
                          attribute("nextCheckAt", ScalarAttributeType.N),
                          attribute("month", ScalarAttributeType.S),
                          attribute("createdAt", ScalarAttributeType.S)))
                  .keySchema(List.of(key("pk", KeyType.HASH)))
                  .globalSecondaryIndexes(
                      List.of(
                          index("open", "openShard", "nextCheckAt"),
                          index("recent", "month", "createdAt"))));
      client.updateTimeToLive(
          ttl ->
              ttl.tableName(name)
                  .timeToLiveSpecification(on -> on.attributeName("expiresAt").enabled(true)));
    }
  }

  private static GlobalSecondaryIndex index(String name, String partition, String order) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(List.of(key(partition, KeyType.HASH), key(order, KeyType.RANGE)))
        .projection(keys -> keys.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception notStopped) {
      throw new IllegalStateException("DynamoDB Local did not stop", notStopped);
    } finally {
      handler.close();
    }
  }
}
