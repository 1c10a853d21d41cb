import type { Claim, Experiment, Identity, Trajectory, Witness } from '../claim/claim.ts';

const namesOf = <C>(names: Record<keyof C, true>) => Object.keys(names);
const OF_ALL = {
  title: true,
  statement: true,
  hypotheses: true,
  parameters: true,
  sources: true,
  uses: true,
} as const;

/** What each kind of claim may say of itself. */
export const PROPERTIES: Record<Claim['kind'], readonly string[]> = {
  identity: namesOf<Identity>({
    ...OF_ALL,
    kind: true,
    check: true,
    draw: true,
    left: true,
    right: true,
    control: true,
    wide: true,
  }),
  witness: namesOf<Witness>({
    ...OF_ALL,
    kind: true,
    draw: true,
    observe: true,
    margin: true,
    marginIs: true,
    control: true,
  }),
  trajectory: namesOf<Trajectory>({
    ...OF_ALL,
    kind: true,
    steps: true,
    starts: true,
    draw: true,
    step: true,
    carry: true,
    twin: true,
    control: true,
    wide: true,
  }),
  experiment: namesOf<Experiment>({
    ...OF_ALL,
    kind: true,
    seeds: true,
    isLong: true,
    trainings: true,
    observe: true,
    criteria: true,
    published: true,
    control: true,
  }),
};
