import { z } from 'zod';
import type { ChartSpec, Label, Tone } from '../islands/figures/chart-spec.ts';
import { counted } from '../islands/number-format.ts';

const shared = {
  /** A key of the bibliography. */
  source: z.string().min(1),
  /** Where in the source it stands. */
  locator: z.string().min(1),
  network: z.string().min(1),
  what: z.string().min(1),
};

/** A test error on CIFAR-10 as a source has it, in per cent: a number, or only that it is above one. */
const MEASUREMENT = z.union([
  z.strictObject({ ...shared, layers: z.int().min(1), error: z.number().positive() }),
  z.strictObject({ ...shared, above: z.number().positive() }),
]);

export type Measurement = z.infer<typeof MEASUREMENT>;

/**
 * The published measurements, from content/measurements.json.
 * @throws {z.ZodError} where an entry lacks something or has something else.
 */
export function readMeasurements(json: unknown): Measurement[] {
  return z.array(MEASUREMENT).parse(json);
}

/** Rows of the chart: a line of words, and below it the place of its mark. */
const [ROW_PX, MARK_BELOW] = [26, 0.42] as const;
const [TOP_PX, BOTTOM_PX] = [22, 38] as const;
/** Tones by group, in the order of the groups. */
const TONES: readonly Tone[] = [1, 2, 3, 4];

/** One group for each network and arrangement of a source: within it the length of a block is compared. */
interface Group {
  readonly title: string;
  readonly measured: readonly Measurement[];
}

/**
 * The measurements below one another on one scale, each with its number and its place in the source.
 * What is only known to be above a number beyond the scale points out of it.
 * @param nameOf what a source is called.
 */
export function chartOf(measurements: readonly Measurement[], nameOf: (key: string) => string): ChartSpec {
  const errors = measurements.flatMap((one) => ('error' in one ? [one.error] : []));
  const [low, high] = [Math.floor(Math.min(...errors)), Math.ceil(Math.max(...errors))];
  const labels: Label[] = [];
  const dots: NonNullable<ChartSpec['dots']>[number][] = [];
  const arrows: Label[] = [];
  let row = 0;
  for (const [i, { title, measured }] of groupsOf(measurements, nameOf).entries()) {
    const tone = TONES[i % TONES.length] as Tone;
    labels.push({ text: title, at: [low, -row], from: 'start', isTitle: true });
    row += 1;
    for (const one of measured) {
      labels.push({ text: describe(one), at: [low, -row], from: 'start' });
      const mark = -row - MARK_BELOW;
      if ('error' in one) dots.push({ name: title, tone, points: [[one.error, mark]] });
      else arrows.push({ text: '→', at: [high, mark], from: 'end' });
      row += 1;
    }
  }
  return {
    label: `Test error on CIFAR-10, as published. ${spoken(measurements, nameOf)}`,
    height: TOP_PX + row * ROW_PX + BOTTOM_PX,
    x: { label: 'test error on CIFAR-10, per cent', domain: [low, high], format: String },
    y: { label: '', domain: [-row + 1 - 2 * MARK_BELOW, 0], isHidden: true },
    lines: [],
    dots,
    labels: [...labels, ...arrows],
  };
}

function groupsOf(measurements: readonly Measurement[], nameOf: (key: string) => string): Group[] {
  const titles = measurements.map(({ source, network, what }) => `${nameOf(source)}: ${network}, ${what}`);
  return [...new Set(titles)].map((title) => ({
    title,
    measured: measurements.filter((_, i) => titles[i] === title),
  }));
}

/** Two decimals, as the tables have them. */
function describe(one: Measurement): string {
  if ('above' in one) return `fails, above ${one.above} %, ${one.locator}`;
  return `${counted(one.layers, 'layer')} a block: ${one.error.toFixed(2)} %, ${one.locator}`;
}

/** The whole chart in words. */
function spoken(measurements: readonly Measurement[], nameOf: (key: string) => string): string {
  return groupsOf(measurements, nameOf)
    .map(({ title, measured }) => `${title}: ${measured.map(describe).join('; ')}.`)
    .join(' ');
}
