/** A model of one DynamoDB table: the conditional writes that Darkroom uses, and no others. */
@NullMarked
package dev.darkroom.testing.dynamo;

import org.jspecify.annotations.NullMarked;
