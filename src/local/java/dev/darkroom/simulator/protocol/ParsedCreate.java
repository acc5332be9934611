package dev.darkroom.simulator.protocol;

/** What came out of reading a create call. */
public sealed interface ParsedCreate permits CreateRequest, SimulatedRefusal {}
