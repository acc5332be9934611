/**
 * Modellix, {@code https://api.modellix.ai}: the model is in the path and the body is flat; no
 * callbacks, so that every result is found by checks; links live about seven days, and the answer
 * says until when. Calls and tasks are limited per team, and no endpoint lists tasks: a create
 * answer that is lost stays in doubt.
 *
 * <p>Sources: its page "Seedream 5.0 Lite Edit" with the create call, its pages on the other
 * models, and its own command line client for states, results and refusals, all read on 2026-11-20.
 */
@NullMarked
package dev.darkroom.provider.modellix;

import org.jspecify.annotations.NullMarked;
