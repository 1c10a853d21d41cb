import { siteHref } from '../evidence/hrefs.ts';
import { ErrorScale } from './ErrorScale.tsx';
import type { Column } from './evidence-column.ts';
import { VerdictMark } from './VerdictMark.tsx';

interface Props {
  readonly claim: string;
  /** What is measured, by the kind of check: "Difference", "Largest error" or "Margin". */
  readonly measure: string;
  readonly ci: Column;
  readonly own: Column | null;
  /** How the false version alone fared on this device, where that is all that was run. */
  readonly ownControl: Column['control'] | null;
}

/** Where the words of the table are defined, which a preview shows: one link a card, for its page's weight. */
const WORDS = siteHref('/reference/notation/#card');

/** The two judges side by side. The second column is there before it has anything to say, so nothing moves. */
export function EvidenceTable({ claim, measure, ci, own, ownControl }: Props) {
  const rows = [
    { label: 'Verdict', of: ({ verdict }: Column) => <VerdictMark verdict={verdict} /> },
    { label: 'Computed on', of: ({ device }: Column) => device },
    {
      label: measure,
      of: ({ measured, ratio }: Column) => (
        <>
          {measured}
          {ratio !== null && <ErrorScale ratio={ratio} />}
        </>
      ),
    },
    { label: 'Trials', of: ({ trials }: Column) => trials },
    ...(ci.falsePass
      ? [{ label: 'False pass', of: ({ falsePass }: Column) => falsePass ?? 'no bound' }]
      : []),
    { label: 'False version', of: ({ control }: Column) => describeControl(control) },
  ];
  const untilRun = (label: string) => {
    if (label === 'Verdict') return 'not run yet';
    return label === 'False version' && ownControl ? describeControl(ownControl) : '–';
  };
  return (
    <table class="evidence" aria-label="What was found">
      <thead>
        <tr>
          <td>
            <a data-preview="term" href={WORDS}>
              Words explained
            </a>
          </td>
          <th scope="col">At build</th>
          <th scope="col">Your device</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, of }) => (
          <tr key={`${claim}-${label}`}>
            <th scope="row">{label}</th>
            <td>{of(ci)}</td>
            <td class={own ? undefined : 'evidence-none'}>{own ? of(own) : untilRun(label)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function describeControl(verdict: Column['control']): string {
  return verdict === 'holds' ? 'not refuted' : verdict;
}
