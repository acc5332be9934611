package dev.darkroom.simulator.picture;

/**
 * One picture; equal wishes give equal bytes.
 *
 * @param index of the picture within its task, from 0
 */
public record PictureSpec(String prompt, int index, PictureSize size, PictureFormat format) {}
