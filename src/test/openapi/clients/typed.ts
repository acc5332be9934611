// Makes a picture with openapi-fetch and the types of openapi-typescript: node typed.js <base address>
import { createHash } from "node:crypto";
import createClient from "openapi-fetch";
import type { components, paths } from "./openapi.js";

const client = createClient<paths>({ baseUrl: process.argv[2]! });

async function ended(id: string): Promise<components["schemas"]["Generation"]> {
  for (let left = 6; left > 0; left--) {
    const { data: record, error } = await client.GET("/v1/generations/{id}", { params: { path: { id }, query: { wait: 10 } } });
    if (record === undefined) {
      throw new Error(JSON.stringify(error));
    }
    if (record.status === "refused") {
      throw new Error(`refused: ${record.error.message}`);
    }
    if (record.status !== "submitting" && record.status !== "processing") {
      return record;
    }
  }
  throw new Error("it takes too long");
}

const sent = {
  params: { header: { "Idempotency-Key": "openapi-typescript" } },
  body: { model: "seedream-5.0-lite", prompt: "[openapi-typescript] a red fox", provider: "evolink" },
};
const answer = await client.POST("/v1/generations", sent);
const again = await client.POST("/v1/generations", sent);
const refused = await client.POST("/v1/generations", { body: { model: "nobody", prompt: "a fox" } });
const models = await client.GET("/v1/models");
const record = await ended(answer.data!.taskId);
const image = record.images[0]!;
const bytes = Buffer.from(await (await fetch(image.url!)).arrayBuffer());
const problem = refused.error;
console.log(
  JSON.stringify({
    status: record.status,
    contentType: image.contentType,
    createdAt: record.createdAt,
    isWhole: image.sha256 === createHash("sha256").update(bytes).digest("hex"),
    location: answer.response.headers.get("Location"),
    replayed: again.response.headers.get("Idempotency-Replayed"),
    problem: problem !== undefined && "code" in problem ? problem.code : problem,
    models: Object.keys(models.data!.models).length,
  }),
);
