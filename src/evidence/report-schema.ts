import * as z from 'zod';
import { evidenceSchema } from '../claim/evidence-schema.ts';

/** A claim's report, as evidence-schema.ts has it for one run. */
const claimReportSchema = z.object({
  id: z.string(),
  file: z.string(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  uses: z.array(z.string()),
  verdict: evidenceSchema.shape.verdict,
  reason: evidenceSchema.shape.reason,
  runs: z.array(evidenceSchema),
  note: z.string().optional().describe('Where nothing could be run: why'),
});

/** A file of recorded evidence. */
export const reportSchema = z.object({
  version: z.literal(1),
  claims: z.array(claimReportSchema),
});
