/**
 * Modellix, {@code https://api.modellix.ai}.
 *
 * <p>The model is in the path and the body is flat. There are no callbacks, so checks find every
 * result. Links live about seven days, and the answer says until when. Calls and tasks are limited
 * per team. No endpoint lists tasks, so a lost create answer stays in doubt.
 *
 * <p>Sources: its page "Seedream 5.0 Lite Edit" with the create call, its pages on the other
 * models, and its own command line client for states, results and refusals, all read on 2026-11-20.
 */
@NullMarked
package dev.darkroom.provider.modellix;

import org.jspecify.annotations.NullMarked;
