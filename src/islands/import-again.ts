import { isMissingCode } from '../runtime/missing-code.ts';

/** How long to wait before code that did not come is asked for again, try by try, in milliseconds. */
export const PAUSES_MS: readonly number[] = [1_000, 4_000];

/** How often this page has asked for code again. */
let askedAgain = 0;

/** Chromium and Firefox name the module that did not come. */
const ADDRESS = /https?:\S+?\.js/;

/**
 * Imports code, and asks for it again where it did not come.
 * @param load a dynamic import, as the bundler needs to see it.
 * @param onWait called before each pause.
 * @throws what the last try did, or at once what is no matter of fetching.
 */
export async function importAgain<Module>(
  load: () => Promise<Module>,
  onWait: () => void = () => {},
  pausesMs = PAUSES_MS,
): Promise<Module> {
  let attempt = load;
  for (const pauseMs of pausesMs) {
    try {
      return await attempt();
    } catch (error) {
      if (!isMissingCode(error)) throw error;
      onWait();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      attempt = freshly(load, error as TypeError);
    }
  }
  return attempt();
}

/**
 * The same import by another address where it is known, and by one that this page has not asked for yet: some browsers
 * remember for a page's life that one failed.
 */
function freshly<Module>(load: () => Promise<Module>, { message }: TypeError) {
  const [address] = ADDRESS.exec(message) ?? [];
  if (!address) return load;
  const fresh = `${address}?again=${++askedAgain}`;
  return (): Promise<Module> => import(/* @vite-ignore */ fresh);
}
