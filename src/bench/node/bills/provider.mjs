import { createServer } from 'node:http';
import { deflateSync, crc32 } from 'node:zlib';
import { DIALECTS } from './dialects.mjs';

/**
 * An image provider on the loopback that speaks the APIs of four, keeps the books, and does to its
 * answers what a fault says. A wish is known by the word "wish-<n>" in its prompt.
 */
export class Provider {
  #server = createServer((request, response) => void this.#serve(request, response));
  #calls = new Map();
  #bills = new Map();
  #keys = new Map();
  #tasks = new Map();
  #callsBack = true;
  #fault;

  async start() {
    await new Promise((up) => this.#server.listen(0, 'localhost', up));
    this.port = this.#server.address().port;
    this.url = `http://localhost:${this.port}`;
    return this;
  }

  /** Opens new books. */
  begin(fault, callsBack) {
    this.#fault = fault;
    this.#callsBack = callsBack;
    this.#calls = new Map();
    this.#bills = new Map();
  }

  /** Paid calls that arrived, and what is billed for them. */
  books() {
    const sum = (book) => [...book.values()].reduce((all, one) => all + one, 0);
    const most = Math.max(0, ...this.#bills.values());
    return { calls: sum(this.#calls), bills: sum(this.#bills), wishes: this.#bills.size, most };
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #serve(request, response) {
    const body = await read(request);
    const path = new URL(request.url, this.url).pathname;
    if (path.startsWith('/pictures/')) {
      response.writeHead(200, { 'content-type': 'image/png' }).end(PICTURE);
      return;
    }
    const [, name, ...rest] = path.split('/');
    const dialect = DIALECTS[name];
    if (request.method === 'POST' && dialect?.isCreate(rest.join('/'))) {
      this.#create(dialect, request, response, JSON.parse(body));
      return;
    }
    const answer = dialect?.read?.(rest.join('/'), (id) => this.#tasks.get(id), this);
    json(response, answer ? 200 : 404, answer ?? { error: { message: 'no such thing' } });
  }

  #create(dialect, request, response, body) {
    const key = request.headers['idempotency-key'];
    const known = key && this.#keys.get(key);
    const wish = /wish-\d+/.exec(dialect.prompt(body))?.[0];
    const call = (this.#calls.get(wish) ?? 0) + 1;
    this.#calls.set(wish, call);
    const isSpoilt = wish !== undefined && this.#fault.spoils(call);
    if (isSpoilt && this.#fault.act === 'turn-away') {
      json(response, this.#fault.status, dialect.error(this.#fault.status), { 'retry-after': '1' });
      return;
    }
    const task = known ?? this.#take(dialect, wish, body, key);
    if (isSpoilt) {
      this.#spoil(dialect, response);
      return;
    }
    const headers = known ? { 'idempotency-replayed': 'true' } : {};
    json(response, dialect.created, dialect.accepted(task, this), headers);
  }

  /** From here on it costs money. */
  #take(dialect, wish, body, key) {
    const task = { id: dialect.id(this.#tasks.size + 1), wish, model: body.model, created: Date.now() };
    this.#tasks.set(task.id, task);
    this.#bills.set(wish, (this.#bills.get(wish) ?? 0) + 1);
    if (key) {
      this.#keys.set(key, task);
    }
    if (body.callback_url && this.#callsBack) {
      setTimeout(() => void this.#callBack(body.callback_url, dialect.task(task, this)), 300);
    }
    return task;
  }

  #spoil(dialect, response) {
    switch (this.#fault.act) {
      case 'reset':
        response.socket.resetAndDestroy();
        break;
      case 'silence':
        break; // until the client hangs up
      default:
        json(response, this.#fault.status, dialect.error(this.#fault.status));
    }
  }

  /** As EvoLink documents it: up to four attempts, 1, 2 and 4 s apart. */
  async #callBack(url, task) {
    for (const pause of [1000, 2000, 4000, 0]) {
      const status = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(task),
      }).then((answer) => answer.status, () => 0);
      if (status >= 200 && status < 300) {
        return;
      }
      await new Promise((on) => setTimeout(on, pause));
    }
  }
}

async function read(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function json(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** A grey PNG of 64 by 64 pixels. */
export const PICTURE = (() => {
  const side = 64;
  const chunk = (type, data) => {
    const head = Buffer.from(type, 'latin1');
    const frame = Buffer.alloc(8 + data.length + 4);
    frame.writeUInt32BE(data.length, 0);
    head.copy(frame, 4);
    data.copy(frame, 8);
    frame.writeUInt32BE(crc32(Buffer.concat([head, data])), 8 + data.length);
    return frame;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(side * (side + 1), 0x80);
  for (let row = 0; row < side; row++) {
    rows[row * (side + 1)] = 0;
  }
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    magic,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
})();
