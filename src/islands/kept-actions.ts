/** What a reader did with an island before it could be operated. */
interface Kept {
  readonly event: Event;
  readonly target: Element;
  /** Child by child from the island: an element may be another one by the time it can be operated. */
  readonly path: readonly number[];
  /** What a field held after it. */
  readonly field: { readonly value?: string; readonly checked?: boolean };
}

const FIELD_TYPES = ['input', 'change'];
const TYPES = ['click', 'pointerdown', 'keydown', ...FIELD_TYPES];
/** Clicks on these mean something without any script. */
const NATIVE = 'a, label, summary, input, select, textarea, option';

/**
 * Keeps what a reader does with an island that cannot be operated yet.
 * @param onKept told of each.
 * @returns what does all of it over again, in its order; nothing is kept any more after it is called.
 */
export function keepActions(island: Element, onKept: () => void): () => Promise<void> {
  let kept: Kept[] = [];

  function keep(event: Event): void {
    const target = event.target as HTMLInputElement;
    if (!isMeant(event, target)) return;
    // Its handlers may be there already, and what they stand on not yet.
    event.stopPropagation();
    // Of a slider that is drawn along only the last place counts.
    kept = kept.filter(
      (other) => event.type !== 'input' || other.event.type !== 'input' || other.target !== target,
    );
    const { value, checked } = target;
    const field = FIELD_TYPES.includes(event.type) ? { value, checked } : {};
    kept.push({ event, target, path: pathOf(target, island), field });
    onKept();
  }

  for (const type of TYPES) island.addEventListener(type, keep, true);
  return async () => {
    for (const type of TYPES) island.removeEventListener(type, keep, true);
    for (const action of kept) {
      repeat(action, island);
      // A handler sees what the one before it has changed only when that is drawn.
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
}

function isMeant(event: Event, target: Element): boolean {
  if (event.type === 'click') return !target.closest(NATIVE);
  if (event.type === 'pointerdown') return target.closest('[data-picks]') !== null;
  // The browser itself does what other keys are for.
  if (event.type === 'keydown')
    return (event as KeyboardEvent).key.startsWith('Arrow') && !target.matches(NATIVE);
  return true;
}

function repeat({ event, target, path, field }: Kept, island: Element): void {
  const now = target.isConnected ? target : elementAt(path, island);
  if (!now) return;
  Object.assign(now, field);
  // An event's own properties are what its constructor asks for.
  now.dispatchEvent(new (event.constructor as typeof Event)(event.type, event));
}

function pathOf(element: Element, island: Element): number[] {
  const parent = element.parentElement;
  if (!parent || element === island) return [];
  return [...pathOf(parent, island), [...parent.children].indexOf(element)];
}

function elementAt(path: readonly number[], island: Element): Element | undefined {
  return path.reduce<Element | undefined>((parent, i) => parent?.children[i], island);
}
