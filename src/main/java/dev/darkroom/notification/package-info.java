/**
 * Notification: the requester is told, once the outcome is recorded.
 *
 * <p>In: a task in a final state. Out: its outcome on every {@link
 * dev.darkroom.notification.OutcomeChannel}: the owner's event bus, the state machine that waits on
 * a task token, the requester's webhook. Each telling of the same outcome has the same id, and who
 * took it is kept with the task. What follows: the task leaves the index of open tasks.
 *
 * <p>What never becomes a task has an outcome as well for whoever waits: intake and submission hand
 * such tokens back at once.
 */
@NullMarked
package dev.darkroom.notification;

import org.jspecify.annotations.NullMarked;
