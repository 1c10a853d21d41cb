import * as z from 'zod';
import { checkOf } from '../claim/check.ts';
import { evidenceSchema } from '../claim/evidence-schema.ts';
import type { CatalogueEntry } from './catalogue.ts';

const parameter = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('integer'),
    label: z.string(),
    min: z.int(),
    max: z.int(),
    initial: z.int(),
  }),
  z.object({
    type: z.literal('choice'),
    label: z.string(),
    options: z.array(z.string()).nonempty(),
    initial: z.string(),
  }),
]);

const entry = z.object({
  id: z.string().describe('Unique and permanent: the base name of its file'),
  part: z.string().describe('The part of the argument it stands in'),
  title: z.string().describe('The proposition in words'),
  statement: z.string().describe('The proposition in TeX'),
  hypotheses: z.array(z.string()).nonempty().describe('What must be true for it; TeX between $…$'),
  kind: evidenceSchema.shape.kind,
  check: evidenceSchema.shape.check,
  parameters: z.record(z.string(), parameter).describe('What may be varied'),
  control: z.string().describe('The nearest false statement, which the same check must refute'),
  sources: z.array(z.string()).nonempty().describe('Keys of the bibliography'),
  uses: z.array(z.string()).describe('Ids of the claims whose truth its argument takes for granted'),
  file: z.string().describe('Relative to the project’s root'),
  digest: z.string().describe('SHA-256 of the claim and of all that its verdict depends on'),
  verdict: evidenceSchema.shape.verdict.describe('The worst of its runs'),
  runs: z.array(evidenceSchema).nonempty(),
});

/** What /claims.json is; /claims.schema.json says it to machines. */
export const catalogueSchema = z
  .object({
    $schema: z.string(),
    version: z.literal(1),
    macros: z.record(z.string(), z.string()).describe('TeX macros of the symbols in statements'),
    claims: z.array(entry),
  })
  .describe('Every claim of Skip Two with the evidence found when the site was built');

export type PublishedCatalogue = z.input<typeof catalogueSchema>;

/** A claim as /claims.json has it. */
export function publishEntry({ id, part, claim, report }: CatalogueEntry): z.input<typeof entry> {
  const { title, statement, hypotheses, kind, parameters, control, sources, uses = [] } = claim;
  const { file, digest, verdict, runs } = report;
  return {
    id,
    part,
    title,
    statement,
    hypotheses: atLeastOne(hypotheses),
    kind,
    check: checkOf(claim),
    parameters: parameters as z.input<typeof entry>['parameters'],
    control: control.says,
    sources: atLeastOne(sources),
    uses: [...uses],
    file,
    digest,
    verdict,
    runs: atLeastOne(runs),
  };
}

/** A copy for the schema, which checks when the page is made that it is not empty. */
function atLeastOne<T>(list: readonly T[]): [T, ...T[]] {
  return [...list] as [T, ...T[]];
}
