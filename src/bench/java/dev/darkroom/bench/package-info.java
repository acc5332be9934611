/**
 * Measures the artifact from outside: the function is a process, everything that it talks to is a
 * fake on the loopback that answers at once and notes when. {@code src/bench/run} starts it; plain
 * JDK, no build.
 */
package dev.darkroom.bench;
