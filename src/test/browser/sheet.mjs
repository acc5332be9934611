// Does with the contact sheet what a person does, and says as JSON what came of it.
// node sheet.mjs <address of Darkroom> <browser> <what> <its settings as JSON>
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const [address, executablePath, what, settings = '{}'] = process.argv.slice(2);
const PAGE = `${address}/ui`;
const WIDE = { width: 1280, height: 860 };
const SMALL = { width: 1000, height: 620 };
const PHONE = { width: 390, height: 844 };
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
const link = (id) => `#/g/${encodeURIComponent(id)}`;

/** A tab that remembers what went wrong in it. */
async function open(browser, hash, { isDark = false, isPhone = false, isSmall = false, before } = {}) {
  const context = await browser.newContext({ viewport: isPhone ? PHONE : isSmall ? SMALL : WIDE, colorScheme: isDark ? 'dark' : 'light', reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => (faults.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on('console', (line) => /Content Security|Trusted|Refused/i.test(line.text()) && faults.push(line.text()));
  page.on('request', (request) => ['localhost', '127.0.0.1'].includes(new URL(request.url()).hostname) || request.url().startsWith('blob:') || faults.push(`asked ${request.url()}`));
  await before?.(page);
  await page.goto(PAGE + hash);
  return { page, faults, context };
}

/** Waits for something to be so. The page's policy forbids what Playwright has for that. */
async function until(page, isSo, given) {
  const end = Date.now() + 30_000;
  while (!(await page.evaluate(isSo, given))) {
    if (Date.now() > end) throw new Error(`still not so: ${isSo}`);
    await page.evaluate(() => new Promise((seen) => requestAnimationFrame(seen)));
  }
}

/** Waits until nothing is being loaded, and every picture in view is there. */
async function settled(page, wanted) {
  await page.locator(wanted).first().waitFor();
  await until(page, () => {
    const isNear = (one) => one.getBoundingClientRect().width > 0 && one.getBoundingClientRect().top < innerHeight;
    const isThere = (image) => image.complete && image.naturalWidth > 0;
    const all = (selector) => [...document.querySelectorAll(selector)].filter(isNear);
    return all('main img').every(isThere) && all('main video').every((one) => one.readyState >= 2) && all('a.tile .thumbnail').every((one) => one.children.length > 0);
  });
}

const violations = async (page) => {
  await page.evaluate(axe);
  const found = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), RULES);
  return found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
};

/** A screenshot, smaller than a PNG. */
async function keep(browser, png, file) {
  const page = await browser.newPage();
  const webp = await page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.82).split(',')[1];
  }, png.toString('base64'));
  await page.close();
  await writeFile(file, Buffer.from(webp, 'base64'));
}

const scenarios = {
  /** Looks at each view: screenshot, accessibility, width, and what its texts are. */
  async views(browser, { views, folder }) {
    await mkdir(folder, { recursive: true });
    const seen = {};
    for (const { name, hash, wanted, click, then, as, ...how } of views) {
      // A state that passes by is shown by changing the word in an answer.
      const before = as && ((page) => page.route(/\/v1\/generations\/[^/]+$/, async (route) => {
        const answer = await route.fetch();
        const record = await answer.json();
        const timeline = Number.isInteger(as.timeline) ? record.timeline.slice(0, as.timeline) : (as.timeline ?? record.timeline);
        await route.fulfill({ response: answer, json: { ...record, ...as, timeline } });
      }));
      const { page, faults, context } = await open(browser, hash, { ...how, before });
      await settled(page, wanted);
      if (click) await page.locator(click).click();
      if (then) await page.locator(then).waitFor();
      await keep(browser, await page.screenshot(), `${folder}/${name}.webp`);
      seen[name] = {
        violations: await violations(page),
        faults,
        isTooWide: await page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
        text: await page.locator('main').innerText(),
      };
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await context.close();
    }
    return seen;
  },

  /** Opens views of texts that try to be scripts. */
  async hostile(browser, { ids, text }) {
    const { page, faults } = await open(browser, '#/');
    await settled(page, 'a.tile');
    const scripts = await page.locator('script').count();
    const seen = [];
    for (const id of ids) {
      await page.goto(`${PAGE}${link(id)}`);
      await page.locator('.timeline').first().waitFor();
      seen.push(await page.locator('main').innerText());
    }
    await page.goto(`${PAGE}#/new?reference=${encodeURIComponent(text)}`);
    await page.locator('.references code').waitFor();
    seen.push(await page.locator('.references').innerText());
    await page.goto(`${PAGE}${link(text)}`);
    await page.locator('h1:visible').filter({ hasText: text }).waitFor();
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((one) => one.protocol));
    const isRun = await page.evaluate(() => 'stolen' in window);
    const inline = await page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.textContent = 'window.stolen = true';
        document.body.append(script);
      } catch {
        // Trusted Types refuse it already
      }
      return 'stolen' in window;
    });
    return { faults: faults.filter((one) => !one.includes("'script'") && !/inline script|TrustedScript/i.test(one)), moreScripts: (await page.locator('script').count()) - scripts, seen, links: [...new Set(links)], isRun, inline };
  },

  /** Goes from the address bar to a picture and back without a mouse. */
  async keyboard(browser, { id }) {
    const { page, faults } = await open(browser, '#/');
    await settled(page, 'a.tile');
    const here = () => page.evaluate(() => document.activeElement.id || document.activeElement.innerText.split('\n')[0].trim() || document.activeElement.tagName);
    const rings = [];
    const walked = [];
    for (let i = 0; i < 11; i++) {
      await page.keyboard.press('Tab');
      walked.push(await here());
      rings.push(await page.evaluate(() => parseFloat(getComputedStyle(document.activeElement).outlineWidth) > 0 || document.activeElement.matches('.skip')));
    }
    await page.locator('a.tile').first().focus();
    await page.keyboard.press('End');
    const isLast = await page.evaluate(() => document.activeElement === [...document.querySelectorAll('a.tile')].at(-1));
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const second = await page.evaluate(() => [...document.querySelectorAll('a.tile')].indexOf(document.activeElement));
    await page.keyboard.press('/');
    const search = await here();
    await page.keyboard.type(id);
    await page.keyboard.press('Enter');
    await until(page, (wanted) => document.activeElement.tagName === 'H1' && document.activeElement.textContent === wanted, id);
    const heading = await here();
    await page.keyboard.press('Escape');
    await until(page, () => document.activeElement.matches('a.tile'));
    const back = new URL(page.url()).hash;
    const left = await page.evaluate(() => document.activeElement.getAttribute('href'));
    await page.keyboard.press('n');
    await until(page, () => document.activeElement.textContent === 'New generation');
    return { faults, walked, rings, isLast, second, search, heading, back, left };
  },

  /** Opens what no address can name, and a generation whose id is a step in a path. */
  async odd(browser, { id }) {
    const seen = [];
    const faults = [];
    for (const hash of ['#/g/', '#/g/.', '#/g/..']) {
      const there = await open(browser, hash);
      await there.page.locator('.detail .notice').waitFor();
      seen.push(await there.page.locator('.detail .notice strong').innerText());
      faults.push(...there.faults);
    }
    const { page } = await open(browser, '#/');
    await page.locator('a.tile', { has: page.locator(`text="${id}"`) }).click();
    await page.locator('.detail .picture img').waitFor();
    const opened = await page.locator('h1:visible').innerText();
    const spans = await page.evaluate(async () => {
      const { spanText } = await import(new URL('parts.js', document.querySelector('script[type=module]').src));
      return [59_960, 119_700, 3_599_800, 7_190_000].map((millis) => spanText(new Date(0).toISOString(), new Date(millis).toISOString()));
    });
    return { faults, seen, opened, spans };
  },

  /** Fills in the form: first wrongly, then well. */
  async form(browser, { prompt }) {
    const { page, faults } = await open(browser, '#/new');
    const generate = page.getByRole('button', { name: /^Generate/ });
    await page.locator('.price p', { hasText: 'makes the picture' }).waitFor();
    const price = await page.locator('.price strong').innerText();
    await generate.click();
    await page.locator('#new-prompt-fault').waitFor();
    const blank = await page.locator('#new-prompt-fault').innerText();
    await until(page, () => document.activeElement.matches('input, textarea'));
    const focus = await page.evaluate(() => document.activeElement.id);
    await page.locator('#new-prompt').fill(prompt);
    await page.locator('#new-count').fill('99');
    await page.locator('#new-count-fault').waitFor();
    const count = await page.locator('#new-count-fault').innerText();
    const described = await page.locator('#new-count').getAttribute('aria-describedby');
    await page.locator('#new-count').fill('2');
    await page.locator('#new-count-fault').waitFor({ state: 'detached' });
    await page.locator('.price p', { hasText: 'makes the picture' }).waitFor();
    const priceOfTwo = await page.locator('.price strong').innerText();
    await generate.click();
    await page.locator('.detail .picture img').first().waitFor();
    await settled(page, '.detail .picture img');
    const pictures = await page.locator('.detail .picture img').evaluateAll((all) => all.map((one) => one.naturalWidth));
    const said = await page.locator('#announcement').innerText();
    const id = await page.locator('h1:visible').innerText();
    await page.locator('a.brand').click();
    const tile = page.locator('a.tile', { hasText: id });
    await tile.waitFor();
    await settled(page, 'a.tile');
    return { faults, price, blank, focus, count, described, priceOfTwo, pictures, said, id, tile: await tile.innerText() };
  },

  /** Drops two pictures on the form, and has them edited. The first upload breaks off; the bucket loses both before the submit. */
  async drop(browser, { prompt, picture, bucket }) {
    let broken = 0;
    const bodies = [];
    const before = async (page) => {
      await page.route('**/references/**', (route) => (route.request().method() === 'PUT' && broken++ === 0 ? route.abort() : route.continue()));
      page.on('request', (request) => request.method() === 'POST' && bodies.push([new URL(request.url()).pathname, request.postData()]));
    };
    const { page, faults } = await open(browser, '#/new', { before });
    await page.locator('#new-prompt').fill(prompt);
    const drop = (name, type, text, at = '.drop') => page.locator(at).evaluate(
      async (zone, [called, kind, base64]) => {
        // Noise cannot be compressed: such a picture is larger than Lambda takes.
        const noise = async () => {
          const canvas = new OffscreenCanvas(1400, 1400);
          const pixels = new ImageData(1400, 1400);
          for (let at = 0; at < pixels.data.length; at += 65_536) crypto.getRandomValues(pixels.data.subarray(at, at + 65_536));
          for (let at = 3; at < pixels.data.length; at += 4) pixels.data[at] = 255;
          canvas.getContext('2d').putImageData(pixels, 0, 0);
          return canvas.convertToBlob({ type: kind });
        };
        const bytes = base64 ? Uint8Array.from(atob(base64), (one) => one.charCodeAt(0)) : await noise();
        const data = new DataTransfer();
        data.items.add(new File([bytes], called, { type: kind }));
        const [over, put] = ['dragover', 'drop'].map((one) => new DragEvent(one, { dataTransfer: data, bubbles: true, cancelable: true }));
        // What the page does not take, the browser shows in its place.
        const isTaken = [over, put].every((one) => !zone.dispatchEvent(one));
        return isTaken ? (data.files[0]?.size ?? bytes.size) : 'not taken';
      },
      [name, type, text],
    );
    const model = await page.locator('#new-model').inputValue();
    await page.locator('#new-model').selectOption('z-image');
    await page.locator('.drop').waitFor({ state: 'detached' });
    const unwanted = await drop('fox.png', 'image/png', picture, '#new-prompt');
    const unwantedSaid = await page.locator('#announcement').innerText();
    await page.locator('#new-model').selectOption(model);
    await page.locator('.drop').waitFor();
    await drop('fox.pdf', 'application/pdf', picture, 'form.new');
    const refused = await page.locator('.drop > .fault').innerText();
    const beside = await drop('fox.png', 'image/png', picture, '.offer');
    await page.locator('.files .again').waitFor();
    const lost = await page.locator('.files .fault').innerText();
    const lostPrice = await page.locator('.offer .price').innerText();
    await page.getByRole('button', { name: /^Generate/ }).click();
    const focused = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
    const violated = await violations(page);
    await page.locator('.files .again').click();
    const size = await drop('noise.png', 'image/png', '');
    const uploaded = () => page.locator('.files li', { hasText: 'uploaded' });
    await uploaded().nth(1).waitFor();
    await until(page, () => [...document.querySelectorAll('.files img')].every((one) => one.naturalWidth > 0));
    await page.locator('.price p', { hasText: 'makes the picture' }).waitFor();
    await rm(`${bucket}/references`, { recursive: true });
    await page.getByRole('button', { name: /^Generate/ }).click();
    await page.locator('.files .again').nth(1).waitFor();
    const gone = await page.locator('.files').first().innerText();
    violated.push(...(await violations(page)));
    for (let left = 2; left > 0; left--) {
      await page.locator('.files .again').first().click();
      await until(page, (count) => document.querySelectorAll('.files .again').length === count, left - 1);
    }
    await uploaded().nth(1).waitFor();
    violated.push(...(await violations(page)));
    await page.locator('.price p', { hasText: 'makes the picture' }).waitFor();
    await page.getByRole('button', { name: /^Generate/ }).click();
    await settled(page, '.detail .picture img');
    const [, event] = bodies.filter(([path]) => path === '/v1/generations').at(-1);
    return { faults, unwanted, unwantedSaid, beside, refused, lost, lostPrice, focused, size, gone, violations: violated, asked: [...new Set(bodies.map(([path]) => path))], images: JSON.parse(event).images, id: await page.locator('h1:visible').innerText() };
  },

  /** Decides: abandons a doubt, cancels, checks, deletes. */
  async decisions(browser, { doubt, running, ended }) {
    const { page, faults } = await open(browser, link(doubt));
    const focused = [];
    // Whoever has the keyboard alone goes on where they were.
    const look = async () => focused.push(await page.evaluate(() => document.activeElement.tagName));
    await page.locator('#provider-task').fill('task-nobody-knows');
    await page.getByRole('button', { name: 'Attach' }).click();
    await page.locator('.doubt [role=alert]').waitFor();
    const notThis = await page.locator('.doubt [role=alert]').innerText();
    await look();
    await page.getByRole('button', { name: 'Abandon…' }).click();
    await page.getByRole('button', { name: 'Abandon', exact: true }).click();
    await page.locator('.sub .status', { hasText: 'Failed' }).waitFor();
    await look();
    const abandoned = await page.locator('.doubt').innerText();
    await page.goto(PAGE + link(running));
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.locator('#announcement', { hasText: 'check' }).waitFor({ state: 'attached' });
    await look();
    await page.getByRole('button', { name: 'Cancel…' }).click();
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Cancel…' }).click();
    await page.getByRole('button', { name: 'Cancel, keep late pictures' }).click();
    await page.locator('.sub .status', { hasText: 'Cancelled' }).waitFor();
    await look();
    const cancelled = await page.locator('.notice').innerText();
    await page.goto(PAGE + link(ended));
    await page.getByRole('button', { name: 'Delete…' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.locator('strong', { hasText: 'eleted' }).waitFor();
    await look();
    return { faults, focused, cancelled, notThis, abandoned, deleted: await page.locator('.detail').innerText() };
  },

  /** Replays an outcome. Nobody listens here, so both answers of the deliveries are made up. */
  async replay(browser, { id }) {
    const sent = [];
    const before = async (page) => {
      const delivery = { channel: 'webhook', outcomeId: 'o-1', type: 'generation.succeeded', status: 'given_up', attemptCount: 2, attempts: [{ at: '2026-11-27T10:00:00Z', result: 'it answered 503' }] };
      await page.route('**/deliveries', (route) => route.fulfill({ json: { deliveries: [delivery] } }));
      await page.route('**/replay', (route) => (sent.push(`${route.request().method()} ${new URL(route.request().url()).pathname}`), route.fulfill({ status: 202, json: {} })));
    };
    const { page, faults } = await open(browser, link(id), { before });
    const list = page.locator('.deliveries');
    await list.getByRole('button').waitFor();
    const text = await list.innerText();
    await list.getByRole('button').click();
    await page.locator('#announcement', { hasText: 'It is sent again' }).waitFor({ state: 'attached' });
    return { faults, sent, text, violations: await violations(page) };
  },

  /** The inbox: from nothing to what came, without it, and emptied again. */
  async webhooks(browser, { id }) {
    const local = `${address}/local/webhooks`;
    await fetch(local, { method: 'DELETE' });
    const { page, faults } = await open(browser, '#/webhooks');
    const first = page.locator('.received > li').first();
    await page.locator('.guide pre').waitFor();
    const command = await page.locator('.guide pre').innerText();
    const shownEmpty = await violations(page);
    await fetch(`${address}/v1/generations`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id, model: 'seedream-5.0-lite', provider: 'evolink', prompt: `[${id}] a fox`, notify: { url: `${local}/first?answer=410` } }) });
    await first.waitFor();
    const genuine = await first.innerText();
    const said = await page.locator('#announcement').innerText();
    await fetch(local, { method: 'POST', headers: { 'webhook-id': '1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' }, body: '<b>no json</b>' });
    await page.locator('.received', { hasText: 'Forged' }).waitFor();
    const newest = await first.innerText();
    await first.locator('summary').first().click();
    await first.locator('summary').nth(1).click();
    const unfolded = await first.innerText();
    const shown = await violations(page);
    await page.route('**/local/webhooks**', (route) => route.abort());
    await page.locator('[role=alert]').waitFor();
    const trouble = await page.locator('main').innerText();
    await page.unroute('**/local/webhooks**');
    await page.locator('[role=alert]').waitFor({ state: 'detached' });
    await page.locator('.received a', { hasText: id }).click();
    await page.getByRole('link', { name: 'What came to the inbox' }).click();
    await until(page, () => document.querySelectorAll('.received > li').length === 1);
    const ofOne = await page.locator('main').innerText();
    await page.getByRole('button', { name: 'Empty…' }).click();
    await page.getByRole('button', { name: 'Empty', exact: true }).click();
    await page.locator('.welcome:visible').waitFor();
    return { faults, command, genuine, said, newest, unfolded, violations: [...shownEmpty, ...shown], trouble, ofOne };
  },

  /** A Darkroom without an inbox, as on AWS, is never asked for one. */
  async noInbox(browser) {
    const asked = [];
    const before = async (page) => {
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.route('**/ui', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: (await answer.text()).replace(/data-inbox="[^"]+"/, 'data-inbox=""') });
      });
    };
    const { page, faults } = await open(browser, '#/webhooks', { before });
    await page.locator('a.tile').first().waitFor();
    return { faults, links: await page.locator('nav a').allInnerTexts(), asked };
  },

  /** A film: played where it can be, named where it cannot. */
  async film(browser, { id }) {
    const { page, faults } = await open(browser, '#/');
    const tile = page.locator('a.tile', { hasText: id });
    await tile.locator('.developed').waitFor();
    await tile.locator('.badge', { hasText: ':' }).waitFor();
    const badge = await tile.locator('.badge').innerText();
    await page.goto(PAGE + link(id));
    await page.locator('.detail video').waitFor();
    const played = await page.locator('.detail video').evaluate(async (video) => {
      Object.assign(video, { muted: true, playbackRate: 8 });
      await video.play();
      await new Promise((end) => video.addEventListener('ended', end));
      return [video.videoWidth, video.videoHeight, video.duration];
    });
    const before = (other) => other.route('**/*.mp4*', (route) => route.fulfill({ contentType: 'video/mp4', body: 'no film' }));
    const blind = await open(browser, '#/', { before });
    const blank = blind.page.locator('a.tile', { hasText: id });
    await blank.locator('.film').waitFor();
    const named = await blank.innerText();
    const shown = await violations(blind.page);
    await blind.page.goto(PAGE + link(id));
    await blind.page.locator('.detail .film').waitFor();
    return { faults: [...faults, ...blind.faults], badge, played, named, violations: [...shown, ...(await violations(blind.page))] };
  },

  /** A gateway that asks who is calling. */
  async token(browser) {
    const asked = [];
    const before = (page) => page.route('**/v1/**', (route) => {
      const given = route.request().headers().authorization;
      asked.push(given ?? 'nobody');
      return given === 'Bearer good' ? route.continue() : route.fulfill({ status: 401, json: { message: 'Unauthorized' } });
    });
    const { page, faults, context } = await open(browser, '#/', { before });
    await page.locator('#token').fill('bad');
    const shown = await violations(page);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.locator('dialog', { hasText: 'was not accepted' }).waitFor();
    await page.locator('#token').fill('Bearer good');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.locator('a.tile').first().waitFor();
    const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie.length, location.href.includes('good') ? 1 : 0]);
    const { cookies, origins } = await context.storageState();
    return { faults, violations: shown, last: asked.at(-1), kept, stored: cookies.length + origins.length };
  },

  /** A hidden tab asks nothing; one that is seen again asks at once. */
  async hidden(browser) {
    let lists = 0;
    const before = async (page) => {
      await page.clock.install();
      page.on('request', (request) => new URL(request.url()).pathname === '/v1/generations' && lists++);
    };
    const { page, faults } = await open(browser, '#/', { before });
    await page.locator('a.tile').first().waitFor();
    const hide = (hidden) => page.evaluate((now) => {
      Object.defineProperty(document, 'hidden', { value: now, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
    await hide(true);
    const first = lists;
    await page.clock.runFor(600_000);
    const whileHidden = lists - first;
    const again = page.waitForRequest((request) => new URL(request.url()).pathname === '/v1/generations');
    await hide(false);
    await again;
    return { faults, first, whileHidden, seenAgain: lists - first };
  },

  /** The filter is in the address, and asks the API. */
  async filter(browser, { model, id, key, value }) {
    const { page, faults } = await open(browser, '#/');
    await page.locator('a.tile').first().waitFor();
    const asked = (name, wanted) => page.waitForResponse((answer) => new URL(answer.url()).searchParams.get(name) === wanted && answer.ok());
    await Promise.all([asked('status', 'failed'), page.locator('#status').selectOption('failed')]);
    await until(page, () => [...document.querySelectorAll('a.tile')].every((one) => one.dataset.status === 'failed'));
    const failed = await page.locator('a.tile').count();
    await Promise.all([asked('model', model), page.locator('#model').selectOption(model)]);
    const address = new URL(page.url()).hash;
    await page.locator('.clear').click();
    await page.locator('.clear').waitFor({ state: 'detached' });
    await page.locator('#metadata').fill(`${key}=${value}`);
    await Promise.all([asked(`metadata.${key}`, value), page.keyboard.press('Enter')]);
    await until(page, () => document.querySelectorAll('a.tile').length === 1);
    const found = await page.locator('a.tile').innerText();
    await page.goBack();
    await until(page, () => document.querySelectorAll('a.tile').length > 1);
    await page.locator('#search').fill(id);
    await until(page, () => document.querySelectorAll('a.tile').length === 1);
    return { faults, failed, address, found };
  },
};

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  process.stdout.write(JSON.stringify(await scenarios[what](browser, JSON.parse(settings))));
} finally {
  await browser.close();
}
