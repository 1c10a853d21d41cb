import { useEffect, useState } from 'preact/hooks';
import { type Choices, EVERYTHING, type Filter, readFilter, writeFilter } from './ledger-filter-state.ts';

/** Browsers refuse addresses that change with every key: it changes once a reader has paused. */
const ADDRESS_MS = 300;

/** A filter that the address's query holds. */
export function useLedgerFilter(choices: Choices) {
  const [filter, setFilter] = useState(EVERYTHING);
  const [problem, setProblem] = useState<string | null>(null);
  /** What the reader chose, as opposed to what the address asked for. */
  const [chosen, setChosen] = useState<Filter | null>(null);

  useEffect(() => {
    const restore = () => {
      const read = readFilter(location.search, choices);
      setFilter(read.filter);
      setProblem(read.problem);
    };
    restore();
    addEventListener('popstate', restore);
    return () => removeEventListener('popstate', restore);
  }, []);

  useEffect(() => {
    if (!chosen) return;
    const timer = setTimeout(() => {
      const { pathname, search, hash } = location;
      history.replaceState(history.state, '', `${pathname}${writeFilter(search, chosen)}${hash}`);
    }, ADDRESS_MS);
    return () => clearTimeout(timer);
  }, [chosen]);

  return {
    filter,
    problem,
    choose(changes: Partial<Filter>) {
      const changed = { ...filter, ...changes };
      setFilter(changed);
      setChosen(changed);
      setProblem(null);
    },
  };
}
