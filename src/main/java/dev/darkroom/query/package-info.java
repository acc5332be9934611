/**
 * Query: reads, and nothing else.
 *
 * <p>In: an id, or a filter. Out: {@link dev.darkroom.answer.GenerationAnswer}s with fresh links,
 * and the table of models.
 */
@NullMarked
package dev.darkroom.query;

import org.jspecify.annotations.NullMarked;
