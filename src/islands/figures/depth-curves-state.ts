import { TRAINED_BELOW } from '../../claim/tuning.ts';
import type { Records } from '../../runtime/protocol.ts';
import { formatNumber } from '../number-format.ts';
import type { Tone } from './chart-spec.ts';
import type { Table } from './csv.ts';
import { describeMiddle, type Spread, shortSpread, spreadOf } from './spread.ts';

/** What was recorded of one kind, over its seeds; the lists go by record. */
export interface Curve {
  readonly kind: string;
  readonly seeds: number;
  /** Steps at which it was recorded. */
  readonly at: readonly number[];
  readonly loss: readonly (Spread | null)[];
  /** How many seeds count as trained. */
  readonly trained: readonly (number | null)[];
  /** By layer: norms of the loss's gradient at its weights. */
  readonly gradients: readonly (readonly Spread[] | null)[];
}

/** What each training's record says of its seeds together. A network that diverged is above every other. */
export function curvesOf(records: Records): Curve[] {
  return Object.entries(records).map(([kind, { at, loss, gradientNorm }]) => {
    const seeds = loss.length / at.length;
    const depth = gradientNorm.length / loss.length;
    const lossesAt = (record: number) => [...loss.subarray(record * seeds, (record + 1) * seeds)];
    const normsAt = (record: number, layer: number) =>
      Array.from({ length: seeds }, (_, k) => gradientNorm[(record * seeds + k) * depth + layer] as number);
    return {
      kind,
      seeds,
      at,
      loss: at.map((_, record) => spreadOf(lossesAt(record))),
      trained: at.map((_, record) => lossesAt(record).filter((one) => one < TRAINED_BELOW).length),
      gradients: at.map((_, record) =>
        Array.from({ length: depth }, (_, layer) => spreadOf(normsAt(record, layer))),
      ),
    };
  });
}

/** How many records there are of the training that has most. */
export function recordsOf(curves: readonly Curve[]): number {
  return Math.max(1, ...curves.map(({ at }) => at.length));
}

/** The step of a record. */
export function stepAt(curves: readonly Curve[], record: number): number {
  return Math.max(0, ...curves.map(({ at }) => at[Math.min(record, at.length - 1)] ?? 0));
}

/** The record nearest to a step. */
export function nearestRecord(curves: readonly Curve[], step: number): number {
  const steps = curves.reduce<readonly number[]>((most, { at }) => (at.length > most.length ? at : most), []);
  const distances = steps.map((at) => Math.abs(at - step));
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}

/** The first tone is the threshold's. */
export const toneAt = (i: number) => (2 + (i % 3)) as Tone;

/** One kind at the reader's record, as it is read. */
export interface Reading {
  readonly kind: string;
  readonly tone: Tone;
  readonly loss: string;
  readonly trained: string;
  /** Gradient norms at the first and the last layer. */
  readonly first: string;
  readonly last: string;
}

/** A row for each kind of which this was recorded already. */
export function readingsOf(curves: readonly Curve[], record: number): Reading[] {
  return curves.flatMap(({ kind, seeds, loss, trained, gradients }, i) => {
    const norms = gradients[record];
    if (!norms) return [];
    return {
      kind,
      tone: toneAt(i),
      loss: describeMiddle(loss[record]),
      trained: `${trained[record]} of ${seeds}`,
      first: describeMiddle(norms[0]),
      last: describeMiddle(norms.at(-1)),
    };
  });
}

/** The reader's record in a sentence. */
export function describeRecord(curves: readonly Curve[], record: number): string {
  const said = readingsOf(curves, record).map(
    ({ kind, loss, trained }) => `${kind}: ${loss}, ${trained} trained`,
  );
  const step = formatNumber(stepAt(curves, record));
  return said.length > 0
    ? `Median loss after ${step} steps, ${said.join('; ')}.`
    : `Nothing is recorded of step ${step} yet.`;
}

/** Every record of every kind, with all digits. */
export function tableOf(curves: readonly Curve[]): Table {
  const depth = Math.max(0, ...curves.map(({ gradients }) => gradients[0]?.length ?? 0));
  const layers = Array.from({ length: depth }, (_, k) => `gradient norm at layer ${k + 1}, median`);
  const entry = (value: number | null | undefined) => value ?? 'diverged';
  return {
    header: [
      'kind',
      'step',
      'loss, lower quartile',
      'loss, median',
      'loss, upper quartile',
      'trained',
      'seeds',
      ...layers,
    ],
    rows: curves.flatMap(({ kind, seeds, at, loss, trained, gradients }) =>
      at.map((step, record) => [
        kind,
        step,
        ...[loss[record]?.low, loss[record]?.middle, loss[record]?.high].map(entry),
        trained[record] as number,
        seeds,
        ...(gradients[record] ?? []).map(({ middle }) => entry(middle)),
      ]),
    ),
  };
}

/** Curves with a null in the place of every record but one: what a page carries of them. */
export function onlyRecord(curves: readonly Curve[], record: number): Curve[] {
  return curves.map((curve) => {
    const only = <T>(values: readonly T[]) => values.map((value, i) => (i === record ? value : null));
    return {
      ...curve,
      loss: only(curve.loss),
      trained: only(curve.trained),
      gradients: only(curve.gradients),
    };
  });
}

/** Curves as a site carries them: four digits are more than a drawing shows. */
export function shortened(curves: readonly Curve[]): Curve[] {
  return curves.map((curve) => ({
    ...curve,
    loss: curve.loss.map((spread) => spread && shortSpread(spread)),
    gradients: curve.gradients.map((norms) => norms?.map(shortSpread) ?? null),
  }));
}
