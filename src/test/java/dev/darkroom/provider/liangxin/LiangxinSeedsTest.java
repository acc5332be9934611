package dev.darkroom.provider.liangxin;

import static dev.darkroom.provider.liangxin.LiangxinExamples.CALLBACK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.intake.Event;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.ProviderId;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.FakeProvider;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The examples of the documents, from the event to the body that is sent, by the real steps. */
class LiangxinSeedsTest {
  private final FakeProvider provider =
      new FakeProvider(new ProviderId("liangxin"))
          .can(LiangxinCapabilities.ALL.toArray(Capability[]::new));
  private final Chain chain = Chain.with(provider);

  @Test
  void seed000TextToImageWithSeedream5LiteIsSentAsItStands() {
    assertThat(sentFor("event-seed-000", Optional.of(CALLBACK))).isEqualTo(seed("000"));
  }

  @Test
  void seed001TextToImageWithSeedream45IsSentAsItStands() {
    assertThat(sentFor("event-seed-001", Optional.empty())).isEqualTo(seed("001"));
  }

  @Test
  void seed002EditWithSeedream45IsSentAsItStands() {
    assertThat(sentFor("event-seed-002", Optional.of(CALLBACK))).isEqualTo(seed("002"));
  }

  private JsonNode sentFor(String event, Optional<URI> callback) {
    var result = chain.pipeline().submit(Event.plain(LiangxinExamples.bytes(event)));

    assertThat(result).isInstanceOf(Started.class);
    return LiangxinExamples.sent(LiangxinWire.of(provider.submits().getFirst(), callback));
  }

  private static JsonNode seed(String number) {
    return LiangxinExamples.fixture("request-seed-" + number);
  }
}
