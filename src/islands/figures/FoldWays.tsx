import { Cell } from '../Matrix.tsx';
import { Term } from '../Term.tsx';
import type { Ways } from './fold-state.ts';

interface Props {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly ways: Ways;
  readonly forgotten: boolean;
}

/** Both ways through the block, one entry a row, from the input to the output. */
export function FoldWays({ a, b, ways, forgotten }: Props) {
  const { left, right, same } = ways;
  const W = <Term symbol="W" />;
  return (
    <table class="ways" aria-label="Both ways, entry by entry">
      <thead>
        <tr>
          <td colSpan={2} />
          <th scope="colgroup" colSpan={2}>
            with the skip
          </th>
          <th scope="colgroup" colSpan={2}>
            {forgotten ? 'without it' : 'folded'}
          </th>
          <td />
        </tr>
        <tr>
          <th scope="col" data-terms="a">
            <Term symbol="a" />
          </th>
          <th scope="col" data-terms="b">
            <Term symbol="b" />
          </th>
          <th scope="col">
            {W}
            <Term symbol="a" />+<Term symbol="b" />+<Term symbol="a" />
          </th>
          <th scope="col">
            <Term symbol="g" /> of it
          </th>
          <th scope="col">
            {forgotten ? (
              W
            ) : (
              <>
                ({W}+<Term symbol="I" />)
              </>
            )}
            <Term symbol="a" />+<Term symbol="b" />
          </th>
          <th scope="col">
            <Term symbol="g" /> of it
          </th>
          <th scope="col">Equal?</th>
        </tr>
      </thead>
      <tbody>
        {same.map((agrees, i) => (
          <tr key={i} class={agrees ? undefined : 'ways-differ'}>
            <td data-terms="a">
              <Cell x={a[i] ?? Number.NaN} />
            </td>
            <td data-terms="b">
              <Cell x={b[i] ?? Number.NaN} />
            </td>
            <td>
              <Cell x={left.z[i] ?? Number.NaN} />
            </td>
            <td data-terms="g">
              <Cell x={left.out[i] ?? Number.NaN} />
            </td>
            <td>
              <Cell x={right.z[i] ?? Number.NaN} />
            </td>
            <td data-terms="g">
              <Cell x={right.out[i] ?? Number.NaN} />
            </td>
            <td class="ways-mark">{agrees ? '=' : '≠ differs'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
