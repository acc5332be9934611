package dev.darkroom.aws;

/** The scheme, host and port of a connection. */
record HttpOrigin(boolean isSecure, String host, int port) {}
