package dev.darkroom.aws;

/** Whom a connection is to. */
record HttpPeer(boolean isSecure, String host, int port) {}
