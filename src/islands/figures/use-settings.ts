import { useEffect, useRef, useState } from 'preact/hooks';
import { readTexts, type Texts, textsOf } from '../settings-state.ts';
import { readFigureLink, writeFigureLink } from './figure-link.ts';
import type { Poster, Settings } from './figure-state.ts';

/** What a reader has set in a figure, and how to set it. */
export interface FigureSettings extends Settings {
  /** False until the island can be operated. */
  readonly ready: boolean;
  /** True once anything was set, by hand or by a link. */
  readonly touched: boolean;
  /** What stands in the fields, as typed. */
  readonly texts: Texts;
  /** For each field at fault a sentence; `values` then keep what was there before. */
  readonly problems: Readonly<Record<string, string>>;
  /** What of the address's link could not be honoured, or null. */
  readonly linkProblem: string | null;
  /** The fragment that restores all of it. */
  readonly link: string;
  /** Sets a parameter, a view or the seed. */
  readonly change: (name: string, value: string | number) => void;
  /** Sets several at once. */
  readonly changeAll: (values: Readonly<Record<string, string | number>>) => void;
}

/**
 * A figure's parameters, views and seed: from the poster, from the address where it has a link to
 * this figure, and from the reader.
 * @param onChange told of each valid change, and whether the numbers depend on it.
 */
export function useSettings(
  poster: Poster,
  onChange: (settings: Settings, isComputed: boolean) => void,
): FigureSettings {
  const [ready, setReady] = useState(false);
  const [touched, setTouched] = useState(false);
  const [texts, setTexts] = useState(textsOf(poster.values, poster.seed));
  const [linkProblem, setLinkProblem] = useState<string | null>(null);
  const latest = useRef(texts);
  const valid = useRef<Settings>(poster);
  const declared = { ...poster.parameters, ...poster.views };
  const read = readTexts(declared, texts);
  if (read.ok) valid.current = read;

  function put(next: Texts, isComputed: boolean): void {
    latest.current = next;
    setTexts(next);
    setTouched(true);
    const settings = readTexts(declared, next);
    if (settings.ok) onChange(settings, isComputed);
  }

  function changeAll(values: Readonly<Record<string, string | number>>): void {
    const given = Object.entries(values).map(([name, value]) => [name, String(value)]);
    const isComputed = Object.keys(values).some((name) => !Object.hasOwn(poster.views, name));
    put({ ...latest.current, ...Object.fromEntries(given) }, isComputed);
  }

  function restore(): void {
    const restored = readFigureLink(location.hash, poster);
    if (!restored) return;
    setLinkProblem(restored.problem);
    put(textsOf(restored.values, restored.seed), true);
  }

  useEffect(() => {
    setReady(true);
    restore();
    addEventListener('hashchange', restore);
    return () => removeEventListener('hashchange', restore);
  }, []);

  const { values, seed } = valid.current;
  return {
    ready,
    touched,
    texts,
    values,
    seed,
    problems: read.ok ? {} : read.problems,
    linkProblem,
    link: writeFigureLink(poster.id, { values, seed }),
    change: (name, value) => changeAll({ [name]: value }),
    changeAll,
  };
}
