/** Counts the bills of each contender under each fault: node main.mjs <project> <wishes> [contender ...] */
import { mkdirSync, writeFileSync } from 'node:fs';
import * as clients from './clients.mjs';
import { darkroom } from './darkroom.mjs';
import { detour } from './detour.mjs';
import { FAULTS } from './faults.mjs';
import { ORDER } from './order.mjs';
import { PICTURE, Provider } from './provider.mjs';

const AT_ONCE = 100;

/** Where everybody only waits. */
const WAITING_AT_ONCE = 250;

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => process.exit(1)); // what was started ends as well
}

const [project, wishes, ...named] = process.argv.slice(2);
const count = Number(wishes);
const provider = await new Provider().start();
detour(provider.port);

const CONTENDERS = {
  darkroom: () => darkroom(provider, project, true),
  'darkroom-alone': () => darkroom(provider, project, false),
  evolink: () => clients.evolink(provider.port),
  fal: clients.fal,
  openai: clients.openai,
  replicate: clients.replicate,
  loop: clients.loop,
  once: clients.once,
};

/** One contender under one fault: every wish once, so many at a time. */
async function round(contender, fault, count, next) {
  provider.begin(fault, contender.callsBack ?? false);
  let started = 0;
  let pictures = 0;
  const errors = new Map();
  const worker = async () => {
    while (started++ < count) {
      try {
        const bytes = await contender.picture(`wish-${next()}`);
        pictures += bytes.equals(PICTURE) ? 1 : 0;
      } catch (failed) {
        const why = `${failed.name}: ${failed.message}`.replace(/\d{4,}|wish-\d+/g, '…').slice(0, 120);
        errors.set(why, (errors.get(why) ?? 0) + 1);
      }
    }
  };
  const atOnce = contender.atOnce ?? (fault.act === 'silence' ? WAITING_AT_ONCE : AT_ONCE);
  await Promise.all(Array.from({ length: atOnce }, worker));
  const books = provider.books();
  if (books.wishes > count) {
    throw new Error('calls of an earlier round came late: the books mean nothing');
  }
  return { fault: fault.name, ...books, pictures, errors: Object.fromEntries(errors) };
}

const date = new Date().toISOString().slice(0, 10);
mkdirSync('results', { recursive: true });
let wish = 0;
for (const key of named.length ? named : ORDER) {
  const contender = await CONTENDERS[key]();
  const rounds = [];
  for (const fault of FAULTS) {
    const result = await round(contender, fault, count, () => ++wish);
    console.error(`${contender.name}: ${JSON.stringify(result)}`);
    if (fault.act === 'answer' && (result.bills !== count || result.pictures !== count)) {
      throw new Error(`${contender.name} spoilt what nothing spoilt: is the machine busy?`);
    }
    rounds.push(result);
  }
  await contender.close?.();
  writeFileSync(
    `results/${key}.json`,
    JSON.stringify({ date, node: process.version, wishes: count, name: contender.name, rounds }, null, 1),
  );
}
provider.close();
process.exit(0);
