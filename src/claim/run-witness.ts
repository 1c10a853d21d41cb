import { largestExactInteger, type Precision } from '../numerics/arithmetic.ts';
import { allFinite, type HostTensor } from '../numerics/host-tensor.ts';
import type { Witness } from './claim.ts';
import type { Program } from './device.ts';
import type { Outcome } from './evidence-schema.ts';
import { magnitudeOf, magnitudeOps } from './magnitude.ts';
import type { Ops } from './ops.ts';
import type { Checker, RunContext, Version } from './run-claim.ts';
import { boundedInputs, runningErrorOps } from './running-error.ts';
import { compare, HOST_ARITHMETIC, NO_PARTICULARS, outcomeOf } from './trial.ts';
import { judge, type Measurement, undecided } from './verdict.ts';

type Inputs = Readonly<Record<string, HostTensor<Float32Array>>>;

/** Makes a witness ready to be checked: one exact input a version. */
export function witnessChecker(claim: Witness, context: RunContext): Checker {
  return {
    trials: 1,
    run: (version) => runOnce(claim, version, context),
    particulars: () => NO_PARTICULARS,
  };
}

async function runOnce(claim: Witness, version: Version, context: RunContext): Promise<Outcome> {
  const { device, values } = context;
  const { draw, observe } = version === 'claimed' ? claim : { ...claim, ...claim.control };
  const inputs: Inputs = draw(values, context.random());
  const program = <T>(tf: Ops<T>, from: Readonly<Record<string, T>>) => ({
    observed: observe(tf, from, values),
  });
  if (!staysExact(program, inputs, device.arithmetic.precision)) {
    return outcomeOf(0, 0, undecided('precision too low'), null);
  }
  const { observed } = await device.evaluate(program, inputs);
  const finite = allFinite(observed);
  const measurement: Measurement = {
    type: 'margin',
    margin: finite ? claim.margin(observed, values) : Number.NaN,
  };
  // The integers are exact, so the host knows them: a device that has others is wrong, and neither
  // bears witness nor refutes.
  const expected = program(runningErrorOps(HOST_ARITHMETIC), boundedInputs(inputs)).observed;
  const asExpected = compare(observed, expected).measurement.error === 0;
  const verdict = finite && !asExpected ? undecided('device at fault') : judge(measurement);
  await context.tick();
  return outcomeOf(1, 0, verdict, { measurement });
}

/** True where the inputs are integers and no partial sum on the way can exceed 2^precision. */
function staysExact(program: Program<string, 'observed'>, inputs: Inputs, precision: Precision): boolean {
  const magnitudes = Object.entries(inputs).map(([name, { shape, data }]) => {
    const most = data.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
    return [name, { ...magnitudeOf(shape, most), integer: data.every(Number.isInteger) }];
  });
  const { peak, integer } = program(magnitudeOps, Object.fromEntries(magnitudes)).observed;
  return integer && peak <= largestExactInteger(precision);
}
