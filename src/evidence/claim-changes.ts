import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkOf } from '../claim/check.ts';
import { type Claim, inCase } from '../claim/claim.ts';
import { casesOf } from '../claim/parameters.ts';

/** Where it is recorded what each claim said and when that changed, relative to the project's root. */
export const CHANGES = 'content/claim-changes.json';

/** What a claim says, by part: of each its hash, so that the text stands in the claim's file alone. */
export type Said = Readonly<Record<Part, string>>;

/** The parts in which a change is one that a reader must be told of. */
const PARTS = {
  statement: (claim: Claim) => claim.statement,
  hypotheses: (claim: Claim) => claim.hypotheses,
  // How it is judged: exactly, or within which kind of bound; of an experiment its criteria.
  bound: (claim: Claim) => [
    claim.kind,
    checkOf(claim),
    claim.kind === 'experiment'
      ? casesOf(claim.parameters).map((values) => inCase(claim.criteria, values))
      : [],
  ],
  control: (claim: Claim) => claim.control.says,
  // Any other claim holds, or there is no site.
  verdict: (claim: Claim) =>
    claim.kind === 'experiment'
      ? casesOf(claim.parameters).map((values) => inCase(claim.published, values))
      : 'holds',
} as const;

export type Part = keyof typeof PARTS;

/** One change, or the first publication. */
export interface Change {
  /** When the author recorded it: 2026-01-31. */
  readonly date: string;
  /** Empty at the first publication. */
  readonly changed: readonly Part[];
  /** What for, a sentence by the author. */
  readonly why: string;
}

/** All that is recorded of one claim. */
export interface ClaimRecord {
  readonly said: Said;
  /** The oldest first. */
  readonly changes: readonly Change[];
}

/** By id. */
export type ClaimRecords = Readonly<Record<string, ClaimRecord>>;

/** What is recorded. @param root the project's root, a path. */
export function readChanges(root: string): ClaimRecords {
  return JSON.parse(readFileSync(join(root, CHANGES), 'utf8'));
}

/** Writes the record, sorted by id, which git can merge. */
export function writeChanges(root: string, records: ClaimRecords): void {
  const sorted = Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(join(root, CHANGES), `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

/** Why a record has its first change. */
export const FIRST = 'First published.';

/** The day on which an author records a change: 2026-01-31. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** What a claim says now. */
export function saidBy(claim: Claim): Said {
  const entries = Object.entries(PARTS).map(([part, of]) => [part, hashOf(of(claim))]);
  return Object.fromEntries(entries) as Said;
}

/** The parts in which a claim no longer says what is recorded; null where nothing is recorded of it. */
export function changedParts(record: ClaimRecord | undefined, claim: Claim): Part[] | null {
  if (!record) return null;
  const now = saidBy(claim);
  return (Object.keys(PARTS) as Part[]).filter((part) => record.said[part] !== now[part]);
}

/** The record with what a claim says now; unchanged where it says what is recorded. */
export function recorded(
  record: ClaimRecord | undefined,
  claim: Claim,
  { date, why }: { date: string; why: string },
): ClaimRecord {
  const changed = changedParts(record, claim);
  if (record && changed?.length === 0) return record;
  return {
    said: saidBy(claim),
    changes: [...(record?.changes ?? []), { date, changed: changed ?? [], why }],
  };
}

const HASH_LENGTH = 12;

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, HASH_LENGTH);
}
