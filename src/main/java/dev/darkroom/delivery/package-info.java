/**
 * Delivery: from untrusted links to objects in the owner's bucket.
 *
 * <p>In: a task's id and its {@link dev.darkroom.task.RemoteImage}s. Out: a {@link
 * dev.darkroom.delivery.DeliveryResult}: what is stored, and what could not be. Images are fetched
 * in parallel and streamed; nothing of them is held in memory. What follows: settlement records it.
 */
@NullMarked
package dev.darkroom.delivery;

import org.jspecify.annotations.NullMarked;
