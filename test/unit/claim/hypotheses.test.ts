import { beforeAll, describe, expect, test } from 'vitest';
import type { Claim, Identity, Witness } from '../../../src/claim/claim.ts';
import type { Device } from '../../../src/claim/device.ts';
import { initialValues } from '../../../src/claim/parameters.ts';
import { runVersion } from '../../../src/claim/run-claim.ts';
import { loadClaim } from '../../../src/claims/registry.ts';
import { seedOf } from '../../../src/numerics/random.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';
import { FORMULA_IDS } from '../../support/claim-ids.ts';
import { type Change, ROWS, type Row, STATEMENT } from '../../support/dropped-hypotheses.ts';

/*
 * Without a hypothesis a claim is refuted; or refused, where its formulas do not fit together any more, or
 * no exact check of them exists. An experiment's hypotheses say where it was made: it claims nothing beyond.
 */

let device: Device;
beforeAll(async () => {
  device = (await openDevice('cpu')).device;
});

describe.each(FORMULA_IDS)('%s', (id) => {
  const rows = ROWS[id] ?? [];

  test('has a row for each of its hypotheses', async () => {
    expect(problemsOf(id, (await loadClaim(id)) as Claim, rows)).toEqual([]);
  });

  const dropped = rows.flatMap((row) => ('without' in row ? [row] : []));
  test.for(dropped)('without “$of” it is $becomes', async ({ without, becomes }) => {
    const claim = (await loadClaim(id)) as Claim;
    const values = { ...initialValues(claim.parameters), ...without.values };
    const run = runVersion(changed(claim, without), 'claimed', { values, seed: seedOf(id), device });
    if (becomes === 'refused') await expect(run).rejects.toThrow(/polynomials|shape/i);
    else expect(await run).toMatchObject({ verdict: 'refuted' });
  });

  if (!rows.some((row) => 'control' in row)) return;
  test('its control, which drops one, is refuted', async () => {
    const claim = (await loadClaim(id)) as Claim;
    const values = initialValues(claim.parameters);
    const run = await runVersion(claim, 'control', { values, seed: seedOf(id), device });
    expect(run).toMatchObject({ verdict: 'refuted' });
  });
});

test('no row is of a claim that does not exist', () => {
  expect(Object.keys(ROWS).filter((id) => !FORMULA_IDS.includes(id))).toEqual([]);
});

test('a hypothesis without a row is told, and so is a row without a hypothesis', async () => {
  const claim = (await loadClaim('one-layer-skip-folds')) as Claim;
  const [square] = ROWS['one-layer-skip-folds'] as [Row];
  expect(problemsOf('one-layer-skip-folds', claim, [square, { of: 'a ≥ 0', control: true }])).toEqual([
    'Nothing drops the second hypothesis of "one-layer-skip-folds": add a row to test/support/dropped-hypotheses.ts that does, or that says why it cannot be dropped.',
    'The row "a ≥ 0" of "one-layer-skip-folds" is of no hypothesis: take words that one of them has.',
  ]);
  expect(
    problemsOf('one-layer-skip-folds', claim, [
      ...(ROWS['one-layer-skip-folds'] ?? []),
      { of: 'a', control: true },
    ]),
  ).toEqual([
    'The row "a" of "one-layer-skip-folds" is of several hypotheses: take words that only one of them has.',
  ]);
});

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** What is amiss between a claim's hypotheses and its rows, in sentences. */
function problemsOf(id: string, { hypotheses }: Claim, rows: readonly Row[]): string[] {
  const bare = hypotheses.flatMap((hypothesis, i) =>
    rows.some(({ of }) => hypothesis.includes(of))
      ? []
      : [
          `Nothing drops the ${ORDINALS[i]} hypothesis of "${id}": add a row to test/support/dropped-hypotheses.ts that does, or that says why it cannot be dropped.`,
        ],
  );
  const astray = rows.flatMap(({ of }) => {
    const count = hypotheses.filter((hypothesis) => hypothesis.includes(of)).length;
    if (count === 1 || of === STATEMENT) return [];
    return count === 0
      ? [`The row "${of}" of "${id}" is of no hypothesis: take words that one of them has.`]
      : [`The row "${of}" of "${id}" is of several hypotheses: take words that only one of them has.`];
  });
  return [...bare, ...astray];
}

/** A claim with a hypothesis taken away. */
function changed(claim: Claim, { draw, inputs, formulas }: Change): Claim {
  const bare = { ...claim, ...formulas?.(claim as never) } as Claim;
  if (draw && (bare.kind === 'identity' || bare.kind === 'trajectory')) {
    const drawn: Identity['draw'] = bare.draw;
    const redrawn: Identity['draw'] = (values, from) => drawn(values, draw(from));
    return { ...bare, draw: redrawn } as Claim;
  }
  if (inputs && bare.kind === 'witness') {
    const drawn = bare.draw;
    const redrawn: Witness['draw'] = (values, random) => inputs(drawn(values, random));
    return { ...bare, draw: redrawn };
  }
  return bare;
}
