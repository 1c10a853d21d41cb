import { z } from 'zod';
import type { ChartSpec, Dots, Label, Tone } from '../islands/figures/chart-spec.ts';
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

/** Heights of what stands in a row, and how far below its words a mark is; CSS pixels. */
const PX = { group: 24, source: 20, words: 32, mark: 14, above: 22, below: 38 } as const;
/** Tones by group, in the order of the groups. */
const TONES: readonly Tone[] = [1, 2, 3, 4];

/** One group for each network and arrangement of a source: within it the length of a block is compared. */
interface Group {
  readonly title: string;
  readonly source: string;
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
  const groups = groupsOf(measurements, nameOf);
  const labels: Label[] = [];
  const dots: Dots[] = [];
  const tracks: number[] = [];
  let down = 0;
  /** Puts words at the left, and goes down past them. */
  const write = (text: string, px: number, isTitle = false) => {
    labels.push({ text, at: [low, -down], from: 'start', isTitle });
    down += px;
  };
  for (const [i, { title, source, measured }] of groups.entries()) {
    write(title, PX.source, true);
    write(source, PX.group);
    for (const one of measured) {
      const mark = -down - PX.mark;
      tracks.push(mark);
      write(describe(one), PX.words);
      if ('error' in one) dots.push({ name: title, tone: toneAt(i), points: [[one.error, mark]] });
      else labels.push({ text: '→', at: [high, mark], from: 'end' });
    }
  }
  const spoken = groups.map(
    ({ title, source, measured }) => `${source}, ${title}: ${measured.map(describe).join('; ')}.`,
  );
  return {
    label: `Test error on CIFAR-10, as published. ${spoken.join(' ')}`,
    height: PX.above + down + PX.below,
    x: { label: 'test error on CIFAR-10, per cent', domain: [low, high], format: String },
    y: { label: '', domain: [-down, 0], tracks },
    lines: [],
    dots,
    labels,
  };
}

function toneAt(group: number): Tone {
  return TONES[group % TONES.length] as Tone;
}

function groupsOf(measurements: readonly Measurement[], nameOf: (key: string) => string): Group[] {
  const groups = new Map<string, Group>();
  for (const one of measurements) {
    const [title, source] = [`${one.network}, ${one.what}`, nameOf(one.source)];
    const measured = groups.get(`${source} ${title}`)?.measured ?? [];
    groups.set(`${source} ${title}`, { title, source, measured: [...measured, one] });
  }
  return [...groups.values()];
}

/** Two decimals, as the tables have them. */
function describe(one: Measurement): string {
  if ('above' in one) return `fails, above ${one.above} %, ${one.locator}`;
  return `${counted(one.layers, 'layer')} a block: ${one.error.toFixed(2)} %, ${one.locator}`;
}
