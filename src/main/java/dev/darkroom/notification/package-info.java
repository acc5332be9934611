/**
 * Notification: the requester is notified once the outcome is recorded.
 *
 * <p>In: a task in a final state. Out: its outcome on every {@link
 * dev.darkroom.notification.OutcomeChannel}. These are the owner's event bus, the state machines
 * that wait with a task token, and the requester's webhook. The same outcome has the same id each
 * time it is published. The task keeps which channel took it. What follows: the task leaves the
 * index of open tasks.
 *
 * <p>A state machine may also wait for an event that never becomes a task: intake and submission
 * hand such tokens back at once.
 */
@NullMarked
package dev.darkroom.notification;

import org.jspecify.annotations.NullMarked;
