package dev.darkroom.simulator;

/** What came out of reading a create call. */
sealed interface Reading permits Order, Refusal {}
