import { type Choices, describeShown, EVERYTHING, type Filter, TEXT_LIMIT } from './ledger-filter-state.ts';

interface Props {
  readonly choices: Choices;
  readonly filter: Filter;
  /** What the address asked for and could not have. */
  readonly problem: string | null;
  readonly shown: number;
  readonly all: number;
  readonly disabled: boolean;
  readonly onChange: (changes: Partial<Filter>) => void;
}

const FIELDS = { part: 'Part', kind: 'Kind', verdict: 'Verdict' } as const;

/** What to look for, and how much of it there is. */
export function LedgerFilter({ choices, filter, problem, shown, all, disabled, onChange }: Props) {
  const clear = () => onChange(EVERYTHING);
  const isFiltered = Object.values(filter).some((value) => value !== '');
  return (
    <search aria-label="Claims">
      <fieldset class="fields" disabled={disabled}>
        <legend class="sr-only">Which claims to show</legend>
        <label class="field ledger-text">
          <span>Search titles, formulas and ids</span>
          <input
            type="search"
            maxLength={TEXT_LIMIT}
            value={filter.text}
            onInput={(event) => onChange({ text: event.currentTarget.value })}
          />
        </label>
        {Object.entries(FIELDS).map(([name, label]) => (
          <label class="field" key={name}>
            <span>{label}</span>
            <select
              value={filter[name as keyof Filter]}
              onInput={(event) => onChange({ [name]: event.currentTarget.value })}
            >
              <option value="">any</option>
              {choices[name as keyof Choices].map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        ))}
      </fieldset>
      <div class="ledger-shown">
        <p role="status">
          {problem && `${problem} `}
          {describeShown(shown, all)}
          {shown === 0 && ' Search for fewer words, or show all claims again.'}
        </p>
        <button type="button" class="button" aria-disabled={!isFiltered} onClick={clear}>
          Show all
        </button>
      </div>
    </search>
  );
}
