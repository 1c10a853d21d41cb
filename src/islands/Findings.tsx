import type { Evidence } from '../claim/evidence-schema.ts';
import { describeCriterion, describeInterval, formatNumber } from './number-format.ts';
import { VerdictMark } from './VerdictMark.tsx';

interface Props {
  readonly findings: NonNullable<Evidence['findings']>;
  /** Who found it. */
  readonly caption: string;
  /** True where the caption stands above the table already. */
  readonly hidesCaption?: boolean;
}

/** What came out of an experiment at each of its criteria. */
export function Findings({ findings, caption, hidesCaption = false }: Props) {
  return (
    <table class="evidence findings">
      <caption class={hidesCaption ? 'sr-only' : undefined}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Measured</th>
          <th scope="col">Found</th>
          <th scope="col">95 % interval</th>
          <th scope="col">Must lie</th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <tr key={finding.says}>
            <th scope="row">
              {finding.says} ({finding.statistic} over seeds)
            </th>
            <td data-label="found">
              {finding.estimate === null ? 'not finite' : formatNumber(finding.estimate)}
            </td>
            <td data-label="95 % interval">{describeInterval(finding)}</td>
            <td data-label="must lie">{describeCriterion(finding)}</td>
            <td data-label="verdict">
              <VerdictMark verdict={finding.verdict} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
