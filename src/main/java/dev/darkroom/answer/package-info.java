/**
 * The JSON of answers, records and errors, made from the vocabulary by pure functions. Keys are
 * kept, never links: an image's {@code url} is signed when it is read.
 */
@NullMarked
package dev.darkroom.answer;

import org.jspecify.annotations.NullMarked;
