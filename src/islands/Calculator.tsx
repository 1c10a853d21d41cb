import { useEffect, useId, useState } from 'preact/hooks';
import { initialValues } from '../claim/parameters.ts';
import { readPermalink, writePermalink } from '../claim/permalink.ts';
import { CALCULATORS, calculate } from './calculator-state.ts';
import { Field } from './ParameterFields.tsx';

interface Props {
  readonly name: keyof typeof CALCULATORS;
  /** What it is called, for those who do not see where it stands. */
  readonly title: string;
}

const textsOf = (values: Readonly<Record<string, number | string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

/**
 * Fields and what follows from them, computed by the functions that the verdicts use. Each result has
 * an address, which `?calculator=NAME#…` is read from: a page has several calculators.
 */
export function Calculator({ name, title }: Props) {
  const calculator = CALCULATORS[name];
  const initial = initialValues(calculator.parameters);
  const [texts, setTexts] = useState(textsOf(initial));
  const [ready, setReady] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const [announced, setAnnounced] = useState('');
  const resultId = useId();
  const result = calculate(calculator, texts);

  useEffect(() => {
    setReady(true);
    if (new URLSearchParams(location.search).get('calculator') !== name) return;
    const restored = readPermalink(location.hash, calculator.parameters, { values: initial, seed: 0 });
    setTexts(textsOf(restored.values));
    setNotice(restored.problem);
  }, []);

  function change(field: string, text: string): void {
    const changed = { ...texts, [field]: text };
    setTexts(changed);
    setNotice(null);
    const now = calculate(calculator, changed);
    if (!now.ok) return;
    setAnnounced(now.answer.sentence);
    const address = new URL(location.href);
    address.searchParams.set('calculator', name);
    address.hash = writePermalink(now.values);
    history.replaceState(history.state, '', address);
  }

  return (
    <section class="calculator not-content" aria-label={title} data-calculator={name}>
      <fieldset disabled={!ready}>
        <legend>{title}</legend>
        <div class="fields">
          {Object.entries(calculator.parameters).map(([field, parameter]) => (
            <Field
              key={field}
              parameter={parameter}
              text={texts[field] ?? ''}
              problem={result.ok ? undefined : result.problems[field]}
              slider={false}
              onChange={(text) => change(field, text)}
            />
          ))}
        </div>
      </fieldset>
      {notice && <p class="field-problem">{notice}</p>}
      {result.ok ? (
        <div id={resultId} class="calculator-answer">
          <dl>
            {result.answer.lines.map(([what, value]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <p>{result.answer.sentence}</p>
        </div>
      ) : (
        <p class="calculator-answer">There is no result until every field holds a value that can be used.</p>
      )}
      <p class="sr-only" role="status">
        {announced}
      </p>
    </section>
  );
}
