import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOutGraph, type PlacedNode } from '../../../src/components/graph-layout.ts';

/** Graphs without circles, with labels of one to thirty words. */
const graphs = fc
  .array(
    fc.record({
      words: fc.array(fc.string({ minLength: 1, maxLength: 18, unit: fc.constantFrom(...'abcdefgh') }), {
        minLength: 1,
        maxLength: 30,
      }),
      from: fc.array(fc.nat(99), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((rows) => ({
    nodes: rows.map(({ words }, i) => ({ id: String(i), label: words.join(' '), note: 'Part' })),
    edges: rows.flatMap(({ from }, i) =>
      [...new Set(from.map((k) => k % Math.max(1, i)))]
        .filter((k) => k < i)
        .map((k) => [String(k), String(i)] as const),
    ),
  }));

const apart = (a: PlacedNode, b: PlacedNode) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

test('every node is in the drawing, none covers another, and no word is lost', () => {
  fc.assert(
    fc.property(graphs, ({ nodes, edges }) => {
      const { width, height, nodes: placed } = layOutGraph(nodes, edges);
      placed.forEach((node, i) => {
        expect(Math.min(node.x, node.y)).toBeGreaterThanOrEqual(0);
        expect(node.x + node.width).toBeLessThanOrEqual(width);
        expect(node.y + node.height).toBeLessThanOrEqual(height);
        expect(node.lines.join(' ')).toBe(node.label);
        for (const other of placed.slice(i + 1)) expect(apart(node, other)).toBe(true);
      });
    }),
  );
});

test('every edge leads rightwards, from the side of one node to the side of the other, within the drawing', () => {
  fc.assert(
    fc.property(graphs, ({ nodes, edges }) => {
      const drawing = layOutGraph(nodes, edges);
      const at = new Map(drawing.nodes.map((node) => [node.id, node]));
      edges.forEach(([from, to], i) => {
        const [start, end] = [at.get(from), at.get(to)] as [PlacedNode, PlacedNode];
        expect(end.x).toBeGreaterThan(start.x + start.width);
        const path = drawing.edges[i] as string;
        expect(path).toMatch(new RegExp(`^M${Math.round(start.x + start.width)},`));
        const [, x = '', tip = ''] = /(-?\d+),-?\d+h(\d+)$/.exec(path) ?? [];
        expect(Number(x) + Number(tip)).toBe(Math.round(end.x));
        const heights = [...path.matchAll(/,(-?\d+)/g)].map(([, y]) => Number(y));
        expect(Math.min(...heights)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...heights)).toBeLessThanOrEqual(drawing.height);
      });
    }),
  );
});
