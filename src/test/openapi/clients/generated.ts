// Makes a picture with the client that openapi-generator (typescript-fetch) makes: node generated.js <base address>
import { createHash } from "node:crypto";
import { Configuration, GenerationsApi, ModelsApi, ResponseError, instanceOfGeneration } from "./typescript-fetch/index.js";
import type { Generation, Problem } from "./typescript-fetch/index.js";

const configuration = new Configuration({ basePath: process.argv[2] });
const generations = new GenerationsApi(configuration);

async function ended(id: string): Promise<Generation> {
  for (let left = 6; left > 0; left--) {
    const record = await generations.getGeneration({ id, wait: 10 });
    if (!instanceOfGeneration(record)) {
      throw new Error(`refused: ${record.error.message}`);
    }
    if (record.status !== "submitting" && record.status !== "processing") {
      return record;
    }
  }
  throw new Error("it takes too long");
}

async function refused(): Promise<Problem> {
  try {
    await generations.submitGeneration({ generationEvent: { model: "nobody", prompt: "a fox" } });
  } catch (error) {
    if (error instanceof ResponseError) {
      return (await error.response.json()) as Problem;
    }
    throw error;
  }
  throw new Error("an unknown model was taken");
}

const event = { model: "seedream-5.0-lite", prompt: "[typescript-fetch] a red fox", provider: "evolink" };
const sent = { idempotencyKey: "typescript-fetch", generationEvent: event };
const answer = await generations.submitGenerationRaw(sent);
const again = await generations.submitGenerationRaw(sent);
const task = await answer.value();
const record = await ended(task.taskId);
const image = record.images[0]!;
const bytes = Buffer.from(await (await fetch(image.url!)).arrayBuffer());
console.log(
  JSON.stringify({
    status: record.status,
    contentType: image.contentType,
    createdAt: record.createdAt.toISOString(),
    isWhole: image.sha256 === createHash("sha256").update(bytes).digest("hex"),
    location: answer.raw.headers.get("Location"),
    replayed: again.raw.headers.get("Idempotency-Replayed"),
    problem: (await refused()).code,
    models: Object.keys((await new ModelsApi(configuration).listModels()).models).length,
  }),
);
