import type { Claim, Experiment, Identity, Witness } from '../../src/claim/claim.ts';
import { filled, magnitudeDraw } from '../../src/claim/draw.ts';
import { type Magnitude, magnitudeOf, magnitudeOps } from '../../src/claim/magnitude.ts';
import type { Ops } from '../../src/claim/ops.ts';
import type { Values } from '../../src/claim/parameters.ts';
import { gradients } from '../../src/claim/vjp.ts';
import type { HostTensor } from '../../src/numerics/host-tensor.ts';
import { randomFrom } from '../../src/numerics/random.ts';

/** A claim with one fault planted in one of its formulas. */
export interface Mutant {
  /** Which fault and where: `right: add 2 with the other sign`. */
  readonly says: string;
  readonly kind: FaultKind;
  readonly claim: Claim;
}

export type FaultKind = (typeof KINDS)[number][0];

/** What a fault is, by how it is told; the rates, momenta and decays of a training are numbers. */
const KINDS = [
  ['a sign', /(?:negated|with the other sign)$/],
  ['a missing term or factor', /without its (?:first|second) term$/],
  ['a missing function or identity', /left out$/],
  ['a wrong number', /(?:doubled|halved)$/],
  ['a shifted tap', /one entry further$/],
  ['a transposed matrix', /transposed$/],
  ['a mistaken input', / for /],
] as const;

/** Every kind. */
export const FAULT_KINDS: readonly FaultKind[] = KINDS.map(([kind]) => kind);

function kindOf(says: string): FaultKind {
  const known = KINDS.find(([, told]) => told.test(says));
  if (!known) throw new RangeError(`No kind of fault is told by "${says}".`);
  return known[0];
}

/** Experiments have no formula: their faults are planted in what they train. */
export type FormulaClaim = Exclude<Claim, Experiment>;

type Role = 'left' | 'right' | 'observe' | 'step' | 'carry' | 'twin';
type AnyFormula = Identity['left'];

const ROLES: Record<FormulaClaim['kind'], readonly Role[]> = {
  identity: ['left', 'right'],
  witness: ['observe'],
  trajectory: ['step', 'carry', 'twin'],
};
type Fault = <T>(tf: Ops<T>, args: readonly T[]) => T;

/** A tensor of any interpreter tells its shape; one that is being differentiated, through its value. */
type Shaped = { readonly shape: readonly number[] };

/** A number times x, whatever x's rank. */
function times<T>(tf: Ops<T>, value: number, x: T): T {
  const { shape } = 'value' in (x as object) ? (x as { value: Shaped }).value : (x as Shaped);
  return tf.mul(
    tf.constant(
      filled(
        shape.map(() => 1),
        () => value,
      ),
    ),
    x,
  );
}

const nothing = <T>(tf: Ops<T>, x: T): T => times(tf, 0, x);
const negated = <T>(tf: Ops<T>, x: T): T => times(tf, -1, x);
const first = <T>(args: readonly T[]) => args[0] as T;
const second = <T>(args: readonly T[]) => args[1] as T;

const REMOVED: Record<string, Fault> = {
  'without its second term': (tf, args) => tf.add(first(args), nothing(tf, second(args))),
  'without its first term': (tf, args) => tf.add(nothing(tf, first(args)), second(args)),
};
const LEFT_OUT: Record<string, Fault> = { 'left out': (_tf, args) => first(args) };

/** What may go wrong at one use of an operation. The shape of the result stays what it was. */
const FAULTS: Partial<Record<keyof Ops<unknown>, Record<string, Fault>>> = {
  add: { ...REMOVED, 'with the other sign': (tf, args) => tf.sub(first(args), second(args)) },
  sub: { ...REMOVED, 'with the other sign': (tf, args) => tf.add(first(args), second(args)) },
  mul: REMOVED,
  matMul: { negated: (tf, args) => negated(tf, tf.matMul(first(args), second(args))) },
  conv2d: {
    negated: (tf, [x, kernel, ...how]) =>
      negated(tf, tf.conv2d(x as never, kernel as never, ...(how as never[]))),
  },
  div: LEFT_OUT,
  sqrt: LEFT_OUT,
  transpose: { negated: (tf, args) => negated(tf, tf.transpose(first(args))) },
  relu: { ...LEFT_OUT, 'of the negated': (tf, args) => tf.relu(negated(tf, first(args))) },
  sigmoid: LEFT_OUT,
  tanh: LEFT_OUT,
  softplus: LEFT_OUT,
  erf: LEFT_OUT,
  exp: LEFT_OUT,
};

/** The same for operations that take a number. */
const CONSTANT_FAULTS: Partial<Record<keyof Ops<unknown>, Record<string, (value: number) => number>>> = {
  scalar: { negated: (value) => -value, doubled: (value) => 2 * value, halved: (value) => value / 2 },
};

/** A constant's entries, each where the next one was: the one tap of a kernel stands on another pixel. */
function movedOn({ shape, data }: HostTensor): HostTensor {
  return filled(shape, (i) => data[(i + data.length - 1) % data.length] as number);
}

/**
 * Every fault of one place: each use of an operation wrong in each way that is known of it, each
 * input negated, transposed, or mistaken for another of its shape. Always in one formula only.
 */
export function mutantsOf(claim: FormulaClaim, values: Values): Mutant[] {
  const drawn = new Set(Object.keys(magnitudesDrawn(claim, values)));
  return ROLES[claim.kind].flatMap((role) => {
    const formula = (claim as unknown as Record<Role, AnyFormula>)[role];
    const inputs = magnitudesRead(claim, role, values);
    const mutants = [
      ...operationFaults(formula, inputs, values),
      ...inputFaults(drawn, formula, inputs, values),
    ];
    return mutants.map(({ says, mutant }) => ({
      says: `${role}: ${says}`,
      kind: kindOf(says),
      claim: { ...withTransposes(claim), [role]: mutant } as Claim,
    }));
  });
}

interface FaultyFormula {
  readonly says: string;
  readonly mutant: AnyFormula;
}

function operationFaults(
  formula: AnyFormula,
  inputs: Readonly<Record<string, Magnitude>>,
  values: Values,
): FaultyFormula[] {
  const calls: { name: keyof Ops<unknown>; args: readonly unknown[] }[] = [];
  formula(
    intercepted(magnitudeOps, (_tf, name, args) => void calls.push({ name, args })),
    inputs,
    values,
  );
  return calls.flatMap(({ name, args }, index) => {
    const nth = calls.slice(0, index).filter((other) => other.name === name).length + 1;
    const at =
      (fault: Fault): AnyFormula =>
      (tf, x, v) => {
        let call = 0;
        return formula(
          intercepted(tf, (tf, _name, args) => (call++ === index ? () => fault(tf, args) : undefined)),
          x,
          v,
        );
      };
    const constants = Object.entries(CONSTANT_FAULTS[name] ?? {}).map(([says, change]) => ({
      says: `${name} ${nth} ${says}`,
      mutant: at((tf, args) => tf.scalar(change(args[0] as number))),
    }));
    const identity: FaultyFormula[] =
      name === 'eye'
        ? [{ says: `eye ${nth} left out`, mutant: at((tf, args) => nothing(tf, tf.eye(args[0] as number))) }]
        : [];
    const shifted: FaultyFormula[] =
      name === 'constant' && Array.from((args[0] as HostTensor).data).some((x, _i, [first]) => x !== first)
        ? [
            {
              says: `constant ${nth} one entry further`,
              mutant: at((tf, args) => tf.constant(movedOn(args[0] as HostTensor))),
            },
          ]
        : [];
    const others = Object.entries(FAULTS[name] ?? {}).map(([says, fault]) => ({
      says: `${name} ${nth} ${says}`,
      mutant: at(fault),
    }));
    return [...constants, ...identity, ...shifted, ...others];
  });
}

/** What is to be answered in the place of an operation's call; undefined for what it gives itself. */
type Answer = <T>(tf: Ops<T>, name: keyof Ops<unknown>, args: readonly T[]) => (() => unknown) | undefined;

/**
 * Operations whose every call may be answered by another, those within what is differentiated
 * included. To differentiate is one call in every interpreter, also in those that have no way of
 * their own: else they would count differently.
 */
function intercepted<T>(tf: Ops<T>, answer: Answer): Ops<T> {
  const differentiating: Ops<T> = {
    ...tf,
    vjp: (f, inputs, of, dy) => gradients(tf, (tf, x) => f(answering(tf, answer), x), inputs, of, dy),
  };
  return answering(differentiating, answer);
}

function answering<Operations extends object>(tf: Operations, answer: Answer): Operations {
  const entries = Object.entries(tf).map(([name, operation]) => [
    name,
    (...args: never[]) => {
      const other = answer(tf as Ops<never>, name as keyof Ops<unknown>, args);
      return other ? other() : (operation as (...args: never[]) => unknown)(...args);
    },
  ]);
  return Object.fromEntries(entries);
}

function inputFaults(
  transposable: ReadonlySet<string>,
  formula: AnyFormula,
  inputs: Readonly<Record<string, Magnitude>>,
  values: Values,
): FaultyFormula[] {
  const used = new Set<string>();
  formula(magnitudeOps, watched(inputs, used), values);
  return [...used].flatMap((name) => {
    const { shape, most } = inputs[name] as Magnitude;
    const replaced =
      (by: <T>(tf: Ops<T>, x: Readonly<Record<string, T>>) => T): AnyFormula =>
      (tf, x, v) =>
        formula(tf, { ...x, [name]: by(tf, x) }, v);
    const result: FaultyFormula[] = [];
    if (most > 0)
      result.push({ says: `${name} negated`, mutant: replaced((tf, x) => negated(tf, x[name] as never)) });
    // Of what is not drawn there is no transpose at hand.
    if (transposable.has(name) && most > 0 && shape.length === 2 && shape[0] === shape[1] && shape[0] !== 1)
      result.push({
        says: `${name} transposed`,
        mutant: replaced((_tf, x) => x[transposeOf(name)] as never),
      });
    for (const [other, magnitude] of Object.entries(inputs)) {
      if (other !== name && magnitude.shape.join() === shape.join())
        // A copy: one tensor in two places has one gradient, where two equal ones have each its own.
        result.push({
          says: `${other} for ${name}`,
          mutant: replaced((tf, x) => times(tf, 1, x[other] as never)),
        });
    }
    return result;
  });
}

function watched<T>(inputs: Readonly<Record<string, T>>, used: Set<string>): Readonly<Record<string, T>> {
  return new Proxy(inputs, {
    get: (target, name: string) => {
      used.add(name);
      return target[name];
    },
  });
}

const transposeOf = (name: string) => `${name}ᵀ`;

/** The claim with a transpose beside each input that is drawn. */
function withTransposes(claim: FormulaClaim): Claim {
  const { draw = claim.draw } = claim.control;
  const control = { ...claim.control, draw: addingTransposes(draw) };
  return { ...claim, draw: addingTransposes(claim.draw), control } as unknown as Claim;
}

function addingTransposes(draw: FormulaClaim['draw']) {
  return (values: Values, from: never) => {
    const inputs = draw(values, from) as Record<string, Magnitude & { data?: Float32Array }>;
    const transposes = Object.entries(inputs).map(([name, x]) => [transposeOf(name), transposed(x)]);
    return { ...Object.fromEntries(transposes), ...inputs };
  };
}

function transposed<X extends { shape: readonly number[]; data?: Float32Array }>(x: X): X {
  if (x.shape.length !== 2) return x;
  const [rows = 0, columns = 0] = x.shape;
  const shape = [columns, rows];
  if (!x.data) return { ...x, shape };
  const data = x.data.map((_, i) => x.data?.[(i % rows) * columns + Math.floor(i / rows)] as number);
  return { ...x, shape, data };
}

/** What a formula reads: the twin of a trajectory has a state of its own. */
function magnitudesRead(claim: FormulaClaim, role: Role, values: Values) {
  const drawn = magnitudesDrawn(claim, values);
  if (claim.kind !== 'trajectory' || role !== 'twin') return drawn;
  const state = claim.step(magnitudeOps, drawn, values);
  const data = Object.fromEntries(Object.entries(drawn).filter(([name]) => !(name in state)));
  return { ...data, ...claim.carry(magnitudeOps, drawn, values) };
}

function magnitudesDrawn(claim: FormulaClaim, values: Values): Readonly<Record<string, Magnitude>> {
  if (claim.kind !== 'witness') return claim.draw(values, magnitudeDraw(3).draw);
  const inputs = Object.entries((claim as Witness).draw(values, randomFrom(1)));
  return Object.fromEntries(
    inputs.map(([name, { shape, data }]) => [name, magnitudeOf(shape, Math.max(...data.map(Math.abs)))]),
  );
}
