/**
 * Darkroom in local mode: the real steps behind the real routes, with EvoLink at the fake. Its
 * callers are worse than those of the others: each sends its event three times, whatever happens.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { Agent } from 'undici';
import { PATIENCE_MS } from './faults.mjs';

const DELIVERIES = 3;
const ATTEMPTS = 10;
/** Callers of Darkroom wait as long as API Gateway does. */
const CALLERS = new Agent({ headersTimeout: 30_000 });
const START_MS = 600_000;
const END_MS = 240_000;

/** One process for both rows: the second begins with a canary. */
let started;

export async function darkroom(provider, project, callsBack) {
  started ??= start(provider, project);
  const { base, close } = await started;
  if (!callsBack) {
    await canary(base);
  }
  return {
    name: callsBack ? 'Darkroom' : 'Darkroom, callbacks lost',
    callsBack,
    atOnce: callsBack ? undefined : 1000, // each waits for the sweep, and nothing runs meanwhile
    picture: (wish) => picture(base, wish),
    close: callsBack ? undefined : close,
  };
}

async function start(provider, project) {
  const port = await freePort();
  const child = spawn('./mvnw', ['-B', '-ntp', '-Plocal', 'quarkus:dev', '-Ddebug=false'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // so that the whole group can be ended
    env: { ...process.env, ...settings(provider, port, project) },
  });
  const stop = () => {
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch (gone) {
      if (gone.code !== 'ESRCH') {
        throw gone;
      }
    }
  };
  process.once('exit', stop);
  await up(child);
  const close = () =>
    new Promise((ended) => {
      child.once('exit', ended);
      stop();
    });
  return { base: `http://localhost:${port}`, close };
}

/** The breaker would make the callers wait: a thousand spoilt calls are a provider that is down. */
function settings(provider, port, project) {
  return {
    QUARKUS_HTTP_PORT: String(port),
    QUARKUS_ANALYTICS_DISABLED: 'true',
    DARKROOM_LOCAL_SIMULATOR: 'false',
    DARKROOM_LOCAL_S3_PORT: '0',
    DARKROOM_LOCAL_FOLDER: `${project}/target/bills/images`,
    DARKROOM_CALLBACK_BASE_URL: `http://localhost:${port}`,
    DARKROOM_DELIVERY_TRUSTED_ORIGINS: provider.url,
    DARKROOM_PROVIDER_EVOLINK_BASE_URL: `${provider.url}/evolink`,
    DARKROOM_PROVIDER_EVOLINK_API_KEY: 'sk-evo-bills',
    DARKROOM_PROVIDER_EVOLINK_ANSWER_TIMEOUT: `PT${PATIENCE_MS / 1000}S`,
    DARKROOM_PROVIDER_EVOLINK_MAX_CONCURRENT: '1000',
    DARKROOM_PROVIDER_EVOLINK_BREAKER_WINDOW: '1000000',
  };
}

function up(child) {
  return new Promise((ready, failed) => {
    let said = '';
    const late = setTimeout(() => failed(new Error(`Darkroom did not start: ${said}`)), START_MS);
    const listen = (chunk) => {
      said = (said + chunk).slice(-20_000);
      if (said.includes('Darkroom is up')) {
        clearTimeout(late);
        ready();
      }
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => failed(new Error(`Darkroom ended: ${said}`)));
  });
}

async function canary(base) {
  const seen = await fetch(`${base}/v1/providers/evolink/canary`, {
    method: 'POST',
    dispatcher: CALLERS,
  });
  const body = await seen.text();
  if (!seen.ok) {
    throw new Error(`the canary: ${seen.status} ${body}`);
  }
}

async function picture(base, wish) {
  for (let delivery = 1; delivery <= DELIVERIES; delivery++) {
    await submit(base, wish);
  }
  const end = Date.now() + END_MS;
  while (Date.now() < end) {
    const record = await answered(`${base}/v1/generations/${wish}`, {}).then((one) => one.json());
    if (record.status === 'succeeded') {
      return Buffer.from(await (await answered(record.images[0].url, {})).arrayBuffer());
    }
    if (record.status === 'failed') {
      throw new Error(`${record.error.code}: ${record.error.message}`);
    }
    await pause(1000);
  }
  throw new Error(`${wish} has no picture in time`);
}

/** One delivery of the event: again with the same id for as long as it is not taken. */
async function submit(base, wish) {
  const event = {
    model: 'seedream-5.0-lite',
    provider: 'evolink',
    prompt: `${wish}: a red fox in the snow`,
  };
  for (;;) {
    const answer = await answered(`${base}/v1/generations`, {
      method: 'POST',
      headers: { 'idempotency-key': wish, 'content-type': 'application/json' },
      body: JSON.stringify(event),
    });
    if (answer.ok) {
      return;
    }
    if (answer.status !== 503) {
      throw new Error(`submit: ${answer.status} ${await answer.text()}`);
    }
    await pause(1000 * Number(answer.headers.get('retry-after') ?? 1));
  }
}

/** What a caller of Darkroom may do, and no caller of a provider: send it again, whatever happened. */
async function answered(url, request) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(url, { ...request, dispatcher: CALLERS });
    } catch (failed) {
      if (attempt === ATTEMPTS) {
        throw failed;
      }
      await pause(1000);
    }
  }
}

const pause = (millis) => new Promise((on) => setTimeout(on, millis));

async function freePort() {
  const server = createServer();
  await new Promise((up) => server.listen(0, 'localhost', up));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
