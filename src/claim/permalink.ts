import { type Parameters, parseValue, SEED, type Values } from './parameters.ts';

/** The permalink format this build writes; older ones must go on being read. */
const VERSION = '1';
/** Longer fragments are not ours: nothing of them is parsed. */
const LENGTH_LIMIT = 512;

/** What a permalink asks for, and what of it could not be honoured. */
export interface Restored {
  readonly values: Values;
  readonly seed: number;
  /** One sentence for the reader, or null where there was nothing to object to. */
  readonly problem: string | null;
}

/**
 * The fragment (without #) that restores these values: `v=1&n=16&batch=4&seed=7`.
 * @param seed left out where nothing is drawn.
 */
export function writePermalink(values: Values, seed?: number): string {
  const seeded = seed === undefined ? [] : [['seed', seed]];
  // Names are identifiers; a choice may be any text, as `I + W₀`.
  return [['v', VERSION], ...Object.entries(values), ...seeded]
    .map(([name, value]) => `${name}=${encodeURIComponent(value as number | string)}`)
    .join('&');
}

/**
 * Reads a fragment against what a claim or a figure declares. Anything unknown, malformed or out of range
 * is left at `fallback` and named in `problem`; nothing throws.
 * @param fragment with or without its leading #.
 */
export function readPermalink(
  fragment: string,
  parameters: Parameters,
  fallback: { values: Values; seed: number },
): Restored {
  const text = fragment.replace(/^#/, '');
  if (!text.includes('=')) return { ...fallback, problem: null };
  if (text.length > LENGTH_LIMIT)
    return { ...fallback, problem: 'This link is too long to be one of ours, so it was ignored.' };
  const pairs = text.split('&').map((pair) => pair.split('=', 2).map(decode) as [string, string?]);
  if (!pairs.some(([name, given]) => name === 'v' && given === VERSION)) {
    return {
      ...fallback,
      problem: 'This link was made for another version of the site, so its settings were ignored.',
    };
  }
  const values: Record<string, number | string> = { ...fallback.values };
  let seed = fallback.seed;
  let problem: string | null = null;
  for (const [name, given = ''] of pairs) {
    if (name === 'v') continue;
    const parameter = name === 'seed' ? SEED : Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (!parameter) {
      problem ??= 'This link sets something that is not there to be set; that part was ignored.';
      continue;
    }
    const parsed = parseValue(parameter, given);
    if ('problem' in parsed) problem ??= `This link could not be followed in full: ${parsed.problem}`;
    else if (name === 'seed') seed = Number(parsed.value);
    else values[name] = parsed.value;
  }
  return { values, seed, problem };
}

/** Texts come from strangers: one that is no escape is taken as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
