package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.TreeSet;

/** The bookkeeping of one provider, for people. */
final class StatePage {
  private StatePage() {}

  static ObjectNode of(Ledger ledger) {
    var submits = ledger.submits();
    var accepted = ledger.accepted();
    var page = JsonNodeFactory.instance.objectNode();
    page.put("submits", submits.size()).put("accepted", accepted.size());
    var prompts = page.putObject("prompts");
    for (var prompt : new TreeSet<>(submits)) {
      prompts
          .putObject(prompt)
          .put("submits", Collections.frequency(submits, prompt))
          .put("accepted", Collections.frequency(accepted, prompt));
    }
    var callbacks = page.putArray("callbacks");
    ledger.callbacks("").forEach(sent -> describe(sent, callbacks.addObject()));
    var fetches = page.putArray("fetches");
    ledger.fetches("").forEach(fetch -> describe(fetch, fetches.addObject()));
    return page;
  }

  private static void describe(CallbackAttempt sent, ObjectNode line) {
    line.put("at", sent.at().toString())
        .put("taskId", sent.taskId())
        .put("kind", sent.kind().name())
        .put("attempt", sent.attempt());
    sent.status().ifPresentOrElse(code -> line.put("status", code), () -> line.putNull("status"));
  }

  private static void describe(PictureFetch fetch, ObjectNode line) {
    line.put("at", fetch.at().toString())
        .put("taskId", fetch.taskId())
        .put("index", fetch.index())
        .put("status", fetch.status())
        .put("bytes", fetch.bytes());
  }
}
