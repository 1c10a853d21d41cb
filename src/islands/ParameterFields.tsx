import { type Parameter, type Parameters, SEED } from '../claim/parameters.ts';
import { optionName } from './option-name.ts';
import { newSeed, type Texts } from './settings-state.ts';

interface Props {
  readonly parameters: Parameters;
  readonly texts: Texts;
  /** For each field at fault a sentence. */
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (name: string, text: string) => void;
  /** What the button beside the seed is called. */
  readonly newSeedLabel?: string;
  /** False where nothing depends on the seed: then it has no field. */
  readonly isSeeded?: boolean;
}

/** A labelled control for each parameter and for the seed. */
export function ParameterFields({
  parameters,
  texts,
  problems,
  onChange,
  newSeedLabel = 'New seed',
  isSeeded = true,
}: Props) {
  const field = (name: string, parameter: Parameter) => (
    <Field
      key={name}
      parameter={parameter}
      text={texts[name] ?? ''}
      problem={problems[name]}
      onChange={(text) => onChange(name, text)}
    />
  );
  return (
    <div class="fields">
      {Object.entries(parameters).map(([name, parameter]) => field(name, parameter))}
      {isSeeded && (
        <div class="field-group">
          {field('seed', SEED)}
          <button type="button" class="button" onClick={() => onChange('seed', String(newSeed()))}>
            {newSeedLabel}
          </button>
        </div>
      )}
    </div>
  );
}

interface FieldProps {
  readonly parameter: Parameter;
  readonly text: string;
  readonly problem: string | undefined;
  readonly onChange: (text: string) => void;
  /** False where a range is too long for a slider. */
  readonly slider?: boolean;
}

/** A labelled control for one parameter. */
export function Field({ parameter, text, problem, onChange, slider = true }: FieldProps) {
  const { label } = parameter;
  const onInput = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value);
  if (parameter.type === 'choice') {
    return (
      <label class="field">
        <span>{label}</span>
        <select value={text} onChange={onInput}>
          {parameter.options.map((option) => (
            <option key={option} value={option}>
              {optionName(option)}
            </option>
          ))}
        </select>
      </label>
    );
  }
  const { min, max } = parameter;
  return (
    <div class="field">
      <label>
        <span>{label}</span>
        <input
          type="number"
          min={min}
          max={max}
          step={1}
          value={text}
          aria-invalid={problem ? 'true' : undefined}
          onInput={onInput}
        />
      </label>
      {slider && parameter !== SEED && (
        <input
          type="range"
          aria-label={`${label}, slider`}
          min={min}
          max={max}
          value={/^-?\d+$/.test(text) ? text : min}
          onInput={onInput}
        />
      )}
      {problem && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
