import { ExpressiveCode } from '@astrojs/starlight/expressive-code';
import { afterEach, expect, test, vi } from 'vitest';

type Options = ConstructorParameters<typeof ExpressiveCode>[0];

// JavaScript: Expressive Code looks for this name only.
const { default: config } = await vi.importActual<{ default: Options }>('../../../ec.config.mjs');
/** Ours but for how code is coloured. */
const PLAIN: Options = { ...config, shiki: true };
const LINE = 'if (dot(W[0], d) === 0) W[0] = (W[1] as number[])[0] + 1;';

async function coloured(options: Options): Promise<string> {
  const { renderedGroupAst } = await new ExpressiveCode(options).render({ code: LINE, language: 'ts' });
  return JSON.stringify(renderedGroupAst);
}

/** Lets more than a second pass each time that a clock is read. */
function slowDown(): void {
  let late = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => {
    late += 1100;
    return late;
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('code has the same colours however slow the machine is; without our options it has not', async () => {
  const [ours, plain] = [await coloured(config), await coloured(PLAIN)];
  expect(ours).toBe(plain);
  slowDown();
  expect(await coloured(config)).toBe(ours);
  expect(await coloured(PLAIN)).not.toBe(plain);
});
