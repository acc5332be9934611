/**
 * Uses EvoLink's own client, an MCP server, as its documentation shows, against the simulator:
 * BILLS_PORT=<port> node evolink-tools.mjs. What came of it is one JSON object.
 */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const client = new Client({ name: 'darkroom', version: '1' });
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: ['--import', './detour.mjs', 'node_modules/@evolinkai/evolink-media/dist/evolink-media/src/index.js'],
    env: { EVOLINK_API_KEY: 'sk-evolink', BILLS_PORT: process.env.BILLS_PORT },
    stderr: 'ignore',
  }),
);

/** The text that a tool answers with. */
async function tool(name, args) {
  const result = await client.callTool({ name, arguments: args });
  return { text: result.content.map((part) => part.text).join('\n'), isError: Boolean(result.isError) };
}

const made = await tool('generate_image', { prompt: 'an evolink fox', model: 'doubao-seedream-4.5' });
const task = /Task ID: (\S+)/.exec(made.text)?.[1];
let checked = { text: '' };
for (let asked = 0; asked < 200 && task && !/\[1\] \S+/.test(checked.text); asked++) {
  checked = await tool('check_task', { task_id: task });
}
const link = /\[1\] (\S+)/.exec(checked.text)?.[1];
const picture = link && (await fetch(link));
const refused = await tool('generate_image', { prompt: 'a fox @fault:quota', model: 'doubao-seedream-4.5' });

console.log(
  JSON.stringify({
    task,
    made: made.text,
    checked: checked.text,
    picture: picture && { status: picture.status, type: picture.headers.get('content-type') },
    refused,
  }),
);
await client.close();
