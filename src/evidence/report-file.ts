import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type * as z from 'zod';
import { evidenceSchema } from '../claim/evidence-schema.ts';
import type { ClaimReport, EvidenceReport } from './report.ts';
import { claimOutlineSchema, reportOutlineSchema } from './report-schema.ts';

/** A clause that says why there is no report. */
export interface Unreadable {
  readonly unreadable: string;
}

/** A report of a hundred claims has half a megabyte. */
const LARGEST_BYTES = 8_000_000;
/** Of one run, as JSON; an experiment's has a few thousand. */
const LARGEST_RUN = 50_000;
/** Texts in a file come from strangers: a message repeats no more than this many characters of one. */
const CLIP_LENGTH = 200;

/**
 * Reads a file of recorded evidence. Nothing of it is believed but its form.
 * @param path absolute, or relative to the root.
 */
export function readReportFile(root: string, path: string): EvidenceReport | Unreadable {
  const text = readText(resolve(root, path));
  if (typeof text !== 'string') return text;
  try {
    // npm prints the script's name to stdout first, unless it is told to be silent.
    return readReport(JSON.parse(text.slice(Math.max(0, text.search(/^\{/m)))));
  } catch (error) {
    if (error instanceof SyntaxError) return { unreadable: 'it is not JSON' };
    throw error;
  }
}

/** A stranger's text without control characters, and not too long of it. */
export function printable(text: string): string {
  const plain = text.replaceAll(/\p{C}/gu, '?');
  return plain.length > CLIP_LENGTH ? `${plain.slice(0, CLIP_LENGTH)}…` : plain;
}

function readText(file: string): string | Unreadable {
  try {
    const stats = statSync(file);
    if (!stats.isFile()) return { unreadable: 'it is not a file' };
    if (stats.size > LARGEST_BYTES)
      return { unreadable: `it has more than ${LARGEST_BYTES / 1e6} megabytes` };
    return readFileSync(file, 'utf8');
  } catch {
    return { unreadable: 'there is no such file' };
  }
}

/** One claim and one run after another: read as a whole, a file of nothing but faults costs gigabytes. */
function readReport(json: unknown): EvidenceReport | Unreadable {
  const outline = parse(reportOutlineSchema, json);
  if ('unreadable' in outline) return outline;
  const claims: ClaimReport[] = [];
  for (const [k, claim] of outline.data.claims.entries()) {
    const read = readClaim(claim, `claims.${k}`);
    if ('unreadable' in read) return read;
    claims.push(read);
  }
  return { version: 1, claims };
}

function readClaim(json: unknown, place: string): ClaimReport | Unreadable {
  const outline = parse(claimOutlineSchema, json, place);
  if ('unreadable' in outline) return outline;
  const runs: ClaimReport['runs'][number][] = [];
  for (const [k, run] of outline.data.runs.entries()) {
    if (JSON.stringify(run).length > LARGEST_RUN)
      return { unreadable: `${place}.runs.${k}: it is too large` };
    const read = parse(evidenceSchema, run, `${place}.runs.${k}`);
    if ('unreadable' in read) return read;
    runs.push(read.data);
  }
  return { ...outline.data, runs };
}

function parse<T>(schema: z.ZodType<T>, json: unknown, place?: string): { data: T } | Unreadable {
  const { data, error } = schema.safeParse(json);
  if (!error) return { data };
  const [issue] = error.issues;
  const path = [...(place ? [place] : []), ...(issue?.path ?? [])].join('.') || 'the whole';
  return { unreadable: printable(`${path}: ${issue?.message}`) };
}
