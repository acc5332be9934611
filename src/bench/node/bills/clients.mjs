/**
 * The contenders. Each is used as its documentation shows, with its defaults, and has one function:
 * the bytes of a picture for this wish, or an exception.
 */
import { readFileSync } from 'node:fs';
import { PATIENCE_MS } from './faults.mjs';

const prompt = (wish) => `${wish}: a red fox in the snow`;

export const version = (name) =>
  JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;

async function bytes(url) {
  const answer = await fetch(url);
  if (!answer.ok) {
    throw new Error(`the picture: ${answer.status}`);
  }
  return Buffer.from(await answer.arrayBuffer());
}

/** The published MCP server, as `npx` would start it, and an MCP client that talks to it. */
export async function evolink(port) {
  const name = '@evolinkai/evolink-media';
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
  const client = new Client({ name: 'bills', version: '1' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: ['--import', './detour.mjs', `node_modules/${name}/dist/evolink-media/src/index.js`],
      env: { EVOLINK_API_KEY: 'sk-evo-bills', BILLS_PORT: String(port) },
      stderr: 'ignore',
    }),
  );
  const tool = async (tool, args) => {
    const result = await client.callTool({ name: tool, arguments: args });
    const text = result.content.map((part) => part.text).join('\n');
    if (result.isError) {
      throw new Error(text);
    }
    return text;
  };
  return {
    name: `\`${name}\` ${version(name)}`,
    async picture(wish) {
      const made = await tool('generate_image', { prompt: prompt(wish) });
      const task = /Task ID: (\S+)/.exec(made)[1];
      const checked = await tool('check_task', { task_id: task });
      return bytes(/\[1\] (\S+)/.exec(checked)[1]);
    },
    close: () => client.close(),
  };
}

export async function fal() {
  const { fal: client } = await import('@fal-ai/client');
  client.config({ credentials: 'bills' });
  return {
    name: `\`@fal-ai/client\` ${version('@fal-ai/client')}`,
    async picture(wish) {
      const result = await client.subscribe('fal-ai/flux/dev', { input: { prompt: prompt(wish) } });
      return bytes(result.data.images[0].url);
    },
  };
}

export async function openai() {
  const { default: OpenAI } = await import('openai');
  const client = new OpenAI({ apiKey: 'bills' });
  return {
    name: `\`openai\` ${version('openai')}`,
    async picture(wish) {
      const made = await client.images.generate({ model: 'gpt-image-1', prompt: prompt(wish) });
      return Buffer.from(made.data[0].b64_json, 'base64');
    },
  };
}

export async function replicate() {
  const { default: Replicate } = await import('replicate');
  const client = new Replicate({ auth: 'bills' });
  return {
    name: `\`replicate\` ${version('replicate')}`,
    async picture(wish) {
      const input = { prompt: prompt(wish) };
      const [file] = await client.run('black-forest-labs/flux-schnell', { input });
      return Buffer.from(await (await file.blob()).arrayBuffer());
    },
  };
}

/** A paid call by hand. */
async function create(wish) {
  const answer = await fetch('https://api.evolink.ai/v1/images/generations', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-evo-bills', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'doubao-seedream-5.0-lite', prompt: prompt(wish) }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!answer.ok) {
    throw Object.assign(new Error(`answered ${answer.status}`), { status: answer.status });
  }
  const task = await answer.json();
  const query = await fetch(`https://api.evolink.ai/v1/tasks/${task.id}`);
  return bytes((await query.json()).results[0]);
}

/** The loop that is written most: again after a time-out, a broken connection, 429 or a 5xx. */
export async function loop() {
  return {
    name: '`fetch` in a loop of three tries',
    async picture(wish) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await create(wish);
        } catch (failed) {
          if (attempt === 3 || (failed.status && failed.status < 500 && failed.status !== 429)) {
            throw failed;
          }
          await new Promise((on) => setTimeout(on, 250 * attempt));
        }
      }
    },
  };
}

/** The careful opposite. */
export async function once() {
  return { name: '`fetch`, once', picture: create };
}
