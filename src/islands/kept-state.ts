import { mayLoadAhead } from './connection.ts';

/** What the browser keeps of the site. */
export type Kept =
  | 'asking'
  /** This build, whole. */
  | 'kept'
  /** This build, and a later one that waits for the last page of it to be closed. */
  | 'later build waits'
  | 'being fetched'
  | 'data saved'
  | 'nothing';

const SENTENCES: Readonly<Record<Kept, string>> = {
  asking: 'Your browser is asked what it keeps.',
  kept: 'This build of the site is kept on this device.',
  'later build waits':
    'This build of the site is kept on this device. A later one is here too, and is used once every page of this site has been closed.',
  'being fetched': 'This build of the site is being fetched, to be kept on this device.',
  'data saved':
    'Nothing of this site is kept on this device, since you save data, or your connection is slow or paid for by amount.',
  nothing:
    'Nothing of this site is kept on this device: the browser does not allow it, has no room for it, or could not fetch all of it.',
};

/** What is kept, in a sentence. */
export function describeKept(kept: Kept): string {
  return SENTENCES[kept];
}

/** The longest of the sentences. */
export const LONGEST_KEPT = Object.values(SENTENCES).reduce((longest, sentence) =>
  sentence.length > longest.length ? sentence : longest,
);

/** Asks the browser what it keeps of this site. Nothing is fetched for it. */
export async function askKept(): Promise<Kept> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (registration?.active) return registration.waiting ? 'later build waits' : 'kept';
  if (registration?.installing) return 'being fetched';
  return mayLoadAhead() ? 'nothing' : 'data saved';
}
