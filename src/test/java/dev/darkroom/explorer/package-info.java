/**
 * The explorer: the real steps over a world in memory, in every order that events, faults and time
 * allow within a bound.
 *
 * <p>A step is run over the replies that its ports gave so far; its next call to a port is where
 * another step may come in between. So a step in the middle of its work is a value, and a state of
 * the whole is one as well: to go back is to take the former state. Every call may fail before or
 * after its effect, and every invocation may die between two calls.
 *
 * <p>After each call the invariants are judged; from every state in which nothing is under way,
 * days without a fault are followed to their end.
 */
@NullMarked
package dev.darkroom.explorer;

import org.jspecify.annotations.NullMarked;
