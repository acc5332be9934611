package dev.darkroom.delivery;

import dev.darkroom.task.ErrorCode;

/**
 * An image that could not be fetched or stored just now.
 *
 * @param index position in the provider's list, from 0
 * @param ifOver the code of the missing image, once its link has expired
 * @param why one sentence, free of links
 */
public record PendingImage(int index, ErrorCode ifOver, String why) {}
