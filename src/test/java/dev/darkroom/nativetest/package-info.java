/**
 * Native: real event documents go into the built binary through a Lambda Runtime API, and the
 * effects are looked at from outside.
 *
 * <p>These tests know {@code target/function.zip} and nothing of the application's classes. The
 * binary is started as Lambda starts it, in an environment of its own; its counterparts are servers
 * of this process on the loopback.
 */
@NullMarked
package dev.darkroom.nativetest;

import org.jspecify.annotations.NullMarked;
