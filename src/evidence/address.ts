import type { AstroError } from 'astro/errors';
import { astroError } from './astro-error.ts';

/** Where the site is published. */
export interface Address {
  /** `https://example.org`, without a path; undefined where it is not said. */
  readonly site: string | undefined;
  /** `/docs`, or `/` for the root of the origin. */
  readonly base: string;
}

/** One or more segments of characters that a path needs no escape for; none is `.` or `..`. */
const BASE = /^(?:\/(?!\.+(?:\/|$))[\w.~-]+)+$/;

/**
 * Reads the two variables that place the site; either may be unset or empty.
 * @param variables.SITE the origin, as `https://example.org`.
 * @param variables.BASE the path under it, as `/docs`; slashes around it may be left out.
 * @throws {AstroError} with a sentence and a hint where one of them is neither.
 */
export function readAddress({ SITE, BASE: path }: Readonly<Record<string, string | undefined>>): Address {
  return { site: SITE ? readSite(SITE) : undefined, base: path ? readBase(path) : '/' };
}

function readSite(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw wrong(
      `SITE is "${text}", which is not the address of a site.`,
      `Give an origin: SITE=${suggestOrigin(text)}.`,
    );
  if (url.href !== `${url.origin}/`)
    throw wrong(
      `SITE is "${text}", which has more than an origin.`,
      `Say where under it the site stands with BASE: SITE=${url.origin} BASE=${url.pathname}.`,
    );
  return url.origin;
}

/** What was meant, where only the protocol is missing. */
const suggestOrigin = (text: string) =>
  /^[\w-]+(?:\.[\w-]+)+$/.test(text) ? `https://${text}` : 'https://example.org';

function readBase(text: string): string {
  const path = `/${text.replace(/^\/+|\/+$/g, '')}`;
  if (path === '/' || BASE.test(path)) return path;
  throw wrong(
    `BASE is "${text}", which is not a path.`,
    'Give letters, digits, hyphens, dots and slashes: BASE=/docs/skip-two.',
  );
}

function wrong(message: string, hint: string): AstroError {
  return astroError({ name: 'WrongAddress', message, hint });
}
