package dev.darkroom.simulator.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A way to misbehave, asked for by {@code @fault:<name>} in a prompt. Several may be combined.
 *
 * <p>Some faults take a value, {@code @fault:<name>=<value>}, in which {@code +} stands for a
 * blank. {@code @fault:<name>/<provider>} is meant for that provider alone.
 */
public sealed interface Fault permits CallbackFault, SubmitFault, QueryFault, TaskFault, LinkFault {
  /** Every fault there is. */
  static List<Fault> all() {
    return Stream.<Fault[]>of(
            CallbackFault.values(),
            SubmitFault.values(),
            QueryFault.values(),
            TaskFault.values(),
            LinkFault.values())
        .flatMap(Arrays::stream)
        .toList();
  }

  /** The name as an enum has it. */
  String name();

  /** The value where none is named; empty: the fault takes no value. */
  String otherwise();

  /** The name as a prompt has it. */
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a prompt contains to ask for it. */
  default String tag() {
    return "@fault:" + word();
  }

  /** The same with a value. */
  default String tag(Object value) {
    return tag() + "=" + value;
  }
}
