package dev.darkroom.simulator;

import java.net.URI;
import java.util.Optional;

/** What a create call asks for, whatever the provider's words were. */
record Order(
    String model,
    String prompt,
    int count,
    PictureSize size,
    PictureFormat format,
    Optional<URI> callback)
    implements Reading {}
