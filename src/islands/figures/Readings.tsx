import type { ComponentChildren } from 'preact';

interface Props {
  readonly head: readonly ComponentChildren[];
  /** The first cell of each names it. */
  readonly rows: readonly (readonly ComponentChildren[])[];
}

/** A few numbers in rows: what each of the things compared gives. */
export function Readings({ head, rows }: Props) {
  return (
    <table class="readings">
      <thead>
        <tr>
          {head.map((cell, i) => (
            <th key={i} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...cells], i) => (
          <tr key={i}>
            <th scope="row">{name}</th>
            {cells.map((cell, k) => (
              <td key={k}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
