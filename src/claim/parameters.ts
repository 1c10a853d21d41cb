import { MAX_SEED } from '../numerics/random.ts';

/** A whole number that a reader may vary. */
export interface IntegerParameter {
  readonly type: 'integer';
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}

/** One of a few named options. */
export interface ChoiceParameter<Option extends string = string> {
  readonly type: 'choice';
  readonly label: string;
  readonly options: readonly Option[];
  readonly initial: Option;
}

export type Parameter = IntegerParameter | ChoiceParameter;

/**
 * What a reader may vary, declared once: the controls on the page, the generator of the property
 * test and the validation of a permalink all follow from this one object.
 */
export type Parameters = Readonly<Record<string, Parameter>>;

/** The values of declared parameters. */
export type ValuesOf<P extends Parameters> = {
  readonly [Name in keyof P]: ValueOf<P[Name]>;
};

type ValueOf<P> = P extends ChoiceParameter<infer Option> ? Option : number;

/** Values by name, where the claim is not known at compile time. */
export type Values = Readonly<Record<string, number | string>>;

/**
 * Declares a whole-number parameter.
 * @param range min, max and initial are counts, min ≤ initial ≤ max; label names it to a reader.
 * @throws {RangeError} where they are not.
 */
export function integer(range: Omit<IntegerParameter, 'type'>): IntegerParameter {
  const { min, max, initial, label } = range;
  const whole = [min, max, initial].every(Number.isSafeInteger);
  if (!whole || !(min <= initial && initial <= max)) {
    // A number between quotes is no number, and is told of with its quotes.
    const given = [min, initial, max].map((value) =>
      typeof value === 'string' ? JSON.stringify(value) : String(value),
    );
    throw new RangeError(`"${label}" needs whole numbers min ≤ initial ≤ max, not ${given.join(', ')}.`);
  }
  return { type: 'integer', ...range };
}

/**
 * Declares a parameter that is one of a few options.
 * @throws {RangeError} where the initial option is not among them.
 */
export function choice<const Option extends string>(
  choices: Omit<ChoiceParameter<Option>, 'type'>,
): ChoiceParameter<Option> {
  if (!choices.options.includes(choices.initial)) {
    throw new RangeError(
      `"${choices.label}" starts at "${choices.initial}", which is not one of its options.`,
    );
  }
  return { type: 'choice', ...choices };
}

/** The values a card starts with and CI judges. */
export function initialValues(parameters: Parameters): Values {
  return Object.fromEntries(Object.entries(parameters).map(([name, { initial }]) => [name, initial]));
}

/**
 * The cases CI judges: every combination of the choices, with the numbers at their initial values.
 * @returns at least one; the initial values come first.
 */
export function casesOf(parameters: Parameters): Values[] {
  let cases: Values[] = [initialValues(parameters)];
  for (const [name, parameter] of Object.entries(parameters)) {
    if (parameter.type !== 'choice') continue;
    const options = [
      parameter.initial,
      ...parameter.options.filter((option) => option !== parameter.initial),
    ];
    cases = cases.flatMap((values) => options.map((option) => ({ ...values, [name]: option })));
  }
  return cases;
}

/**
 * One value as text, read.
 * @returns the value, or a sentence that says what is wrong with the text.
 */
export function parseValue(
  parameter: Parameter,
  text: string,
): { value: number | string } | { problem: string } {
  if (parameter.type === 'choice') {
    return parameter.options.includes(text)
      ? { value: text }
      : { problem: `${parameter.label} is one of ${parameter.options.join(', ')}, not "${clip(text)}".` };
  }
  const { label, min, max } = parameter;
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max
    ? { value }
    : { problem: `${label} is a whole number from ${min} to ${max}, not "${clip(text)}".` };
}

/** The seed, as every claim takes one: a parameter like the others. */
export const SEED: IntegerParameter = { type: 'integer', label: 'Seed', min: 0, max: MAX_SEED, initial: 1 };

/** Texts come from strangers: a message repeats no more than this many characters of one. */
const CLIP_LENGTH = 24;

function clip(text: string): string {
  return text.length > CLIP_LENGTH ? `${text.slice(0, CLIP_LENGTH)}…` : text;
}
