import { TRAINED_BELOW } from '../../claim/tuning.ts';
import { formatNumber } from '../number-format.ts';
import type { ChartSpec, Line, Point } from './chart-spec.ts';
import { type Curve, describeRecord, stepAt, toneAt } from './depth-curves-state.ts';
import { drawnOf, layerAxisOf, layerSeries, logAxisOf, spreadSeries } from './spread-chart.ts';

/** The losses over the steps, with a rule at the reader's record. */
export function lossChartOf(curves: readonly Curve[], record: number, lastStep: number): ChartSpec {
  const drawn = curves.map(({ kind, at, loss }, i) => spreadSeries(kind, toneAt(i), at, loss));
  const threshold: Line = {
    name: `counts as trained, below ${TRAINED_BELOW}`,
    tone: 1,
    points: [0, lastStep].map((x): Point => [x, TRAINED_BELOW]),
  };
  const { lines, bands } = drawnOf(drawn);
  return {
    label: `Loss over the steps, median and quartiles. ${describeRecord(curves, record)}`,
    x: { label: 'steps', domain: [0, lastStep] },
    y: { label: 'loss', ...logAxisOf([...drawn, { line: threshold, band: null }]) },
    lines: [threshold, ...lines],
    bands,
    rules: [stepAt(curves, record)],
  };
}

/** The gradient's size in each layer at the reader's record. */
export function gradientChartOf(curves: readonly Curve[], record: number): ChartSpec {
  const drawn = curves.flatMap(({ kind, gradients }, i) => {
    const norms = gradients[record] ?? [];
    return norms.length > 0 ? [layerSeries(kind, toneAt(i), norms)] : [];
  });
  const depth = Math.max(
    2,
    ...curves.flatMap(({ gradients }) => gradients.map((norms) => norms?.length ?? 0)),
  );
  return {
    label: `Norm of the loss’s gradient at each layer’s weights after ${formatNumber(stepAt(curves, record))} steps, median and quartiles, for ${depth} layers.`,
    x: layerAxisOf(depth),
    y: { label: 'gradient norm', ...logAxisOf(drawn) },
    ...drawnOf(drawn),
  };
}
