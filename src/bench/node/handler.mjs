// The least that does what submit and settle do. Submit: claims the id, makes the paid call once,
// keeps the reference. Settle: asks for the result, stores its images, records and tells it. All
// clients are made at start-up, as a function with these six services has them.

import { createHash, createHmac, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";

const table = process.env.DARKROOM_TABLE;
const dynamo = new DynamoDBClient({});
const parameters = new SSMClient({});
const events = new EventBridgeClient({});
const s3 = new S3Client({ forcePathStyle: true });
export const others = [new SFNClient({}), new SQSClient({})];
const provider = process.env.DARKROOM_PROVIDER_EVOLINK_BASE_URL;
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

async function authorization() {
  const key = await secret(process.env.DARKROOM_PROVIDER_EVOLINK_API_KEY_PARAMETER);
  return { Authorization: "Bearer " + key };
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
        images: { S: JSON.stringify(task.images ?? []) },
        ...(task.status !== "succeeded" && { openShard: { S: "0" } }),
      },
      ConditionExpression: condition,
      ...(task.version > 1 && {
        ExpressionAttributeValues: { ":version": { N: String(task.version - 1) } },
      }),
    }),
  );
}

export function handle(event) {
  return event.Records ? settle(event.Records) : submit(event);
}

async function submit(event) {
  const request = JSON.parse(event.body);
  const key = event.headers["idempotency-key"];
  const id = createHash("sha256").update(key).digest("hex").slice(0, 26);
  const task = { id, version: 1, status: "claimed", request };
  await write(task, "attribute_not_exists(pk)");

  const callbackKey = await secret(process.env.DARKROOM_CALLBACK_KEYS_PARAMETER);
  const token = createHmac("sha256", callbackKey).update(id).digest("base64url");
  const answer = await fetch(provider + "/v1/images/generations", {
    method: "POST",
    headers: { ...(await authorization()), "Content-Type": "application/json" },
    body: JSON.stringify({
      model: "doubao-seedream-5.0-lite",
      prompt: request.prompt,
      size: request.aspectRatio,
      quality: request.resolution,
      callback_url: `${process.env.DARKROOM_CALLBACK_BASE_URL}/v1/callbacks/evolink/${token}`,
    }),
  });
  const ref = (await answer.json()).id;
  await write({ ...task, version: 2, status: "submitted", ref }, "version = :version");
  const body = JSON.stringify({ id: key, taskId: id, status: "submitted", provider: "evolink" });
  return { statusCode: 202, headers: { "content-type": "application/json" }, body };
}

async function settle(records) {
  const failed = [];
  for (const record of records) {
    try {
      await settleOne(JSON.parse(record.body).task);
    } catch (error) {
      console.log(JSON.stringify({ level: "ERROR", message: `${error.stack}` }));
      failed.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures: failed };
}

async function settleOne(id) {
  const { Item: item } = await dynamo.send(
    new GetItemCommand({ TableName: table, Key: { pk: { S: id } }, ConsistentRead: true }),
  );
  const answer = await fetch(`${provider}/v1/tasks/${item.ref.S}`, {
    headers: await authorization(),
  });
  const { results } = await answer.json();
  const images = await Promise.all(results.map((link, index) => deliver(id, link, index)));
  const version = Number(item.version.N) + 1;
  const request = JSON.parse(item.request.S);
  const task = { id, version, status: "succeeded", request, ref: item.ref.S, images };
  await write(task, "version = :version");
  await events.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: process.env.DARKROOM_EVENT_BUS,
          Source: "bench",
          DetailType: "generation finished",
          Detail: JSON.stringify({ id, images }),
        },
      ],
    }),
  );
}

// By way of a file, hashed as it comes: an image may be larger than the memory.
async function deliver(id, link, index) {
  const file = `${tmpdir()}/bench-${randomUUID()}`;
  const hash = createHash("sha256");
  let bytes = 0;
  const counted = new Transform({
    transform(chunk, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    const answer = await fetch(link);
    if (answer.status !== 200) throw new Error(`${link} answered ${answer.status}`);
    await pipeline(answer.body, counted, createWriteStream(file));
    const digest = hash.digest();
    const key = `generations/${id}/${index}`;
    await s3.send(
      new PutObjectCommand({
        Bucket: process.env.DARKROOM_BUCKET,
        Key: key,
        Body: createReadStream(file),
        ContentLength: bytes,
        ContentType: answer.headers.get("content-type"),
        ChecksumSHA256: digest.toString("base64"),
        IfNoneMatch: "*",
      }),
    );
    return { key, bytes, sha256: digest.toString("hex") };
  } finally {
    await rm(file, { force: true });
  }
}
