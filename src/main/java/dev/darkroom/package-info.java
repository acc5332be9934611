/** Darkroom: one generation event in, a durable image out. */
@org.jspecify.annotations.NullMarked
package dev.darkroom;
