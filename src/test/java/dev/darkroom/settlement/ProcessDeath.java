package dev.darkroom.settlement;

/** The end of a process: no step catches it. */
final class ProcessDeath extends Error {
  private static final long serialVersionUID = 1L;
}
