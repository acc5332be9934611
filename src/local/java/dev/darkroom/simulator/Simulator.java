package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.darkroom.simulator.evolink.EvolinkDialect;
import dev.darkroom.simulator.fal.FalDialect;
import dev.darkroom.simulator.liangxin.LiangxinDialect;
import dev.darkroom.simulator.modellix.ModellixDialect;
import dev.darkroom.simulator.picture.PictureCache;
import dev.darkroom.simulator.protocol.Dialect;
import dev.darkroom.simulator.protocol.SimulatedTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Image providers on this machine, each under {@code /<provider>}, with a look into their books.
 */
public final class Simulator implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final List<String> PROVIDERS =
      dialects(URI.create("")).stream().map(Dialect::name).toList();

  private final HttpServer server;
  private final HeaderProxy proxy;
  private final MonitoredLog log = new MonitoredLog();
  private final PictureCache cache = new PictureCache();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("simulator-", 0).factory());
  private final CallbackClient post = new CallbackClient(threads);
  private final List<ProviderContext> contexts;
  private final List<CallbackSender> callbackSenders = new CopyOnWriteArrayList<>();

  private Simulator(SimulatorOptions options) {
    this.server = loopbackServer();
    this.proxy = new HeaderProxy(options.port(), server.getAddress(), threads);
    var base = options.publicBaseUrl().orElse(url(""));
    this.contexts = dialects(base).stream().map(it -> context(it, base, options)).toList();
    server.createContext("/", new RootHandler(contexts.stream().map(this::open).toList()));
    server.setExecutor(threads);
    server.start();
    proxy.start();
  }

  /** Runs alone; the only argument is the port, 9090 if absent. */
  public static void main(String[] arguments) {
    var options = SimulatorOptions.local();
    var simulator =
        start(arguments.length == 0 ? options : options.withPort(Integer.parseInt(arguments[0])));
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
    simulator.contexts.forEach(
        context -> System.out.println(simulator.url(context.dialect().name())));
  }

  /**
   * Listens on the loopback address until closed.
   *
   * @throws UncheckedIOException if the port is taken
   */
  public static Simulator start(SimulatorOptions options) {
    return new Simulator(options);
  }

  /** The names of all providers that are simulated. */
  public static List<String> providers() {
    return PROVIDERS;
  }

  /** Where it listens. */
  public int port() {
    return proxy.port();
  }

  /** The base address of one provider, as a client is configured with it. */
  public URI url(String provider) {
    return URI.create("http://localhost:" + port() + "/" + provider);
  }

  /** How many create calls with that in their prompt arrived, taken or not. */
  public int submits(String promptPart) {
    return count(Ledger::submits, promptPart);
  }

  /** How many of them were taken, and would have been billed. */
  public int accepted(String promptPart) {
    return count(Ledger::accepted, promptPart);
  }

  /** The bodies of all create calls that were JSON objects. */
  public List<JsonNode> requests() {
    return all(Ledger::requests).stream().map(CreateCall::body).toList();
  }

  /** The same of one provider, with the paths that they came to. */
  public List<CreateCall> requests(String provider) {
    return contexts.stream()
        .filter(context -> context.dialect().name().equals(provider))
        .flatMap(context -> context.ledger().requests().stream())
        .toList();
  }

  /** Every order that a provider took and was not taken back, in no particular order. */
  public List<SimulatedTask> taken(String provider) {
    return contexts.stream()
        .filter(context -> context.dialect().name().equals(provider))
        .flatMap(context -> context.book().all().stream().filter(context.book()::isHeld))
        .toList();
  }

  /** Every attempt at a callback for tasks with that in their prompt, also of forged ones. */
  public List<CallbackAttempt> callbacks(String promptPart) {
    return all(ledger -> ledger.callbacks(promptPart));
  }

  /** Every fetch of a picture of tasks with that in their prompt. */
  public List<PictureFetch> fetches(String promptPart) {
    return all(ledger -> ledger.fetches(promptPart));
  }

  /**
   * Waits for that many attempts at callbacks.
   *
   * @throws IllegalStateException if there are fewer when the time is over
   */
  public List<CallbackAttempt> awaitCallbacks(String promptPart, int count, Duration timeout)
      throws InterruptedException {
    return log.await(() -> callbacks(promptPart), count, timeout);
  }

  /**
   * Waits for that many fetches that have ended.
   *
   * @throws IllegalStateException if there are fewer when the time is over
   */
  public List<PictureFetch> awaitFetches(String promptPart, int count, Duration timeout)
      throws InterruptedException {
    return log.await(() -> fetches(promptPart), count, timeout);
  }

  /** Whether every callback has been sent or given up, or will be sent later than soon. */
  public boolean isIdle() {
    return callbackSenders.stream().allMatch(CallbackSender::isIdle);
  }

  /** Empties the books. Tasks live on: somebody may still be waiting for them. */
  public void reset() {
    contexts.forEach(context -> context.ledger().forget());
  }

  @Override
  public void close() {
    proxy.close();
    server.stop(0);
    post.close();
    threads.shutdownNow();
    threads.close();
  }

  /** Every provider that is simulated; {@link RootHandler} asks them in this order. */
  private static List<Dialect> dialects(URI base) {
    return List.of(
        new EvolinkDialect(),
        new LiangxinDialect(),
        new ModellixDialect(base),
        new FalDialect(base));
  }

  private static HttpServer loopbackServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException("the simulator's server cannot listen on any port", e);
    }
  }

  private ProviderContext context(Dialect dialect, URI base, SimulatorOptions options) {
    var links = new PictureLinks(base, dialect.name(), options);
    return new ProviderContext(
        dialect,
        new TaskRegistry(options),
        new Ledger(log),
        links,
        new OccurrenceCounter(),
        options);
  }

  private ProviderHandler open(ProviderContext context) {
    var callbacks = new CallbackSender(context, post, threads);
    callbackSenders.add(callbacks);
    var tasks = new TaskEndpoint(context, callbacks, new CreateRateLimiter(context.options()));
    var handler = new ProviderHandler(context, tasks, new FileEndpoint(context, cache));
    server.createContext("/" + context.dialect().name() + "/", handler);
    return handler;
  }

  private int count(Function<Ledger, List<String>> prompts, String part) {
    return (int) all(prompts).stream().filter(prompt -> prompt.contains(part)).count();
  }

  private <T> List<T> all(Function<Ledger, List<T>> entries) {
    return contexts.stream().flatMap(context -> entries.apply(context.ledger()).stream()).toList();
  }
}
