// The least that does what submit does: claims the id, makes the paid call once, keeps the
// reference. All clients are made at start-up, as a function with these six services has them.

import { createHash, createHmac } from "node:crypto";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";

const table = process.env.DARKROOM_TABLE;
const dynamo = new DynamoDBClient({});
const parameters = new SSMClient({});
export const others = [
  new EventBridgeClient({}),
  new S3Client({ forcePathStyle: true }),
  new SFNClient({}),
  new SQSClient({}),
];
const secrets = new Map();

async function secret(name) {
  if (!secrets.has(name)) {
    const answer = await parameters.send(
      new GetParameterCommand({ Name: name, WithDecryption: true }),
    );
    secrets.set(name, answer.Parameter.Value);
  }
  return secrets.get(name);
}

async function write(task, condition) {
  await dynamo.send(
    new PutItemCommand({
      TableName: table,
      Item: {
        pk: { S: task.id },
        version: { N: String(task.version) },
        status: { S: task.status },
        request: { S: JSON.stringify(task.request) },
        ref: { S: task.ref ?? "" },
        nextCheckAt: { N: String(Math.floor(Date.now() / 1000) + 45) },
        openShard: { S: "0" },
      },
      ConditionExpression: condition,
      ...(task.version > 1 && {
        ExpressionAttributeValues: { ":version": { N: String(task.version - 1) } },
      }),
    }),
  );
}

export async function handle(event) {
  const request = JSON.parse(event.body);
  const key = event.headers["idempotency-key"];
  const id = createHash("sha256").update(key).digest("hex").slice(0, 26);
  const task = { id, version: 1, status: "claimed", request };
  await write(task, "attribute_not_exists(pk)");

  const callbackKey = await secret(process.env.DARKROOM_CALLBACK_KEYS_PARAMETER);
  const token = createHmac("sha256", callbackKey).update(id).digest("base64url");
  const apiKey = await secret(process.env.DARKROOM_PROVIDER_EVOLINK_API_KEY_PARAMETER);
  const answer = await fetch(
    process.env.DARKROOM_PROVIDER_EVOLINK_BASE_URL + "/v1/images/generations",
    {
      method: "POST",
      headers: { Authorization: "Bearer " + apiKey, "Content-Type": "application/json" },
      body: JSON.stringify({
        model: "doubao-seedream-5.0-lite",
        prompt: request.prompt,
        size: request.aspectRatio,
        quality: request.resolution,
        callback_url: `${process.env.DARKROOM_CALLBACK_BASE_URL}/v1/callbacks/evolink/${token}`,
      }),
    },
  );
  const ref = (await answer.json()).id;
  await write({ ...task, version: 2, status: "submitted", ref }, "version = :version");
  const body = JSON.stringify({ id: key, taskId: id, status: "submitted", provider: "evolink" });
  return { statusCode: 202, headers: { "content-type": "application/json" }, body };
}
