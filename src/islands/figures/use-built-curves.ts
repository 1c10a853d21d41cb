import { useRef, useState } from 'preact/hooks';
import type { Curve } from './depth-curves-state.ts';

/** What was recorded at build, as far as it is here. */
export interface BuiltCurves {
  readonly curves: readonly Curve[];
  /** False while the page has the last record only. */
  readonly isWhole: boolean;
  /** Why the other records could not be had. */
  readonly problem: string | null;
  /** Fetches all records, once. @returns what there is then: the last record alone where they cannot be had. */
  readonly load: () => Promise<readonly Curve[]>;
}

/**
 * The records made at build. They weigh as much as a page, so a reader who only reads does without them.
 * @param lastRecord what the page carries.
 * @param href where all of it is.
 */
export function useBuiltCurves(lastRecord: readonly Curve[], href: string): BuiltCurves {
  const [whole, setWhole] = useState<readonly Curve[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef<Promise<readonly Curve[]> | null>(null);

  async function fetchAll(): Promise<readonly Curve[]> {
    try {
      const response = await fetch(href);
      if (!response.ok) throw new Error(response.statusText);
      const curves: readonly Curve[] = await response.json();
      setWhole(curves);
      setProblem(null);
      return curves;
    } catch {
      asked.current = null;
      setProblem(
        'The records made at build could not be loaded, but for the last: the connection may be down.',
      );
      return lastRecord;
    }
  }

  const load = () => {
    asked.current ??= fetchAll();
    return asked.current;
  };
  return { curves: whole ?? lastRecord, isWhole: whole !== null, problem, load };
}
