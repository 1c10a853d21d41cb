import * as z from 'zod';
import { EVIDENCE_VERSION } from './evidence-version.ts';
import { UNDECIDED_REASONS, type UndecidedReason } from './verdict.ts';

const REASONS = Object.keys(UNDECIDED_REASONS) as [UndecidedReason, ...UndecidedReason[]];

const count = z.int().nonnegative();
/** A number, or null where it was not finite. */
const measured = z.number().nullable();

const counterpart = z
  .object({
    trial: count.describe('Which draw, counted from 0'),
    index: z.array(count).describe('Which entry, by row and column, counted from 0'),
    left: measured,
    right: measured,
  })
  .describe('The entry that decided: of a difference the one closest to its bound or furthest beyond it');

const outcome = z.object({
  verdict: z.enum(['holds', 'refuted', 'undecided']),
  reason: z.enum(REASONS).nullable().describe('Why nothing was decided; null otherwise'),
  trials: count.describe('Independent draws made, each of all inputs'),
  measurement: z
    .discriminatedUnion('type', [
      z.object({
        type: z.literal('difference'),
        error: measured.describe('|left − right| at the deciding entry'),
        bound: measured.describe('What rounding alone may cause there; 0 for an exact check'),
      }),
      z.object({
        type: z.literal('margin'),
        margin: measured.describe('Positive where the witness bears witness'),
      }),
      z.object({
        type: z.literal('interval'),
        estimate: measured,
        low: measured.describe('Lower end of the 95 % confidence interval over seeds'),
        high: measured,
        relation: z.enum(['above', 'below']).describe('On which side of the threshold all of it must lie'),
        threshold: z.number(),
      }),
    ])
    .nullable()
    .describe('null where nothing could be computed'),
  at: counterpart.nullable(),
});

/** A verdict with everything needed to repeat it. No clock: the same run gives the same evidence. */
export const evidenceSchema = z
  .object({
    version: z.literal(EVIDENCE_VERSION),
    claim: z.string().describe('The id of the claim'),
    kind: z.enum(['identity', 'witness', 'trajectory', 'experiment']),
    check: z.enum(['exact', 'rounded', 'interval']),
    verdict: z
      .enum(['holds', 'refuted', 'undecided'])
      .describe('Of the whole run: the check and its control'),
    reason: z.enum(REASONS).nullable(),
    claimed: outcome.describe('The check on the claim itself'),
    control: outcome.describe('The same check on the nearest false statement, which must be refuted'),
    entries: count.nullable().describe('Exact checks: integers are drawn from [−entries, entries]'),
    falsePass: z
      .object({
        degree: count.describe('Total degree of left − right'),
        setSize: count.describe('How many values each variable is drawn from'),
        perSignPattern: z
          .boolean()
          .describe(
            'True where each trial draws a pattern of signs: the bound is then on an identity that is false at every pattern drawn',
          ),
        exponent: z.number().describe('log₁₀ of (degree / setSize)^trials'),
      })
      .nullable()
      .describe(
        'Schwartz–Zippel’s bound on passing a false identity of this degree at uniform draws; exact identities that hold only',
      ),
    survey: z
      .object({
        draws: count.describe('Draws made for this alone, at the smallest sizes'),
        parameters: z.record(z.string(), z.union([z.number(), z.string()])),
        ratio: measured.describe('The largest error/bound met'),
        wide: z.string().nullable().describe('Why it is below 0.01, where it is; TeX between $…$'),
      })
      .nullable()
      .describe(
        'Rounded checks: how close errors come to their bounds; made once a claim, when the site is built',
      ),
    host: z
      .array(
        z.object({
          says: z.string().describe('What was computed; TeX between $…$'),
          networks: count.describe('Of how many'),
          found: measured.describe('The one that decides'),
          relation: z.enum(['is', 'at least']).describe('What it must be to 1'),
          allowed: z.number().describe('What rounding in float64 may cause'),
        }),
      )
      .optional()
      .describe(
        'What of the claim float32 cannot carry, computed on the host in float64; made once a claim, when the site is built',
      ),
    findings: z
      .array(
        z.object({
          says: z.string().describe('What is estimated'),
          statistic: z.enum(['median', 'share']),
          estimate: measured,
          low: measured,
          high: measured,
          relation: z.enum(['above', 'below']),
          threshold: z.number(),
          verdict: z.enum(['holds', 'refuted', 'undecided']),
        }),
      )
      .nullable()
      .describe('Experiments: what came out at each criterion'),
    published: z
      .enum(['holds', 'refuted', 'undecided'])
      .nullable()
      .describe('Experiments: the verdict that the claim’s file publishes'),
    parameters: z.record(z.string(), z.union([z.number(), z.string()])),
    seed: count,
    backend: z.enum(['webgpu', 'webgl', 'cpu']),
    device: z.string(),
    precision: z
      .union([z.literal(11), z.literal(24), z.literal(53)])
      .describe('Significand bits, as measured'),
    unitRoundoff: z.number(),
    library: z.string(),
  })
  .describe('The evidence of one run of one claim');

export type Evidence = z.infer<typeof evidenceSchema>;
export type Outcome = z.infer<typeof outcome>;
