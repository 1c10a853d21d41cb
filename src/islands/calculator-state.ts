import type { Identity } from '../claim/claim.ts';
import { choice, integer, type Parameters, parseValue, type Values } from '../claim/parameters.ts';
import { FALSE_PASS_EXPONENT, planExact } from '../claim/run-identity.ts';
import fold from '../claims/part-1-one-layer-folds/one-layer-skip-folds.ts';
import { arithmeticOf, type Precision } from '../numerics/arithmetic.ts';
import { gamma } from '../numerics/gamma.ts';
import { falsePassExponent, trialsFor } from '../numerics/schwartz-zippel.ts';
import { counted, formatNumber, powerOfTen } from './number-format.ts';

/** What a calculator gives: lines to read, and the sentence that is announced. */
export interface Answer {
  readonly lines: readonly (readonly [what: string, value: string])[];
  readonly sentence: string;
}

/** A calculator: what it asks for, and what it makes of that. */
export interface Calculator {
  readonly parameters: Parameters;
  readonly answer: (values: Values) => Answer;
}

const FORMATS = { float16: 11, float32: 24, float64: 53 } as const satisfies Record<string, Precision>;
const FORMAT_NAMES = Object.keys(FORMATS) as (keyof typeof FORMATS)[];

/** How much rounding may add up to. */
const ROUNDING: Calculator = {
  parameters: {
    k: integer({ label: 'Roundings k', min: 1, max: 99_999_999, initial: 18 }),
    format: choice({ label: 'Format', options: FORMAT_NAMES, initial: 'float32' }),
    rounding: choice({ label: 'Rounding', options: ['nearest', 'faithful'], initial: 'nearest' }),
  },
  answer: ({ k, format, rounding }) => {
    const precision = FORMATS[format as keyof typeof FORMATS];
    const { unitRoundoff } = arithmeticOf(precision, rounding as 'nearest' | 'faithful');
    const power = Math.log2(unitRoundoff);
    const u: Answer['lines'][number] = [
      'unit roundoff u',
      `2${superscript(power)} ≈ ${formatNumber(unitRoundoff)}`,
    ];
    const roundings = Number(k);
    if (!(roundings * unitRoundoff < 1))
      return {
        lines: [u, ['γₖ', 'none']],
        sentence: 'There is no bound: k·u is 1 or more.',
      };
    const bound = gamma(roundings, unitRoundoff);
    const width = roundings - 2;
    return {
      lines: [
        u,
        ['γₖ', formatNumber(bound, 4)],
        [
          width >= 1 ? `fold of width ${formatNumber(width)}: factor 2γₖ` : 'factor 2γₖ',
          formatNumber(2 * bound, 4),
        ],
      ],
      sentence: `${counted(roundings, 'rounding')} can add up to a relative error of at most ${formatNumber(bound, 4)}.`,
    };
  },
};

/** How seldom a false identity passes. */
const FALSE_PASS: Calculator = {
  parameters: {
    d: integer({ label: 'Degree d', min: 1, max: 99, initial: 2 }),
    B: integer({ label: 'Largest entry B', min: 1, max: 9_999_999, initial: 1023 }),
    t: integer({ label: 'Trials t', min: 1, max: 9_999, initial: 10 }),
  },
  answer: ({ d, B, t }) => {
    const setSize = 2 * Number(B) + 1;
    const exponent = falsePassExponent(Number(d), setSize, Number(t));
    const needed = trialsFor(Number(d), setSize, FALSE_PASS_EXPONENT);
    const bound = exponent === 0 ? '1: no bound' : powerOfTen(Math.ceil(exponent));
    return {
      lines: [
        ['values to draw from, 2B + 1', formatNumber(setSize)],
        ['log₁₀ of the bound', formatNumber(exponent, 4)],
        [
          `trials for ${powerOfTen(FALSE_PASS_EXPONENT)}`,
          Number.isFinite(needed) ? formatNumber(needed) : 'no number is enough',
        ],
      ],
      sentence:
        exponent === 0
          ? 'There is no bound: the set is not larger than the degree.'
          : `A false identity passes all ${counted(Number(t), 'trial')} with a probability of at most ${bound}.`,
    };
  },
};

/** Which integers stay exact: the fold's own plan, as its claim makes it. */
const EXACT: Calculator = {
  parameters: {
    n: integer({ label: 'Width n', min: 1, max: 512, initial: 16 }),
    bits: choice({ label: 'Precision', options: ['11', '24', '53'], initial: '24' }),
  },
  answer: ({ n, bits }) => {
    const values = { n: Number(n), batch: 1 };
    const { entries, peak, trials } = planExact(fold as Identity, values, Number(bits) as Precision);
    return entries === 0
      ? {
          lines: [['largest entry B', 'none']],
          sentence: 'Not even entries of 1 stay exact: the verdict would be undecided.',
        }
      : {
          lines: [
            ['largest entry B', formatNumber(entries)],
            ['no partial sum exceeds', formatNumber(peak)],
            ['trials that the claim makes, with one column each', formatNumber(trials)],
          ],
          sentence: `The fold of width ${n} is exact on integers up to ${formatNumber(entries)}.`,
        };
  },
};

/** By the name that a page calls them by. */
export const CALCULATORS = { rounding: ROUNDING, falsePass: FALSE_PASS, exact: EXACT } as const;

/** What stands in the fields, as typed. */
export type CalculatorTexts = Readonly<Record<string, string>>;

/** Fields read: an answer, or for each field at fault a sentence. */
export type CalculatorResult =
  | { readonly ok: true; readonly values: Values; readonly answer: Answer }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

/** Reads the fields and computes. */
export function calculate({ parameters, answer }: Calculator, texts: CalculatorTexts): CalculatorResult {
  const values: Record<string, number | string> = {};
  const problems: Record<string, string> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const parsed = parseValue(parameter, (texts[name] ?? '').trim());
    if ('problem' in parsed) problems[name] = parsed.problem;
    else values[name] = parsed.value;
  }
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, values, answer: answer(values) };
}

function superscript(power: number): string {
  return powerOfTen(power).slice(2);
}
