package dev.darkroom.pipeline;

import dev.darkroom.task.ModelName;
import dev.darkroom.task.Quote;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import java.util.List;

/** The result of asking what an event would come to. */
public sealed interface QuoteResult {

  /**
   * A submit would be sent.
   *
   * @param quotes in order of preference, at least one; a later one is a fallback
   * @param excluded why the other providers would not be asked
   */
  record Quoted(ModelName model, List<Quote> quotes, List<Fault> excluded) implements QuoteResult {
    public Quoted {
      quotes = List.copyOf(quotes);
      excluded = List.copyOf(excluded);
    }
  }

  /** A submit would be refused, for the same reason. */
  record Refused(Rejection why) implements QuoteResult {}
}
