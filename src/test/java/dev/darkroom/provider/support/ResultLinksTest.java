package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.RemoteImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultLinksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'https://x/1'",
        "' https://x/1 '",
        "['https://x/1']",
        "[['https://x/1']]",
        "{'url':'https://x/1'}",
        "{'url':'','image_url':'https://x/1'}",
        "{'url':{'href':'https://x/1'}}",
        "[{'uri':'https://x/1','width':1}]",
        "[{'image':{'url':'https://x/1'}}]",
        "{'images':{'url':'https://x/1'}}",
        "{'resultUrls':'https://x/1'}",
        "'[\\'https://x/1\\']'",
        "'{\\'results\\':[\\'https://x/1\\']}'",
        "{'output':{'results':[{'link':'https://x/1'}]}}",
        "[{'imageURL':'https://x/1'}]",
        "[{'type':'image','content':'https://x/1'}]",
        "[{'thumbnail':'https://x/t','signed':{'main':'https://x/1'}}]",
        "[{'parts':[{'image_url':{'url':'https://x/1'}}]}]",
        "{'image_1':'https://x/1','webhook':'https://x/w','seed':7}"
      })
  void oneResultIsFoundInWhateverShapeItComes(String place) {
    assertThat(links(place)).isEqualTo(List.of("https://x/1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null", "''", "' '", "[]", "{}", "[null]", "['',' ',null,{},[]]", "[{'url':null}]",
        "{'resultUrls':[]}", "'[]'", "'{'", "'<html>'", "'processing'", "true", "3", "[[[]]]"
      })
  void nothingIsNothing(String place) {
    assertThat(links(place)).isEmpty();
  }

  @Test
  void everyEntryKeepsItsPlaceReadableOrNot() {
    assertThat(images("['https://x/1',null,'ht tp:|{}','','x',{'b64':'abc'},7]"))
        .isEqualTo(
            List.of(
                new RemoteImage(0, "https://x/1"),
                new RemoteImage(2, "ht tp:|{}"),
                new RemoteImage(4, "x"),
                new RemoteImage(
                    5,
                    """
                    {"b64":"abc"}"""),
                new RemoteImage(6, "7")));
  }

  @Test
  void severalResultsInOneTextOrUnderNumbersAreSeveral() {
    var both = List.of("https://x/1", "https://x/2");

    assertThat(links("{'0':'https://x/1','1':'https://x/2'}")).isEqualTo(both);
    assertThat(links("'https://x/1\\nHTTPS://x/2'"))
        .isEqualTo(List.of("https://x/1", "HTTPS://x/2"));
    assertThat(links("'https://x/1,https://x/2'")).hasSize(1); // a comma may be part of a link
    assertThat(links("'https://x/a b'")).isEqualTo(List.of("https://x/a b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[`https://x/1?a=b`, `https://x/2`]",
        "[https://x/1?a=b, https://x/2]",
        "![one](https://x/1?a=b) ![two](https://x/2)",
        "<img src=`https://x/1?a=b`> and https://x/2."
      })
  void aTextThatHoldsLinksIsRead(String text) {
    var json = "{\"place\":\"" + text.replace('`', '\'') + "\"}";

    assertThat(ResultLinks.in(ProviderJson.object(json).orElseThrow().path("place")))
        .isEqualTo(
            List.of(new RemoteImage(0, "https://x/1?a=b"), new RemoteImage(1, "https://x/2")));
  }

  /** OpenAI's images API answers so, and gateways in its shape. */
  @Test
  void aResultInTheAnswerItselfIsRead() {
    assertThat(links("[{'b64_json':'/9j/'}]")).isEqualTo(List.of("data:;base64,/9j/"));
    assertThat(links("'DATA:image/png;base64,AAAA'")).hasSize(1);
  }

  @Test
  void linksBesideAResultAreIgnored() {
    assertThat(links("{'status_url':'https://x/s','note':'see https://x/docs','tags':['a','b']}"))
        .isEmpty();
    assertThat(links("[{'thumbnail':'https://x/t'}]"))
        .isEqualTo(
            List.of(
                """
            {"thumbnail":"https://x/t"}"""));
  }

  @Test
  void textIsKeptAsItCame() {
    var odd = "https://h_ost/a|b{c}?d=%&e=é^`\\\\f";

    assertThat(links("['" + odd + "','data:image/png;base64,AAAA']"))
        .isEqualTo(List.of(odd.replace("\\\\", "\\"), "data:image/png;base64,AAAA"));
  }

  @Test
  void theFirstPlaceThatHoldsAnyCounts() {
    var body =
        ProviderJson.object(
            """
            {"a":[null],"b":["https://x/2"],"c":["https://x/3"]}""");

    assertThat(ResultLinks.in(body.get().path("z"), body.get().path("a"), body.get().path("b")))
        .isEqualTo(List.of(new RemoteImage(0, "https://x/2")));
  }

  @Test
  void anAbsurdListIsBounded() {
    assertThat(links("[" + "1,".repeat(100_000) + "1]")).hasSize(5000);
    assertThat(links("[".repeat(60) + "'https://x/1'" + "]".repeat(60))).isEmpty();
    assertThat(links("[{'b64':'" + "A".repeat(100_000) + "'}]").getFirst()).hasSize(200);
  }

  @Test
  void resultsAreLookedForEightLevelsDeep() {
    assertThat(links("{'data':".repeat(8) + "'https://x/1'" + "}".repeat(8))).hasSize(1);
    assertThat(links("{'data':".repeat(9) + "'https://x/1'" + "}".repeat(9))).isEmpty();
    assertThat(links("{'any':".repeat(8) + "'https://x/1'" + "}".repeat(8))).hasSize(1);
    assertThat(links("{'any':".repeat(9) + "'https://x/1'" + "}".repeat(9))).isEmpty();
  }

  @Test
  void jsonInATextIsALevelOfItsOwn() {
    var text = "'{\\'data\\':\\'https://x/1\\'}'";

    assertThat(links("{'data':".repeat(6) + text + "}".repeat(6))).hasSize(1);
    assertThat(links("{'data':".repeat(7) + text + "}".repeat(7))).isEmpty();
  }

  private static List<String> links(String place) {
    return images(place).stream().map(RemoteImage::link).toList();
  }

  private static List<RemoteImage> images(String place) {
    var json = "{\"place\":" + place.replace('\'', '"') + "}";
    return ResultLinks.in(ProviderJson.object(json).orElseThrow().path("place"));
  }
}
