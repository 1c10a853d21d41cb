import { globSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHeadersFile } from '../support/headers-file.ts';
import { cardOf, verify, visitSite } from './visit.ts';
import { watchPolicy } from './watch-policy.ts';

const visit = visitSite();
const CLAIM = '/claims/one-layer-skip-folds/?backend=cpu';

/** The directives of a policy. */
function directivesOf(policy: string): Map<string, string[]> {
  return new Map(policy.split('; ').map((text) => [text.split(' ')[0] as string, text.split(' ').slice(1)]));
}

const headerOf = (path: string) =>
  readHeadersFile(readFileSync('dist/_headers', 'utf8'))(path)['Content-Security-Policy'] ?? '';

test('header and tags say the same, but for who may frame the site, and neither lets text become a script', () => {
  const header = directivesOf(headerOf('/'));
  expect(header.get('frame-ancestors')).toEqual(["'none'"]);
  header.delete('frame-ancestors');
  const pages = globSync('dist/**/*.html');
  expect(pages.length).toBeGreaterThan(40);
  const hashes = new Set<string>();
  for (const file of pages) {
    const [, policy = ''] =
      /<meta charset="utf-8"\/?><meta http-equiv="content-security-policy" content="([^"]*)">/.exec(
        readFileSync(file, 'utf8'),
      ) ?? [];
    const tag = directivesOf(policy);
    expect([...tag.keys()], file).toEqual([...header.keys()]);
    for (const [name, sources] of tag) {
      expect(header.get(name), `${file}: ${name}`).toEqual(expect.arrayContaining(sources));
      for (const source of sources) if (source.startsWith("'sha256-")) hashes.add(source);
    }
  }
  const plain = header.get('script-src')?.filter((source) => !source.startsWith("'sha256-"));
  expect(plain).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  // The header allows no inline code that stands on no page.
  expect([...header.values()].flat().filter((source) => source.startsWith("'sha256-")).length).toBe(
    hashes.size,
  );
});

// Every other test of the site is held to the policy too, by `visit.open`; those of the layout open every page.
test('previews, search and each backend keep to the policy, and ask for nothing elsewhere', async () => {
  await visit.open('/one-layer-folds/', async (page) => {
    await page.locator('a[data-preview="claim"]').first().hover();
    await page.locator('#preview-box:popover-open').waitFor();
    await search(page, 'sigmoid');
    await page.locator('.pagefind-ui__result mark').first().waitFor();
    for (const backend of ['webgpu', 'webgl', 'cpu']) {
      await page.goto(`${visit.site.origin}/claims/zero-weights-pass-the-signal/?backend=${backend}`);
      await verify(cardOf(page, 'zero-weights-pass-the-signal'));
    }
  });
});

describe('what the policy forbids does not happen', () => {
  /** In the page itself: what a debugger evaluates is held to no policy, what a timer calls is. */
  const attempts: [string, (canary: string) => void, RegExp][] = [
    [
      'text evaluated',
      // biome-ignore lint/security/noGlobalEval: it is what is tried.
      (canary) => setTimeout(() => globalThis.eval(`${canary} = 1`)),
      /TrustedScript|unsafe-eval/,
    ],
    [
      'an inline script',
      (canary) => {
        const script = document.createElement('script');
        script.append(`${canary} = 1`);
        document.head.append(script);
      },
      /TrustedScript|script-src/,
    ],
    [
      'a handler in an attribute',
      (canary) => {
        const image = document.createElement('img');
        image.setAttribute('onerror', `${canary} = 1`);
        image.src = '/nowhere';
        document.body.append(image);
      },
      /TrustedScript|script-src/,
    ],
    [
      'a worker from elsewhere',
      () => setTimeout(() => new Worker('https://elsewhere.invalid/worker.js')),
      /TrustedScriptURL/,
    ],
    ['a request to elsewhere', () => void fetch('https://elsewhere.invalid/').catch(() => {}), /connect-src/],
    [
      'a picture from elsewhere',
      () => {
        new Image().src = 'https://elsewhere.invalid/pixel';
      },
      /img-src/,
    ],
    [
      'a form sent elsewhere',
      () => {
        const form = document.createElement('form');
        form.action = 'https://elsewhere.invalid/';
        document.body.append(form);
        form.submit();
      },
      /form-action/,
    ],
    [
      'another base for links',
      () => {
        const base = document.createElement('base');
        base.href = 'https://elsewhere.invalid/';
        document.head.append(base);
      },
      /base-uri/,
    ],
  ];

  let page: Page;
  let breaches: string[];
  beforeAll(async () => {
    page = await visit.browser.newPage({ serviceWorkers: 'block' });
    breaches = watchPolicy(page.context(), visit.site.origin);
    await page.goto(`${visit.site.origin}${CLAIM}`);
  });
  afterAll(() => page.close());

  test.each(attempts)('%s', async (_, attempt, refusal) => {
    breaches.length = 0;
    await page.evaluate(attempt, 'globalThis.canary').catch(() => {});
    await expect.poll(() => breaches.join('\n')).toMatch(refusal);
    expect(await page.evaluate(() => 'canary' in globalThis)).toBe(false);
  });

  test('HTML made of text: tags are shown as they are written', async () => {
    await visit.open(CLAIM, async (page) => {
      const shown = await page.evaluate(() => {
        const box = document.createElement('p');
        document.body.append(box);
        box.innerHTML = 'a <mark>find</mark> <mark onclick=x>b</mark> <img src=x onerror=x> &lt;b&gt;';
        return { tags: [...box.querySelectorAll('*')].map(({ tagName }) => tagName), text: box.textContent };
      });
      expect(shown.tags).toEqual(['MARK']);
      expect(shown.text).toBe('a find <mark onclick=x>b <img src=x onerror=x> <b>');
    });
  });

  test('the site in a frame', async () => {
    await visit.open('/404.html', async (page) => {
      const framed = await visit.browser.newPage();
      await framed.setContent(`<iframe src="${page.url()}"></iframe>`);
      const refused = framed.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
      await framed.reload().catch(() => {});
      await framed.setContent(`<iframe src="${page.url()}"></iframe>`);
      await refused;
      await framed.close();
    });
  });
});

async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('.pagefind-ui__search-input').fill(text);
  await page.locator('.pagefind-ui__result').first().waitFor();
}
