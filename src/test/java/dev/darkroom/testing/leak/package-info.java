/**
 * Reads what all tests together log, and fails the build where something is in it that must not be
 * seen: prompts, tokens, keys, signed links.
 */
@NullMarked
package dev.darkroom.testing.leak;

import org.jspecify.annotations.NullMarked;
