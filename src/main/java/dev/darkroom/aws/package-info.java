/**
 * The ports on AWS: tasks in DynamoDB, checks in SQS, images in S3, keys in SSM, outcomes on
 * EventBridge, task tokens of Step Functions. The only place that knows the AWS SDK.
 *
 * <p>Clients are made when they are first used: a function pays for those it needs and no other.
 */
@NullMarked
package dev.darkroom.aws;

import org.jspecify.annotations.NullMarked;
