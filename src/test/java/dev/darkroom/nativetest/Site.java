package dev.darkroom.nativetest;

import dev.darkroom.local.S3ProxyServer;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.simulator.fal.FalDialect;
import dev.darkroom.testing.DynamoDbLocalServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A whole deployment on the loopback: the counterparts, and the functions as they are needed. */
final class Site implements AutoCloseable {
  static final String CALLBACK_SECRET = "callback-secret-that-nobody-may-see-4711";
  static final String NOTIFY_SECRET = "whsec_bm9ib2R5LW1heS1zZWUtdGhpcy1zZWNyZXQ0NzEx";
  static final byte[] PICTURE = picture();

  private static final String TABLE = "darkroom-tasks";
  private static final Pattern TARGET = Pattern.compile("(?i)x-amz-target: DynamoDB_\\d+\\.(\\w+)");
  private static final String BUCKET = "darkroom-images";
  private static final String KEY_PARAMETER = "/darkroom/evolink/api-key";
  private static final String CALLBACK_KEYS_PARAMETER = "/darkroom/callback-keys";
  private static final String NOTIFY_PARAMETER = "/darkroom/notify-secret";

  private final Certificate certificate;
  private final EvolinkServer evolink;
  private final Optional<FalQueue> fal;
  private final AwsServer aws;
  private final S3ProxyServer s3;
  private final DynamoDbLocalServer dynamo;
  private final Optional<Simulator> simulator;
  private final Optional<ProcessorShare> share;
  private final Map<Handler, LambdaRuntime> functions = new EnumMap<>(Handler.class);
  private final List<String> output = new ArrayList<>();
  private final PortCalls calls = new PortCalls();
  private final Relay table;
  private final Relay bucket;
  private final Path images;

  private Site(
      Path folder, Optional<Simulator> simulator, boolean hasFal, Optional<ProcessorShare> share) {
    this.simulator = simulator;
    this.share = share;
    certificate = Certificate.make(folder);
    evolink = EvolinkServer.start(certificate, PICTURE, calls);
    fal = hasFal ? Optional.of(FalQueue.on(evolink.server(), evolink.picture())) : Optional.empty();
    aws =
        AwsServer.start(
            Map.of(
                KEY_PARAMETER,
                EvolinkServer.KEY,
                CALLBACK_KEYS_PARAMETER,
                "k1:" + CALLBACK_SECRET,
                NOTIFY_PARAMETER,
                NOTIFY_SECRET),
            calls);
    s3 = S3ProxyServer.start(folder.resolve("s3"), 0).withBucket(BUCKET);
    images = folder.resolve("s3").resolve(BUCKET);
    dynamo = DynamoDbLocalServer.start();
    dynamo.createTable(TABLE);
    table = Relay.before(dynamo.endpoint(), Site::target, calls);
    bucket = Relay.before(s3.endpoint(), head -> "S3 " + head.split(" ", 2)[0], calls);
  }

  /** Has S3 refuse the next call with a document of its own, as S3 does. */
  void refuseNextOfBucket(int status, String code) {
    var document =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
            + code
            + "</Code><Message>as a test asks</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>";
    bucket.answerNext(
        "HTTP/1.1 "
            + status
            + " Refused\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
            + document.length()
            + "\r\n\r\n"
            + document);
  }

  /** The operation of a request to DynamoDB. */
  private static String target(String head) {
    var match = TARGET.matcher(head);
    return match.find() ? "DynamoDB." + match.group(1) : "DynamoDB";
  }

  /** The values of {@code QUARKUS_LAMBDA_HANDLER}. */
  enum Handler {
    SUBMIT(128),
    CALLBACK(128),
    SETTLE(256),
    SWEEP(256),
    QUERY(256),
    CONTROL(256);

    private final int memory;

    Handler(int memory) {
      this.memory = memory;
    }

    /** As it is deployed, in MB. */
    int memory() {
      return memory;
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Builds one.
   *
   * @param folder empty, and gone after the tests
   */
  static Site in(Path folder) {
    FunctionZip.folder(); // says what is missing before anything is started
    return new Site(folder, Optional.empty(), false, Optional.empty());
  }

  /** One with every simulated provider in the place of {@link EvolinkServer}. */
  static Site withSimulator(Path folder) {
    FunctionZip.folder();
    return new Site(
        folder, Optional.of(Simulator.start(SimulatorOptions.hurried())), false, Optional.empty());
  }

  /** One whose functions have this share of a processor together. */
  static Site sharing(Path folder, ProcessorShare share) {
    FunctionZip.folder();
    return new Site(folder, Optional.empty(), false, Optional.of(share));
  }

  /** One with fal.ai beside {@link EvolinkServer}. */
  static Site withFal(Path folder) {
    FunctionZip.folder();
    return new Site(folder, Optional.empty(), true, Optional.empty());
  }

  /** The function, started when it is first needed. */
  LambdaRuntime function(Handler handler) {
    return functions.computeIfAbsent(
        handler, name -> LambdaRuntime.start(environment(name), arguments(name), share));
  }

  /** As on a machine with the memory of the function: Lambda's has little more. */
  private List<String> arguments(Handler handler) {
    var arguments = new ArrayList<>(certificate.trust());
    arguments.add("-XX:MaxRAM=" + handler.memory() + "m");
    return arguments;
  }

  /** The calls of whatever function works. */
  PortCalls calls() {
    return calls;
  }

  /**
   * Has a function work on an event, and kills it at a call.
   *
   * @return whether it made that call
   */
  boolean kill(Handler handler, String event, String call, PortCalls.Moment moment) {
    var function = function(handler);
    calls.beginWithDeath(call, moment, function::kill);
    boolean died = function.diesOn(event);
    end(handler);
    return died && calls.hasDied();
  }

  /** Ends one function; the next event starts another process. */
  void end(Handler handler) {
    var function = functions.remove(handler);
    if (function != null) {
      function.close();
      output.addAll(function.output());
    }
  }

  /** The record of a task, as the table holds it. */
  Map<String, AttributeValue> item(String taskId) {
    try (var client = dynamo.client()) {
      return client
          .getItem(
              get ->
                  get.tableName(TABLE)
                      .key(Map.of("pk", AttributeValue.fromS(taskId)))
                      .consistentRead(true))
          .item();
    }
  }

  /** Has some time pass for a task: its deadline has passed, and its last change is old. */
  void age(String taskId) {
    var now = Instant.now();
    try (var client = dynamo.client()) {
      client.updateItem(
          update ->
              update
                  .tableName(TABLE)
                  .key(Map.of("pk", AttributeValue.fromS(taskId)))
                  .updateExpression("SET deadline = :deadline, updatedAt = :updated")
                  .expressionAttributeValues(
                      Map.of(
                          ":deadline",
                          AttributeValue.fromS(now.minusSeconds(1).toString()),
                          ":updated",
                          AttributeValue.fromS(now.minusSeconds(300).toString()))));
    }
  }

  /** The keys of all objects of a task. */
  List<String> objects(String taskId) {
    var objects = images.resolve("generations").resolve(taskId);
    if (!Files.isDirectory(objects)) {
      return List.of();
    }
    try (var files = Files.walk(objects)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> images.relativize(file).toString())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  EvolinkServer evolink() {
    return evolink;
  }

  FalQueue fal() {
    return fal.orElseThrow();
  }

  Simulator simulator() {
    return simulator.orElseThrow();
  }

  AwsServer aws() {
    return aws;
  }

  /** Has a task be due now, later than what any sweep so far has seen. */
  void makeDue(String taskId) {
    var now = Instant.now();
    var text = "%d.%09d".formatted(now.getEpochSecond(), now.getNano());
    try (var client = dynamo.client()) {
      client.updateItem(
          update ->
              update
                  .tableName(TABLE)
                  .key(Map.of("pk", AttributeValue.fromS(taskId)))
                  .updateExpression("SET nextCheckAt = :now")
                  .expressionAttributeValues(Map.of(":now", AttributeValue.fromN(text))));
    }
  }

  /** Ends the functions. */
  List<String> endAndRead() {
    functions
        .values()
        .forEach(
            function -> {
              function.close();
              output.addAll(function.output());
            });
    functions.clear();
    return List.copyOf(output);
  }

  private Map<String, String> environment(Handler handler) {
    var environment = new HashMap<>(everything(handler));
    simulator.ifPresent(
        it -> {
          for (var provider : Simulator.providers()) {
            var prefix = "DARKROOM_PROVIDER_" + provider.toUpperCase(Locale.ROOT);
            environment.put(prefix + "_BASE_URL", it.url(provider).toString());
            environment.put(prefix + "_API_KEY", "sk-simulated");
          }
          environment.put(
              "DARKROOM_PROVIDER_FAL_WEBHOOK_KEYS_URL", it.url("fal") + FalDialect.KEY_SET);
          environment.remove("DARKROOM_PROVIDER_EVOLINK_API_KEY_PARAMETER");
          environment.put("DARKROOM_DELIVERY_TRUSTED_ORIGINS", "http://localhost:" + it.port());
        });
    if (fal.isPresent()) {
      environment.put("DARKROOM_PROVIDER_FAL_BASE_URL", evolink.origin() + "/fal");
      environment.put("DARKROOM_PROVIDER_FAL_API_KEY", FalQueue.KEY);
      environment.put("DARKROOM_PROVIDER_FAL_WEBHOOK_KEYS_URL", evolink.origin() + FalQueue.KEYS);
    }
    return environment;
  }

  private Map<String, String> everything(Handler handler) {
    var plainAws = aws.endpoint().toString();
    return Map.ofEntries(
        Map.entry("QUARKUS_LAMBDA_HANDLER", handler.text()),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(handler.memory())),
        Map.entry("AWS_ACCESS_KEY_ID", S3ProxyServer.ACCESS_KEY),
        Map.entry("AWS_SECRET_ACCESS_KEY", S3ProxyServer.SECRET_KEY),
        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", table.endpoint().toString()),
        Map.entry("AWS_ENDPOINT_URL_S3", bucket.endpoint().toString()),
        Map.entry("AWS_ENDPOINT_URL_SQS", plainAws),
        Map.entry("AWS_ENDPOINT_URL_SSM", plainAws),
        Map.entry("AWS_ENDPOINT_URL_EVENTBRIDGE", plainAws),
        Map.entry("AWS_ENDPOINT_URL_SFN", plainAws),
        Map.entry("DARKROOM_TABLE", TABLE),
        Map.entry("DARKROOM_BUCKET", BUCKET),
        Map.entry("DARKROOM_S3_PATH_STYLE", "true"),
        Map.entry("DARKROOM_SETTLE_QUEUE_URL", plainAws + "/123456789012/darkroom-settle"),
        Map.entry("DARKROOM_SETTLE_DEAD_LETTER_QUEUE_URL", plainAws + AwsServer.DEAD_CHECKS),
        Map.entry("DARKROOM_EVENT_BUS", "darkroom"),
        Map.entry("DARKROOM_CALLBACK_BASE_URL", "https://api.example.com"),
        Map.entry("DARKROOM_CALLBACK_KEYS_PARAMETER", CALLBACK_KEYS_PARAMETER),
        Map.entry("DARKROOM_NOTIFY_SECRET_PARAMETER", NOTIFY_PARAMETER),
        Map.entry("DARKROOM_PROVIDER_EVOLINK_BASE_URL", evolink.origin().toString()),
        Map.entry("DARKROOM_PROVIDER_EVOLINK_API_KEY_PARAMETER", KEY_PARAMETER),
        Map.entry("DARKROOM_DELIVERY_TRUSTED_ORIGINS", evolink.origin().toString()));
  }

  /** In lower-case hexadecimal digits. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }

  private static byte[] picture() {
    var image = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
    var brush = image.createGraphics();
    brush.setColor(Color.RED);
    brush.fillOval(80, 10, 160, 160);
    brush.dispose();
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException cannotHappen) {
      throw new UncheckedIOException(cannotHappen);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    endAndRead();
    simulator.ifPresent(Simulator::close);
    table.close();
    bucket.close();
    dynamo.close();
    s3.close();
    aws.close();
    evolink.close();
  }
}
