/**
 * What the adapters of providers share: transport, call policies, and the reading of answers.
 *
 * <p>In: the JSON of a paid call, or a free call. Out: a {@link
 * dev.darkroom.provider.support.CallOutcome}, which {@link
 * dev.darkroom.provider.support.ResponseClassifier} turns into a result of the port. Only provider
 * folders use this package.
 */
@NullMarked
package dev.darkroom.provider.support;

import org.jspecify.annotations.NullMarked;
