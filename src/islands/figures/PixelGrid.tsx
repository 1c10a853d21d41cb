import type { ComponentChildren } from 'preact';
import { Cell } from '../Matrix.tsx';
import { describeMatrix, formatEntry } from '../matrix-state.ts';

type Place = readonly [row: number, column: number];

/** What makes the entries of a grid ones to choose from. */
export interface Choosing {
  /** The entry chosen. */
  readonly at: Place;
  readonly onChoose: (place: Place) => void;
  /** Told of the entry under the pointer, and of null when it leaves. */
  readonly onPoint?: (place: Place | null) => void;
}

interface Props {
  /** As it is read aloud. */
  readonly name: string;
  readonly title: ComponentChildren;
  readonly rows: readonly (readonly number[])[];
  /** The size from which on a cell has its full colour. */
  readonly most: number;
  /** What the style sheet should mark an entry with; words. */
  readonly marksOf?: (place: Place) => string;
  /** Absent where there is nothing to choose, or no scripts to do it. */
  readonly choosing?: Choosing | undefined;
}

const STEPS: Readonly<Record<string, Place>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** A matrix whose entries, counted from 0, can be marked, and chosen by pointer or with the arrow keys. */
export function PixelGrid({ name, title, rows, most, marksOf, choosing }: Props) {
  const cells = rows.map((row, i) => (
    <div class="matrix-row" key={i}>
      {row.map((x, j) => {
        const marks = marksOf?.([i, j]) || undefined;
        if (!choosing)
          return (
            <span class="pixel" data-marks={marks} key={j}>
              <Cell x={x} most={most} />
            </span>
          );
        const isChosen = choosing.at[0] === i && choosing.at[1] === j;
        return (
          <button
            type="button"
            class="pixel"
            key={j}
            data-marks={marks}
            aria-pressed={isChosen}
            aria-label={`row ${i}, column ${j}: ${formatEntry(x)}`}
            tabIndex={isChosen ? 0 : -1}
            onClick={() => choosing.onChoose([i, j])}
            onPointerEnter={({ pointerType }) => pointerType === 'mouse' && choosing.onPoint?.([i, j])}
            onKeyDown={(event) => walk(event, [i, j], choosing)}
          >
            <Cell x={x} most={most} />
          </button>
        );
      })}
    </div>
  ));
  return (
    <div class="matrix">
      <span class="matrix-name" aria-hidden="true">
        {title}
      </span>
      {choosing ? (
        <fieldset
          class="matrix-cells"
          aria-label={`${name}, choose an entry`}
          onPointerLeave={() => choosing.onPoint?.(null)}
        >
          {cells}
        </fieldset>
      ) : (
        <div class="matrix-cells" role="img" aria-label={describeMatrix(name, rows, 0)}>
          {cells}
        </div>
      )}
    </div>
  );

  function walk(event: KeyboardEvent, [i, j]: Place, { onChoose }: Choosing): void {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const [row, column] = [i + step[0], j + step[1]];
    if (rows[row]?.[column] === undefined) return;
    onChoose([row, column]);
    const line = (event.currentTarget as HTMLElement).closest('.matrix-cells')?.children[row];
    (line?.children[column] as HTMLElement | undefined)?.focus();
  }
}
