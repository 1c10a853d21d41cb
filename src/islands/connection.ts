/** What browsers tell of a connection, where they tell of it. */
interface Connection {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
  readonly type?: string;
}

/** True where the reader has asked the browser to save data. */
export function savesData(): boolean {
  return connection().saveData === true;
}

/**
 * True where something may be fetched that the reader has not asked for: not where data is to be saved, is
 * paid for by amount, as over a mobile network, or comes slowly; nor offline.
 */
export function mayLoadAhead(): boolean {
  const { effectiveType = '4g', type } = connection();
  return navigator.onLine && !savesData() && type !== 'cellular' && effectiveType === '4g';
}

function connection(): Connection {
  return (navigator as Navigator & { connection?: Connection }).connection ?? {};
}
