/**
 * Replays log lines against the model of a task. In: lines as Darkroom wrote them, or as CloudWatch
 * gives them back. Out: each line that the model does not allow.
 *
 * <p>Plain JDK: {@code src/bench/conformance} runs it from its sources, and tests call {@link
 * dev.darkroom.conformance.Conformance#check}. The rules are in {@code src/docs/conformance.md}.
 */
@NullMarked
package dev.darkroom.conformance;

import org.jspecify.annotations.NullMarked;
