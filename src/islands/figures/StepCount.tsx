interface Props {
  readonly steps: number;
  /** Where a long way leads that is being taken, or null. */
  readonly walkingTo: number | null;
}

/** How far a figure has unfolded, and on a long way how much of it is done. */
export function StepCount({ steps, walkingTo }: Props) {
  return (
    <span class="figure-count">
      {walkingTo === null ? `step ${steps}` : `step ${steps} of ${walkingTo}`}
      <progress aria-label="Steps taken" value={steps} max={walkingTo ?? 1} hidden={walkingTo === null} />
    </span>
  );
}
