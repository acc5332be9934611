package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.support.RequestBody.Ready;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw options add to a request, and never change what it says. */
class RawOptionsTest {
  private static final String BODY = "{'model':'m','input':{'prompt':'a fox'},'size':'1:1'}";
  private final RawOptions options = new RawOptions(Set.of("callback", "input.count"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | {'model':'m','input':{'prompt':'a fox'},'size':'1:1'}",
        "{'x':1} | {'model':'m','input':{'prompt':'a fox'},'size':'1:1','x':1}",
        "{'x':{'y':[1]}} | {'model':'m','input':{'prompt':'a fox'},'size':'1:1','x':{'y':[1]}}",
        "{'input':{'style':'ink'}} | {'model':'m','input':{'prompt':'a fox','style':'ink'},'size':'1:1'}",
        "{'input':{}} | {'model':'m','input':{'prompt':'a fox'},'size':'1:1'}"
      })
  void whatIsNotSaidYetIsAdded(String raw, String sent) {
    assertThat(merged(raw)).isEqualTo(new Ready(json(sent)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'model':'n'} | model",
        "{'x':1,'size':null} | size",
        "{'input':{'prompt':'a hare'}} | input.prompt",
        "{'input':{'style':'ink','count':4}} | input.count",
        "{'input':'all of it'} | input",
        "{'size':{'w':1}} | size",
        "{'callback':'https://x'} | callback",
        "{'callback':{'url':'https://x'}} | callback"
      })
  void whatTheEventSaysCannotBeChanged(String raw, String field) {
    assertThat(merged(raw))
        .isEqualTo(
            new Unsupported("providerOptions must not set " + field + ": the event says it"));
  }

  /** Where the body has no such object yet, its fields are the event's all the same. */
  @Test
  void aFieldOfTheEventsCannotBeSetInAnObjectThatIsNotThere() {
    var bare = ProviderJson.object("{\"model\":\"m\"}").orElseThrow();

    assertThat(options.merge(bare, Optional.of("{\"input\":{\"count\":4}}")))
        .isInstanceOf(Unsupported.class);
    assertThat(options.merge(bare, Optional.of("{\"input\":{\"style\":4}}")))
        .isEqualTo(new Ready("{\"model\":\"m\",\"input\":{\"style\":4}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "{", "{'a':1,'a':2}", "{'a':1e400}", "{'a':1} {'b':2}"})
  void whatCanBeReadInTwoWaysIsNotSent(String raw) {
    assertThat(merged(raw))
        .isInstanceOfSatisfying(
            Unsupported.class,
            no -> assertThat(no.why()).contains("must be a JSON object", "30 digits"));
  }

  @Test
  void withoutOptionsTheBodyIsSentAsItIs() {
    var body = ProviderJson.object(json(BODY)).orElseThrow();

    assertThat(options.merge(body, Optional.empty())).isEqualTo(new Ready(json(BODY)));
  }

  private RequestBody merged(String raw) {
    var body = ProviderJson.object(json(BODY)).orElseThrow();
    var result = options.merge(body, Optional.of(json(raw)));
    assertThat(body.toString()).as("the body itself stays as it is").isEqualTo(json(BODY));
    return result;
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
