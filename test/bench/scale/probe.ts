import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Preloaded into a build: writes the most memory that the process and its threads held, in KiB, as it ends. */
const { SKIP_TWO_PEAK_FILE: file } = process.env;
if (file && isMainThread)
  process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
