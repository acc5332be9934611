package dev.darkroom.simulator;

/**
 * One picture; equal wishes give equal bytes.
 *
 * @param index of the picture within its task, from 0
 */
record PictureWish(String prompt, int index, PictureSize size, PictureFormat format) {}
