/**
 * The log: one structured line a step, without any secret. CloudWatch takes the metrics from these
 * lines.
 */
@NullMarked
package dev.darkroom.log;

import org.jspecify.annotations.NullMarked;
