import { describe, expect, test } from 'vitest';
import blockInNetwork from '../../../../src/claims/figures/block-in-network.ts';
import { posterOf } from '../../../../src/components/poster.ts';
import {
  bendsOf,
  chartOf,
  describeBlock,
  kinksOf,
  lineOf,
  nearestPoint,
  nextBend,
  readingsOf,
  tableOf,
  WAYS,
} from '../../../../src/islands/figures/block-in-network-state.ts';

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed);
const [OWN, NETWORK] = WAYS;
const UNITS = [{ unit: 1 }, { unit: 2 }, { unit: 3 }];

/** The figure's numbers behind some layers. */
function quantitiesAt(seed: number, layers: number) {
  const parameters = { layers: { ...blockInNetwork.parameters.layers, initial: layers } };
  return posterOf('block-in-network', { ...blockInNetwork, parameters, seed } as typeof blockInNetwork)
    .quantities;
}

describe('a block in a network', () => {
  test.each(SEEDS)('seed %i: straight in its own input, and the two lines share their ends', (seed) => {
    for (const layers of [0, 1, 2, 3]) {
      const quantities = quantitiesAt(seed, layers);
      for (const look of UNITS) {
        expect(bendsOf(quantities, OWN, look)).toEqual([]);
        const [own = [], network = []] = ['own', 'network'].map((key) => quantities[key]?.[look.unit - 1]);
        expect([own[0], own.at(-1)]).toEqual([network[0], network.at(-1)]);
        if (layers === 0) expect(network).toEqual(own);
        for (let i = 1; i < network.length - 1; i++) {
          const [before, here, after] = [i - 1, i, i + 1].map((j) => network[j] as number) as [
            number,
            number,
            number,
          ];
          expect(quantities.networkBend?.[look.unit - 1]?.[i]).toBe(before - 2 * here + after);
        }
      }
    }
  });

  test('its poster bends in the network’s input, at the reader’s point', () => {
    const { quantities, values } = posterOf('block-in-network', blockInNetwork);
    const look = { unit: Number(values.unit), at: Number(values.at) };
    for (const one of UNITS) expect(kinksOf(quantities, NETWORK, one).length).toBeGreaterThan(2);
    expect(bendsOf(quantities, NETWORK, look)).toContain(look.at);
    expect(readingsOf(quantities, look)[0]).toMatchObject({ bend: '0', kinks: 'straight' });
    expect(describeBlock(quantities, look)).toMatch(
      /^Unit 3 is straight in the block’s own input, and bent at 4 places in the network’s input\. At t = 0\.2188 the second differences are 0 and −?0\.\d+\.$/,
    );
  });

  test('neighbouring bends are one kink, and the next one is found from anywhere', () => {
    const networkBend = [[0, 1, 1, 0, -2, 0]];
    const quantities = {
      t: [[0, 0.2, 0.4, 0.6, 0.8, 1]],
      own: networkBend,
      ownBend: [[0, 0, 0, 0, 0, 0]],
      networkBend,
    };
    expect(kinksOf(quantities, NETWORK, { unit: 1 })).toEqual([[1, 2], [4]]);
    expect([0, 1, 3, 4].map((at) => nextBend(quantities, { unit: 1, at }))).toEqual([1, 4, 4, 1]);
    expect(nextBend({ ...quantities, networkBend: [[0]] }, { unit: 1, at: 0 })).toBeNull();
  });

  test('its charts have one scale, and its table every unit', () => {
    const quantities = quantitiesAt(blockInNetwork.seed, 2);
    const look = { unit: 2, at: 20 };
    const [own, network] = WAYS.map((way) => chartOf(quantities, way, look));
    expect(own?.y.domain).toEqual(network?.y.domain);
    expect(own?.rules).toEqual([20 / 64]);
    expect(network?.dots?.[0]?.points).toHaveLength(bendsOf(quantities, NETWORK, look).length);
    expect(tableOf(quantities).header).toHaveLength(13);
    expect(tableOf(quantities).rows).toHaveLength(lineOf(quantities).length);
    expect([-1, 0.5, 0.51, 9].map((t) => nearestPoint(quantities, t))).toEqual([0, 32, 33, 64]);
  });
});
