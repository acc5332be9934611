package dev.darkroom.simulator;

import java.time.Instant;

/**
 * One fetch of a picture.
 *
 * @param bytes of the body that left
 */
public record PictureFetch(
    String taskId, String prompt, int index, int status, long bytes, Instant at) {}
