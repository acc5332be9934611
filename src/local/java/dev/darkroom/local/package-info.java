/**
 * Local mode: Darkroom on one machine, without an AWS account. Never part of the artifact; the
 * tests use the same pieces as fixtures.
 */
@NullMarked
package dev.darkroom.local;

import org.jspecify.annotations.NullMarked;
