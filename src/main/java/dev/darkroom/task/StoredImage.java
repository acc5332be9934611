package dev.darkroom.task;

/**
 * An object of ours that holds a result.
 *
 * @param index position in the provider's list, from 0
 * @param key in the owner's bucket: {@code generations/{taskId}/{index}.{ext}}
 * @param contentType sniffed from the bytes
 * @param width pixels, read from the header; 0 where the type has none
 * @param height pixels, read from the header; 0 where the type has none
 * @param bytes size of the object
 * @param sha256 of the object, 64 lower-case hexadecimal digits
 */
public record StoredImage(
    int index, String key, String contentType, int width, int height, long bytes, String sha256) {}
