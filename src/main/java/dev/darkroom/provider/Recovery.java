package dev.darkroom.provider;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a provider offers to learn, undo or settle a paid call, as data.
 *
 * @param idempotencyKey whether a repeat with one key is one task
 * @param list whether the account's tasks can be listed
 * @param cancel whether a task can be cancelled
 * @param balance whether the account's balance can be read
 * @param signature whether callbacks are signed
 * @param refunds what is not billed, or paid back
 */
public record Recovery(
    Fact idempotencyKey, Fact list, Fact cancel, Fact balance, Fact signature, Fact refunds) {

  /**
   * One fact.
   *
   * @param says in a sentence
   * @param source where it was read, or where nothing was found
   */
  public record Fact(String says, Evidence evidence, String source, LocalDate read) {}

  /** How well a fact is known. */
  public enum Evidence {
    /** The provider's own documents say so. */
    STATED,
    /** Its own client does so, or a sibling's documents say so. */
    INFERRED,
    /** Nothing says so. It counts as not offered. */
    UNKNOWN
  }

  /** Every fact by its name, in a fixed order. */
  public Map<String, Fact> byName() {
    var facts = new LinkedHashMap<String, Fact>();
    facts.put("idempotencyKey", idempotencyKey);
    facts.put("list", list);
    facts.put("cancel", cancel);
    facts.put("balance", balance);
    facts.put("signature", signature);
    facts.put("refunds", refunds);
    return facts;
  }

  /** Facts that were read in one place on one day. */
  public record Reading(String source, LocalDate read) {
    public Reading(String source, String read) {
      this(source, LocalDate.parse(read));
    }

    public Fact stated(String says) {
      return new Fact(says, Evidence.STATED, source, read);
    }

    public Fact inferred(String says) {
      return new Fact(says, Evidence.INFERRED, source, read);
    }

    public Fact unknown(String says) {
      return new Fact(says, Evidence.UNKNOWN, source, read);
    }
  }
}
