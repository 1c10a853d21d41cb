import { writePermalink } from '../claim/permalink.ts';
import { CopyLink } from './CopyLink.tsx';
import type { Settings } from './settings-state.ts';

/** A link to a claim's page that restores these settings. */
export function Permalink({ href, settings }: { href: string; settings: Settings }) {
  return <CopyLink link={settings.ok ? `${href}#${writePermalink(settings.values, settings.seed)}` : null} />;
}
