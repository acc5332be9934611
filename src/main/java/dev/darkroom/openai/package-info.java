/**
 * The language of OpenAI's Images API: its requests become generation events, Darkroom's answers
 * become its answers.
 *
 * <p>In: what OpenAI's clients send. Out: an event for intake; records in OpenAI's shapes. Records
 * and pure functions only: the doors call the steps (ADR 20).
 */
@NullMarked
package dev.darkroom.openai;

import org.jspecify.annotations.NullMarked;
