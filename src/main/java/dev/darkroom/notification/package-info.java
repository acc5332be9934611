/**
 * Notification: the requester is told, once the outcome is recorded.
 *
 * <p>In: a task in a final state. Out: an outcome event on every configured {@link
 * dev.darkroom.notification.OutcomeChannel}; each telling of the same outcome has the same id. What
 * follows: the task leaves the index of open tasks.
 */
@NullMarked
package dev.darkroom.notification;

import org.jspecify.annotations.NullMarked;
