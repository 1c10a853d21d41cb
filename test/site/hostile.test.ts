import { globSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { SOFTWARE_GPU } from '../support/chromium.ts';
import type { Mishap } from '../support/served-site.ts';
import { cardOf, connect, ended, verify, visitSite } from './visit.ts';

/**
 * What goes wrong on readers' machines, each time with the built site: every run ends in a verdict or in one
 * sentence. A lost GPU process and a missing adapter are in loss.test.ts and fallback.test.ts, small windows, paper
 * and scripts that are off in layout.test.ts and prose.test.ts, a thousand runs in test/browser.
 */
const CLAIM = 'one-layer-skip-folds';
/** Needs a shader that the self-test of a device does not. */
const ROUNDED = 'sigmoid-skip-folds';
const NOTHING = () => undefined;
const WORKER = /\/worker-[^/]+\.js$/;

let mishap: (path: string) => Mishap | undefined = NOTHING;
afterEach(() => {
  mishap = NOTHING;
});
const visit = visitSite(SOFTWARE_GPU, (path) => mishap(path));

/** Has the worker's script begin with other code, which spoils what the worker stands on. */
const spoilWorker = (begins: string) => (path: string) => (WORKER.test(path) ? { begins } : undefined);

/** A worker of the site's own would answer from its cache what the network does not. */
const UNCACHED = { serviceWorkers: 'block' } as const;

/** The names of the chunks that a chunk of the page imports, itself or by others. */
function importsOf(name: string): string[] {
  const [file = ''] = globSync(`dist/_astro/${name}.*.js`);
  const names = [...readFileSync(file, 'utf8').matchAll(/from\s*[`"']\.\/([\w-]+)\./g)].map(
    ([, name = '']) => name,
  );
  return [...names, ...names.flatMap(importsOf)];
}

/** Refuses the first requests for a file. */
function refuse(file: RegExp, times: number) {
  let refused = 0;
  return (path: string) => (file.test(path) && refused++ < times ? 'refused' : undefined);
}

/**
 * JavaScript that has a method of a prototype do something else: from the start, so that the device's self-test
 * meets it, or once a claim is being run. No rehearsal may come before such a run: the device would keep what it
 * made in it and make nothing in mid-run; so data is to be saved there.
 */
const instead = (when: 'at once' | 'in mid-run', method: string, code: string) => `{
  let isOn = ${when === 'at once'};
  const say = self.postMessage;
  self.postMessage = (message) => {
    isOn ||= message.progress?.phase === 'running';
    say.call(self, message);
  };
  const [prototype, name] = [${method.replace(/\.(\w+)$/, ".prototype, '$1'")}];
  const original = prototype[name];
  prototype[name] = function (...args) {
    if (!isOn) return original.apply(this, args);
    ${code}
  };
}`;

const BROKEN_WGSL = "return original.call(this, { ...args[0], code: 'no shader' });";
/** Leaves the self-test's shaders as they are: it takes no exponentials. */
const BROKEN_EXP = `if (!args[0].code.includes('exp(')) return original.apply(this, args);
    console.info('a broken shader');
    ${BROKEN_WGSL}`;
const BROKEN_GLSL = "return original.call(this, args[0], 'no shader');";
const FULL = `this.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error: new GPUOutOfMemoryError('out of memory') }));
    return original.apply(this, args);`;

/** What the worker's script begins with, where the run is made, and what the card must say. */
const DEVICES: readonly [what: string, query: string, begins: string, says: RegExp][] = [
  [
    'an adapter that gives no device',
    '',
    "GPUAdapter.prototype.requestDevice = async () => { throw new DOMException('no', 'OperationError'); };",
    /holds on webgl: .*WebGPU was not used/s,
  ],
  [
    'memory that runs out while WebGPU opens',
    '',
    instead('at once', 'GPUDevice.createBuffer', FULL),
    /holds on webgl: .*out of memory/s,
  ],
  [
    'memory that runs out in mid-run',
    '?backend=webgpu',
    instead('in mid-run', 'GPUDevice.createBuffer', FULL),
    /undecided on null: .*The device reported an error \(.*out of memory/s,
  ],
  [
    'a shader that WebGPU cannot compile',
    '?backend=webgpu',
    instead('in mid-run', 'GPUDevice.createShaderModule', BROKEN_WGSL),
    /undecided on null: .*The device reported an error/s,
  ],
  [
    'a shader that WebGPU cannot compile, met in the rehearsal',
    '?backend=webgpu',
    instead('at once', 'GPUDevice.createShaderModule', BROKEN_EXP),
    /undecided on null: .*The device reported an error/s,
  ],
  [
    'shaders that WebGL cannot compile',
    '?backend=webgl',
    instead('at once', 'WebGL2RenderingContext.shaderSource', BROKEN_GLSL),
    /null on null: .*WebGL could not be used/s,
  ],
  [
    'a script that throws',
    '?backend=cpu',
    "throw new TypeError('spoilt');",
    /null on null: .*The code that computes stopped working \(.*spoilt/s,
  ],
  [
    'a clock that leaps back and forth',
    '?backend=cpu',
    'let leap = 864e5; Date.now = () => (leap *= -2);',
    /holds on cpu/,
  ],
];

describe('in the worker', () => {
  test.each(DEVICES)('%s', async (_, query, begins, says) => {
    mishap = spoilWorker(begins);
    await visit.open(
      `/claims/${ROUNDED}/${query}`,
      async (page) => {
        if (begins.includes('isOn = false')) await connect(page, { saveData: true });
        const card = cardOf(page, ROUNDED);
        if (begins.includes(BROKEN_EXP)) {
          const broken = page.waitForEvent('console', (message) => message.text() === 'a broken shader');
          await card.getByRole('button', { name: /^Verify/ }).hover();
          await broken;
        }
        await verify(card);
        const found = `${await card.getAttribute('data-verdict')} on ${await card.getAttribute('data-backend')}`;
        expect(`${found}: ${await card.locator('.runner').innerText()}`).toMatch(says);
      },
      UNCACHED,
    );
  });
});

/** Files that do not come once, and then do. */
const ONCE: readonly [what: string, file: RegExp][] = [
  ['the worker', WORKER],
  ['the claim', new RegExp(`/${CLAIM}-[^/]+\\.js$`)],
  ['the backend', /\/cpu-[^/]{8}\.js$/],
];

describe('code that does not come', () => {
  test.each(ONCE)('%s: it is asked for again, and the claim is verified', async (_, file) => {
    mishap = refuse(file, 1);
    await visit.open(
      `/claims/${CLAIM}/?backend=cpu`,
      async (page) => {
        const card = cardOf(page, CLAIM);
        await verify(card);
        expect(await card.getAttribute('data-verdict')).toBe('holds');
      },
      UNCACHED,
    );
  });

  test('a connection that stays away is said in a sentence of ours; once it is back, the claim is verified', async () => {
    await visit.open(
      `/claims/${CLAIM}/?backend=cpu`,
      async (page) => {
        // Where data is to be saved nothing has fetched it before.
        await connect(page, { saveData: true });
        const card = cardOf(page, CLAIM);
        await card.hover();
        await card.locator('[data-ready]').waitFor();
        mishap = () => 'dropped';
        await verify(card);
        expect(await card.getAttribute('data-state')).toBe('failed');
        const said = await card.locator('.run-status').innerText();
        expect(said).toMatch(/could not be loaded: the connection may be down/);
        expect(said).not.toMatch(/import|fetch|http|TypeError/i);
        mishap = NOTHING;
        await card.getByRole('button', { name: /^Verify/ }).click();
        await card.and(page.locator('[data-verdict="holds"]')).waitFor();
      },
      UNCACHED,
    );
  });

  test('the page’s client: it is asked for again by another address, and its reader is told', async () => {
    const client = /\/page-client\.[^/]+\.js/;
    await visit.open(
      `/claims/${CLAIM}/?backend=cpu`,
      async (page) => {
        // Where data is to be saved nothing has fetched it before.
        await connect(page, { saveData: true });
        mishap = refuse(client, 1);
        const asked: string[] = [];
        page.on('request', (request) => client.test(request.url()) && asked.push(request.url()));
        const card = cardOf(page, CLAIM);
        await card.getByRole('button', { name: /^Verify/ }).click();
        await card.getByText('it is asked for again …').waitFor();
        await ended(card);
        expect(await card.getAttribute('data-verdict')).toBe('holds');
        expect(asked.map((url) => new URL(url).search)).toEqual(['', '?again=1']);
      },
      UNCACHED,
    );
  });

  test('the page’s client imports nothing that has not come with what asks for it', () => {
    const [client, asker] = ['page-client', 'load-client'].map(importsOf);
    expect(client?.length).toBeGreaterThan(0);
    expect(client?.filter((name) => !asker?.includes(name))).toEqual([]);
  });

  /** Astro asks for an island twice by itself, each time that it is asked to; the page has asked once before it. */
  const ISLAND = /\/ClaimRunner\./;

  test.each([
    ['an island', refuse(ISLAND, 3)],
    ['what makes islands of a page’s figures and cards', refuse(/\/astro-island\./, 1)],
  ])('%s that did not come says so, and comes by itself once it can', async (_, refused) => {
    mishap = refused;
    await visit.open(
      `/claims/${CLAIM}/?backend=cpu`,
      async (page) => {
        const note = page.locator('.unloaded');
        const card = cardOf(page, CLAIM);
        await card.getByRole('button', { name: /^Verify/ }).click();
        await note.getByText('asked for again').waitFor();
        await note.waitFor({ state: 'detached' });
        // What was asked of it is asked still.
        await ended(card);
        expect(await card.getAttribute('data-verdict')).toBe('holds');
      },
      UNCACHED,
    );
  });

  test('an island that stays away says what to do, and can be asked for again', async () => {
    mishap = refuse(ISLAND, Number.POSITIVE_INFINITY);
    await visit.open(
      `/claims/${CLAIM}/?backend=cpu`,
      async (page) => {
        const note = page.locator('.unloaded');
        const card = cardOf(page, CLAIM);
        const again = page.getByRole('button', { name: 'Load it again' });
        await card.getByRole('button', { name: /^Verify/ }).click();
        for (let round = 0; round < 2; round++) {
          await again.click();
          await note.getByText('Loading …').waitFor();
        }
        await note.getByText('or reload the page').waitFor();
        mishap = NOTHING;
        await again.click();
        await ended(card);
        expect(await card.getAttribute('data-verdict')).toBe('holds');
        expect(await note.count()).toBe(0);
      },
      UNCACHED,
    );
  });
});

test('a device lost between two runs costs nothing: the next run has a fresh one', async () => {
  await visit.open(`/claims/${CLAIM}/?backend=webgl`, async (page) => {
    const card = cardOf(page, CLAIM);
    await verify(card);
    await (await visit.browser.newBrowserCDPSession()).send('Browser.crashGpuProcess' as never);
    await card.getByRole('button', { name: /^Verify/ }).click();
    await card.and(page.locator('[data-state="running"]')).waitFor();
    await ended(card);
    expect(await card.getAttribute('data-verdict')).toBe('holds');
  });
});
