/**
 * The ports on AWS: DynamoDB, SQS, S3, SSM, EventBridge and Step Functions. They hold tasks,
 * checks, images and keys, and take outcomes and task tokens. This package alone knows the AWS SDK.
 *
 * <p>Clients are made when they are first used: a function pays only for those that it needs.
 */
@NullMarked
package dev.darkroom.aws;

import org.jspecify.annotations.NullMarked;
