/**
 * Loaded before a client: what it sends to its vendor's host goes to the fake, and its answers may
 * take PATIENCE_MS instead of minutes. Nothing else of the client changes.
 */
import { Agent, setGlobalDispatcher } from 'undici';
import { PATIENCE_MS } from './faults.mjs';

const HOSTS = {
  'api.evolink.ai': 'evolink',
  'queue.fal.run': 'fal',
  'api.openai.com': 'openai',
  'api.replicate.com': 'replicate',
  'replicate.delivery': 'pictures',
};

export function detour(port) {
  setGlobalDispatcher(new Agent({ headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS }));
  const direct = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const dialect = HOSTS[url.host];
    if (!dialect) {
      return direct(input, init);
    }
    const there = `http://localhost:${port}/${dialect}${url.pathname}${url.search}`;
    return direct(input instanceof Request ? new Request(there, input) : there, init);
  };
}

if (process.env.BILLS_PORT) {
  detour(Number(process.env.BILLS_PORT)); // in a process of its own
}
