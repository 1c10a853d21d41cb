import type { Parameters, Values } from '../claim/parameters.ts';
import type { RunnerState } from './claim-runner-state.ts';
import { describeAttempts } from './claim-sentences.ts';
import { formatDuration } from './number-format.ts';
import { describeSettings } from './settings-state.ts';

interface Props {
  readonly state: RunnerState;
  readonly parameters: Parameters;
  readonly ran: { readonly values: Values; readonly seed: number };
}

/** What it takes to repeat the run on this device, and why no better backend was used. */
export function RunNotes({ state, parameters, ran }: Props) {
  const found = state.phase === 'done' ? state.run : state.phase === 'idle' ? state.falsehood : null;
  if (!found || !('device' in found)) return null;
  const { device, durationMs } = found;
  return (
    <ul class="run-notes">
      <li>
        {describeSettings(parameters, ran.values, ran.seed)}; {formatDuration(durationMs)} on {device.name} (
        {device.library}).
      </li>
      {describeAttempts(device).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
