package dev.darkroom.bench;

import dev.darkroom.bench.Lambda.Answer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A whole deployment on the loopback: the counterparts, and the functions that a part starts. */
final class Site implements AutoCloseable {
  static final String BUCKET = "darkroom-images";

  private final Bench bench;
  private final Calls calls = new Calls();
  private final AwsFake aws = new AwsFake();
  private final ProviderFake provider = new ProviderFake();
  private final Fake awsServer;
  private final Fake providerServer;

  private Site(Bench bench) throws IOException {
    this.bench = bench;
    awsServer = Fake.start(bench.tls(), calls, aws);
    providerServer = Fake.start(bench.tls(), calls, provider);
  }

  /** The functions, with the memory that the deployment gives them, in MB. */
  enum Handler {
    SUBMIT(128),
    SETTLE(256),
    SWEEP(256);

    private final int memory;

    Handler(int memory) {
      this.memory = memory;
    }

    /** In MB. */
    int memory() {
      return memory;
    }
  }

  static Site start(Bench bench) throws IOException {
    return new Site(bench);
  }

  Calls calls() {
    return calls;
  }

  AwsFake aws() {
    return aws;
  }

  ProviderFake provider() {
    return provider;
  }

  /** A fresh process of the binary, with all of this machine's processors. */
  Lambda function(Handler handler) throws IOException {
    return function(handler, Command.natively(bench, handler.memory));
  }

  /** A fresh process of whatever serves that function, with all of this machine's processors. */
  Lambda function(Handler handler, Command command) throws IOException {
    return Lambda.start(command, environment(handler), Optional.empty());
  }

  /**
   * The same with the share of a processor that the function has where it is deployed.
   *
   * @throws IOException if no control group can be made here ({@link ProcessorShare#isHere})
   */
  Lambda deployed(Handler handler, Command command) throws IOException {
    var share = ProcessorShare.make(handler.memory);
    return Lambda.start(command, environment(handler), Optional.of(share));
  }

  /** Has a task submitted; its id. */
  static String submit(Lambda submit, String id, int references) throws Exception {
    return taskIn(submit.invoke(Events.submit(id, references)));
  }

  /** The id of the task that a submit answered with. */
  static String taskIn(Answer answer) {
    var http = Json.read(answer.body());
    if (!Json.text(http, "statusCode").equals("202")) {
      throw new IllegalStateException("not accepted: " + answer.body());
    }
    return Json.text(Json.read(Json.text(http, "body")), "taskId");
  }

  /** Has a task settled; nothing if not all of its images came into the bucket. */
  Optional<Answer> settle(Lambda settle, String task, int images) throws Exception {
    int before = aws.objects();
    var answer = settle.invoke(Events.settle(task));
    if (aws.objects() - before == images) {
      return Optional.of(answer);
    }
    System.err.printf(
        "NOT SETTLED %s: %s%n",
        task,
        settle
            .lastWords()
            .getLast()
            .transform(line -> line.substring(0, Math.min(300, line.length()))));
    return Optional.empty();
  }

  private Map<String, String> environment(Handler handler) {
    var environment = new HashMap<>(bench.tls().variables());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", ":UTC");
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "darkroom");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(handler.memory));
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_DEFAULT_REGION", "eu-central-1");
    environment.put("AWS_ACCESS_KEY_ID", "bench");
    environment.put("AWS_SECRET_ACCESS_KEY", "bench");
    environment.put("AWS_ENDPOINT_URL", awsServer.url());
    environment.put("QUARKUS_LAMBDA_HANDLER", handler.name().toLowerCase(Locale.ROOT));
    environment.put("DARKROOM_TABLE", "darkroom-tasks");
    environment.put("DARKROOM_BUCKET", BUCKET);
    environment.put("DARKROOM_S3_PATH_STYLE", "true");
    environment.put("DARKROOM_SETTLE_QUEUE_URL", awsServer.url() + "/123456789012/settle");
    environment.put("DARKROOM_EVENT_BUS", "darkroom");
    environment.put("DARKROOM_CALLBACK_BASE_URL", "https://api.example.com");
    environment.put("DARKROOM_CALLBACK_KEYS_PARAMETER", "/darkroom/callback-keys");
    environment.put("DARKROOM_PROVIDER_EVOLINK_BASE_URL", providerServer.url());
    environment.put("DARKROOM_PROVIDER_EVOLINK_API_KEY_PARAMETER", "/darkroom/evolink/api-key");
    environment.put("DARKROOM_DELIVERY_TRUSTED_ORIGINS", providerServer.url());
    return environment;
  }

  @Override
  public void close() throws IOException {
    awsServer.close();
    providerServer.close();
  }
}
