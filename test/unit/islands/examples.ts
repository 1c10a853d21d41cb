import type { Evidence, Outcome } from '../../../src/claim/evidence-schema.ts';
import { arithmeticOf } from '../../../src/numerics/arithmetic.ts';
import type { DeviceReport } from '../../../src/runtime/protocol.ts';

/** An outcome of an exact check that held, but for what is given. */
export function anOutcome(given: Partial<Outcome> = {}): Outcome {
  return {
    verdict: 'holds',
    reason: null,
    trials: 11,
    measurement: { type: 'difference', error: 0, bound: 0 },
    at: { trial: 0, index: [0, 0], left: 7, right: 7 },
    ...given,
  };
}

/** Evidence of an exact run that held, but for what is given. */
export function anEvidence(given: Partial<Evidence> = {}): Evidence {
  return {
    version: 3,
    claim: 'one-layer-skip-folds',
    kind: 'identity',
    check: 'exact',
    verdict: 'holds',
    reason: null,
    claimed: anOutcome(),
    control: anOutcome({ verdict: 'refuted' }),
    entries: 1_000,
    falsePass: { degree: 2, setSize: 2_001, perSignPattern: false, exponent: -29.3 },
    survey: null,
    findings: null,
    published: null,
    parameters: { n: 16 },
    seed: 7,
    backend: 'webgpu',
    device: 'a GPU',
    precision: 24,
    unitRoundoff: 2 ** -24,
    library: 'TensorFlow.js 4.22.0',
    ...given,
  };
}

/** A device that was the first choice, but for what is given. */
export function aDevice(given: Partial<DeviceReport> = {}): DeviceReport {
  return {
    backend: 'webgpu',
    name: 'a GPU',
    arithmetic: arithmeticOf(24),
    library: 'TensorFlow.js 4.22.0',
    tried: [],
    ...given,
  };
}
