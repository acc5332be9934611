import { PICTURE } from './provider.mjs';

const link = (task, at) => `${at.url}/pictures/${task.id}.png`;

const evolink = {
  created: 200,
  isCreate: (path) => path === 'v1/images/generations',
  prompt: (body) => body.prompt,
  id: (number) => `task-unified-1790000000-${number}`,
  accepted: (task) => ({ ...frame(task), progress: 0, status: 'pending' }),
  task: (task, at) => ({
    ...frame(task),
    progress: 100,
    status: 'completed',
    results: [link(task, at)],
    usage: { cost: { credits: 1.8, usd: 0.03, cny: 0.2 } },
  }),
  read: (path, find, at) => {
    const task = find(/^v1\/tasks\/(.+)$/.exec(path)?.[1]);
    return task && evolink.task(task, at);
  },
  error: (status) => ({ error: { code: String(status), type: 'upstream_error', message: `answered ${status}` } }),
};

/** 429 with the documented type; any other error is a page of nothing in particular. */
const throttled = { error: { code: 'rate_limit_exceeded', type: 'rate_limit_exceeded', message: 'too fast' } };
const errorOf = evolink.error;
evolink.error = (status) => (status === 429 ? throttled : errorOf(status));

function frame(task) {
  return {
    created: Math.floor(task.created / 1000),
    id: task.id,
    model: task.model,
    object: 'image.generation.task',
    type: 'image',
    task_info: { can_cancel: false, estimated_time: 1 },
    usage: { billing_rule: 'per_call', credits_reserved: 1.8 },
  };
}

const falApp = 'fal-ai/flux/dev';
const fal = {
  created: 200,
  isCreate: (path) => path === falApp,
  prompt: (body) => body.prompt,
  id: (number) => `fal-${number}`,
  accepted: (task) => ({ ...falLinks(task), status: 'IN_QUEUE', queue_position: 0 }),
  read: (path, find, at) => {
    const [, id, rest] = /^fal-ai\/flux\/requests\/([^/]+)(\/status)?$/.exec(path) ?? [];
    const task = find(id);
    if (!task) {
      return undefined;
    }
    return rest
      ? { ...falLinks(task), status: 'COMPLETED', logs: [] }
      : { images: [{ url: link(task, at), width: 64, height: 64, content_type: 'image/png' }] };
  },
  error: (status) => ({ detail: `answered ${status}` }),
};

function falLinks(task) {
  const base = `https://queue.fal.run/fal-ai/flux/requests/${task.id}`;
  return {
    request_id: task.id,
    response_url: base,
    status_url: `${base}/status`,
    cancel_url: `${base}/cancel`,
  };
}

const openai = {
  created: 200,
  isCreate: (path) => path === 'v1/images/generations',
  prompt: (body) => body.prompt,
  id: (number) => `image-${number}`,
  accepted: (task) => ({
    created: Math.floor(task.created / 1000),
    data: [{ b64_json: PICTURE.toString('base64') }],
  }),
  error: (status) => ({ error: { message: `answered ${status}`, type: 'server_error', code: null } }),
};

const replicate = {
  created: 201,
  isCreate: (path) => /^v1\/models\/[^/]+\/[^/]+\/predictions$/.test(path),
  prompt: (body) => body.input.prompt,
  id: (number) => `prediction${number}`,
  accepted: (task) => ({
    id: task.id,
    model: 'black-forest-labs/flux-schnell',
    status: 'succeeded',
    output: [`https://replicate.delivery/${task.id}.png`],
    error: null,
    urls: { get: `https://api.replicate.com/v1/predictions/${task.id}` },
  }),
  read: (path, find) => {
    const task = find(/^v1\/predictions\/(.+)$/.exec(path)?.[1]);
    return task && replicate.accepted(task);
  },
  error: (status) => ({ title: `answered ${status}`, status }),
};

export const DIALECTS = { evolink, fal, openai, replicate };
