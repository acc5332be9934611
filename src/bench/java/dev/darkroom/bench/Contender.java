package dev.darkroom.bench;

import java.util.Optional;

/**
 * Something that serves the submit function.
 *
 * @param command empty: what it needs is not on this machine
 * @param isYardstick whether the others are compared with it
 */
record Contender(String name, Optional<Command> command, boolean isYardstick) {}
