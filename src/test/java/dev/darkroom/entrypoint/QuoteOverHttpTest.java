package dev.darkroom.entrypoint;

import static dev.darkroom.entrypoint.Events.GOOD;
import static dev.darkroom.entrypoint.OpenApiRoutesTest.assertDocumented;
import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.catalogue.PriceRow;
import dev.darkroom.task.Operation;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.TaskStore;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A quote is what a submit of the same event would do, without doing anything. */
class QuoteOverHttpTest {
  private static final PriceRow FOUR_CENTS =
      PriceRow.perImage("0.04", "USD", "acme.example/prices", "2026-11-27");

  private final FakeProvider acme = priced(ACME, FOUR_CENTS);
  private final FakeProvider bolt = priced(BOLT, PriceRow.unknown("the bill"));

  @Test
  void itSaysWhoWouldMakeItAndAtWhatPrice() {
    var answer = quote(new Doors(untouched()), GOOD.replace("}", ",\"count\":3}"));

    assertDocumented(HttpRoute.QUOTE, 200, answer);
    assertThat(body(answer))
        .isEqualTo(
            Events.tree(
                """
                {"model": "seedream-5.0-lite", "provider": "acme", "providerModel": "their-acme",
                 "adjustments": [],
                 "price": {"amount": 0.12, "unit": "USD", "certainty": "exact",
                   "source": "acme.example/prices, read 2026-11-27"},
                 "fallbacks": [{"provider": "bolt", "providerModel": "their-bolt",
                   "adjustments": [], "price": {"certainty": "unknown", "source": "the bill"}}],
                 "excluded": []}
                """));
  }

  /** The store answers nothing at all, and nobody is asked. */
  @Test
  void nothingIsReadWrittenOrPaid() {
    var chain = untouched();
    var doors = new Doors(chain);
    var full =
        GOOD.replace(
            "}",
            ",\"taskToken\":\"AQC\",\"deadlineSeconds\":60,\"metadata\":{\"a\":\"b\"},"
                + "\"notify\":{\"url\":\"https://example.com/done\"}}");

    assertThat(quote(doors, full).path("statusCode").asInt()).isEqualTo(200);
    assertThat(quote(doors, full).path("statusCode").asInt()).isEqualTo(200);
    assertThat(quote(doors, "{}").path("statusCode").asInt()).isEqualTo(400);
    assertThat(quote(doors, capped("0.01")).path("statusCode").asInt()).isEqualTo(422);
    assertThat(chain.submitCount()).isZero();
    assertThat(chain.queue().entries()).isEmpty();
  }

  @Test
  void anIdThatIsKnownIsNotLookedUp() {
    var doors = new Doors(Chain.with(acme, bolt));
    doors.submit(Events.submit(GOOD));

    var other = quote(doors, GOOD.replace("red", "grey"));

    assertThat(other.path("statusCode").asInt()).isEqualTo(200);
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void adjustmentsAreThoseOfTheSubmit() {
    var doors = new Doors(Chain.with(acme));
    var event = GOOD.replace("}", ",\"aspectRatio\":\"3:2\",\"onLoss\":\"adapt\"}");

    var quoted = body(quote(doors, event)).path("adjustments");

    assertThat(quoted).isNotEmpty();
    assertThat(body(doors.submit(Events.submit(event))).path("adjustments")).isEqualTo(quoted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not JSON",
        "{}",
        "[]",
        """
        {"model":"nobody","prompt":"fox"}\
        """,
        """
        {"model":"seedream-5.0-lite","prompt":"fox","count":0,"promt":1}\
        """,
        """
        {"model":"seedream-5.0-lite","prompt":"fox","provider":"nobody"}\
        """,
        """
        {"model":"seedream-5.0-lite","prompt":"fox","aspectRatio":"2:3"}\
        """,
        """
        {"model":"seedream-5.0-lite","prompt":"fox","images":["s3://bucket/a.png"]}\
        """,
        """
        {"model":"seedream-5.0-lite","prompt":"fox","images":["https://127.0.0.1/a.png"]}\
        """,
        """
        {"model":"seedream-5.0-lite","prompt":"fox","notify":{"url":"https://127.0.0.1/"}}\
        """,
        """
        {"model":"seedream-5.0-lite","prompt":"fox","maxCost":{"amount":1e400,"unit":"USD"}}\
        """,
        """
        {"model":"seedream-5.0-lite","prompt":"fox","maxCost":{"amount":0.01,"unit":"USD"}}\
        """,
        """
        {"model":"seedream-5.0-lite","prompt":"fox","maxCost":{"amount":9,"unit":"credits"}}\
        """
      })
  void whatASubmitRefusesAQuoteRefusesWithTheSameProblem(String event) {
    var doors = new Doors(Chain.with(acme, bolt));

    var quoted = quote(doors, event);

    assertThat(quoted.path("statusCode").asInt()).isIn(400, 422);
    assertDocumented(HttpRoute.QUOTE, quoted.path("statusCode").asInt(), quoted);
    assertThat(quoted).isEqualTo(doors.submit(Events.submit(event)));
  }

  @Test
  void whatIsNoJsonOrTooLargeIsRefusedAsASubmitRefusesIt() {
    var doors = new Doors(untouched());
    var form = Events.header(Events.http("POST", "/v1/quotes", GOOD), "content-type", "text/plain");

    assertDocumented(HttpRoute.QUOTE, 415, doors.query(form));
    assertDocumented(HttpRoute.QUOTE, 413, quote(doors, " ".repeat(1 << 18) + GOOD));
  }

  @Test
  void twoIdsThatDifferAreAFaultAlthoughNeitherIsUsed() {
    var request =
        Events.header(Events.http("POST", "/v1/quotes", GOOD), "idempotency-key", "order-2");

    var answer = new Doors(untouched()).query(request);

    assertThat(body(answer).path("errors").findValuesAsText("path")).containsExactly("id");
  }

  @Test
  void aFallbackThatIsTooDearIsNamedWithItsPrice() {
    bolt.can(
        Examples.row("their-bolt", Operation.values())
            .price(PriceRow.perImage("0.07", "USD", "bolt.example", "2026-11-27"))
            .from("made for tests", "2026-11-20"));

    var answer = body(quote(new Doors(untouched()), capped("0.05")));

    assertThat(answer.path("fallbacks")).isEmpty();
    assertThat(answer.path("excluded").findValuesAsText("message"))
        .containsExactly(
            "bolt: costs 0.07 USD, which is more than 0.05 USD (bolt.example, read 2026-11-27)");
  }

  @Test
  void aProviderThatIsOffIsNamed() {
    bolt.isOff();

    var answer = body(quote(new Doors(untouched()), GOOD));

    assertThat(answer.path("excluded").findValuesAsText("message"))
        .containsExactly("bolt is off here; GET /v1/models says which are on");
  }

  @Test
  void aQuoteHasNoQueryParameters() {
    var request = Events.http("POST", "/v1/quotes", GOOD);
    request.putObject("queryStringParameters").put("wait", "5");

    assertDocumented(HttpRoute.QUOTE, 400, new Doors(untouched()).query(request));
  }

  @Test
  void anotherMethodIsToldTheRightOne() {
    var answer = new Doors(untouched()).query(Events.http("GET", "/v1/quotes", ""));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(405);
    assertThat(answer.path("headers").path("allow").asText()).isEqualTo("POST");
  }

  @Test
  void anEventByQueueThatIsTooDearIsFoundAsRefused() {
    var doors = new Doors(Chain.with(acme));
    doors.submit(Events.sqs(capped("0.01")));

    var record = body(doors.query(Events.http("GET", "/v1/generations/order-1", "")));

    assertThat(record.path("status").asText()).isEqualTo("refused");
    assertThat(record.at("/error/code").asText()).isEqualTo("too_expensive");
    assertThat(record.at("/error/message").asText()).contains("0.04 USD", "0.01 USD");
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void modelsNameTheirPrices() {
    var models = body(new Doors(untouched()).query(Events.http("GET", "/v1/models", "")));

    assertThat(models.at("/models/seedream-5.0-lite").findValues("price"))
        .containsExactly(
            Events.tree(
                """
                {"certainty": "exact", "perImage": {"amount": 0.04, "unit": "USD"},
                 "source": "acme.example/prices", "read": "2026-11-27"}
                """),
            Events.tree(
                """
                {"certainty": "unknown", "source": "the bill"}
                """));
  }

  private Chain untouched() {
    return Chain.on(
        (TaskStore)
            Proxy.newProxyInstance(
                TaskStore.class.getClassLoader(),
                new Class<?>[] {TaskStore.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError("a quote asked the store: " + method.getName());
                }),
        acme,
        bolt);
  }

  private static FakeProvider priced(ProviderId id, PriceRow price) {
    return new FakeProvider(id)
        .can(
            Examples.row("their-" + id, Operation.values())
                .price(price)
                .from("made for tests", "2026-11-20"));
  }

  private static String capped(String amount) {
    return GOOD.replace("}", ",\"maxCost\":{\"amount\":" + amount + ",\"unit\":\"USD\"}}");
  }

  private static JsonNode quote(Doors doors, String event) {
    return doors.query(Events.http("POST", "/v1/quotes", event));
  }

  private static JsonNode body(JsonNode answer) {
    return Events.tree(answer.path("body").asText());
  }
}
