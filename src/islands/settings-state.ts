import { type Parameters, parseValue, SEED, type Values } from '../claim/parameters.ts';
import { MAX_SEED } from '../numerics/random.ts';

/** What stands in the fields, as typed: by parameter, and `seed`. */
export type Texts = Readonly<Record<string, string>>;

/** Fields read: values to run with, or for each field at fault a sentence. */
export type Settings =
  | { readonly ok: true; readonly values: Values; readonly seed: number }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

/** The fields that show these values. */
export function textsOf(values: Values, seed: number): Texts {
  return {
    ...Object.fromEntries(Object.entries(values).map(([k, v]) => [k, String(v)])),
    seed: String(seed),
  };
}

/** Reads the fields. A text that is no value is left as it is and named; nothing is corrected silently. */
export function readTexts(parameters: Parameters, texts: Texts): Settings {
  const values: Record<string, number | string> = {};
  const problems: Record<string, string> = {};
  for (const [name, parameter] of Object.entries({ ...parameters, seed: SEED })) {
    const parsed = parseValue(parameter, (texts[name] ?? '').trim());
    if ('problem' in parsed) problems[name] = parsed.problem;
    else values[name] = parsed.value;
  }
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const { seed, ...rest } = values;
  return { ok: true, values: rest, seed: Number(seed) };
}

/** Values as a reader reads them: "Width 16, Batch 8, seed 7", each on one line with what it is the value of. */
export function describeSettings(parameters: Parameters, values: Values, seed: number): string {
  const named = Object.entries(parameters).map(([name, { label }]) => [label, String(values[name])]);
  return [...named, ['seed', String(seed)]]
    .map(([label, value = '']) => `${label}\u00a0${value.replace(/^-(?=\d)/, '−')}`)
    .join(', ');
}

/** A seed that nobody chose. */
export function newSeed(): number {
  const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
  return Math.min(seed, MAX_SEED);
}
