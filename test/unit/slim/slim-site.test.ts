import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { slimDrawing } from '../../../src/components/slim-drawing.ts';
import { straightenLines } from '../../../src/components/straighten-lines.ts';
import { renderTeX } from '../../../src/evidence/tex.ts';
import { drawChart } from '../../../src/islands/figures/draw-chart.ts';
import {
  addPage,
  addScript,
  mayMatch,
  namesIn,
  noNames,
  purgeStyles,
  selectorsOf,
} from '../../../src/slim/purge-styles.ts';
import { reuseIcons } from '../../../src/slim/reuse-icons.ts';
import { shortenFormulas } from '../../../src/slim/shorten-formulas.ts';
import { shortScopes } from '../../../src/slim/shorten-scopes.ts';
import { slimAnnotations } from '../../../src/slim/slim-annotations.ts';
import { slimElement, slimIslands } from '../../../src/slim/slim-islands.ts';
import { joinScripts, slimScripts } from '../../../src/slim/slim-page-scripts.ts';

describe('a formula in fewer characters', () => {
  const long = renderTeX(
    String.raw`\sqrt{\frac{W_1^2}{a}} + \begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}`,
    true,
  );
  const short = shortenFormulas(long);
  const styles = (html: string) =>
    [...parseHTML(`<div>${html}</div>`).document.querySelectorAll('span')].map((span) =>
      Object.fromEntries(
        (span.getAttribute('style') ?? '')
          .split(';')
          .filter(Boolean)
          .map((place) => place.split(':') as [string, string]),
      ),
    );

  test('is shorter, has the same elements, classes and words', () => {
    const bare = (html: string) => html.replaceAll(/ style="[^"]*"| xmlns="[^"]*MathML"/g, '');
    expect(short.length).toBeLessThan(long.length - 40);
    expect(bare(short)).toBe(bare(long));
  });

  test('has every place to a thousandth of an em, and none that was not there', () => {
    const after = styles(short);
    let compared = 0;
    for (const [i, places] of styles(long).entries()) {
      for (const [name, length] of Object.entries(places)) {
        const value = Number.parseFloat(length);
        const now = after[i]?.[name];
        if (now === undefined)
          expect([value, /^(?:margin|padding|top|vertical)/.test(name)]).toEqual([0, true]);
        else expect(Math.abs(Number.parseFloat(now) - value)).toBeLessThanOrEqual(0.0005);
        compared++;
      }
      expect(Object.keys(places)).toEqual(expect.arrayContaining(Object.keys(after[i] ?? {})));
    }
    expect(compared).toBeGreaterThan(40);
  });

  test('what is not a formula’s stays', () => {
    const other =
      '<div style="height:0.6666em;color:red"></div><svg xmlns="http://www.w3.org/2000/svg"></svg>';
    expect(shortenFormulas(other)).toBe(other);
    expect(shortenFormulas('<span style="height:0em;margin-right:0em;"></span>')).toBe(
      '<span style="height:0em"></span>',
    );
  });
});

test('a drawing has the same parts, classes and words in fewer characters', () => {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const points = Array.from({ length: 60 }, (_, i): [number, number] => [i, Math.sin(i / 7)]);
  const spec = {
    label: 'A wave.',
    x: { label: 'x' },
    y: { label: 'y' },
    lines: [{ name: 'sine', tone: 2 as const, points }],
    dots: [{ name: 'start', tone: 3 as const, points: [[0, 0] as const] }],
  };
  const long = drawChart(spec, 'wide', document).svg.outerHTML;
  const short = slimDrawing(long);
  const parts = (svg: string) => {
    const { document } = parseHTML(`<body>${svg}</body>`);
    return {
      classes: [...document.querySelectorAll('[class]')].map((part) => part.getAttribute('class')),
      words: [...document.querySelectorAll('text')].map((text) => text.textContent),
      label: document.querySelector('svg')?.getAttribute('aria-label'),
      role: document.querySelector('svg')?.getAttribute('role'),
      shapes: ['circle', 'text'].map((name) => document.querySelectorAll(name).length),
      // Lines of a grid and ticks may be one path, which then moves as often.
      strokes:
        document.querySelectorAll('line').length +
        [...document.querySelectorAll('path')].flatMap((path) => path.getAttribute('d')?.match(/m/gi) ?? [])
          .length,
      line: document.querySelectorAll('.line path').length,
    };
  };
  expect(parts(short)).toEqual(parts(long));
  expect(parts(short).line).toBe(1);
  expect(short.length).toBeLessThan(long.length * 0.75);
});

test('what a drawing becomes stands where it stood, to a tenth of a pixel', () => {
  const ticks = '<line x1="10.24" x2="10.24" y1="0" y2="30"/><line x1="20" x2="25" y1="7" y2="9"/>';
  const svg = `<svg viewBox="0 0 40 40"><g stroke="currentColor">${ticks}</g><circle cx="3.26" cy="4.31" r="2"/></svg>`;
  expect(slimDrawing(svg)).toBe(
    '<svg viewBox="0 0 40 40"><g stroke="currentColor"><path d="M10.2 0L10.2 30M20 7L25 9"/></g><circle cx="3.3" cy="4.3" r="2"/></svg>',
  );
});

test('a line keeps its corners and loses what lies on its way', () => {
  const steps = Array.from({ length: 50 }, (_, i) => `${i},${i < 20 ? 2 * i + (i % 2) / 50 : 40}`);
  expect(straightenLines(`<path d="M${steps.join('L')}"/>`, 0.05)).toBe('<path d="M0,0L20,40L49,40"/>');
  expect(straightenLines('<path d="M0,0L1,9L2,0Z"/>', 0.05)).toBe('<path d="M0,0L1,9L2,0Z"/>');
});

test('LaTeX leaves the MathML, and that of formulas with a button is told in their order', () => {
  const [inText, below] = [renderTeX('a_1'), renderTeX('W < a', true)];
  const { html, latex } = slimAnnotations(
    `<p>${inText}</p><div class="formula" id="eq:x">${below}</div><div class="claim-statement formula">${below}</div>`,
  );
  expect(latex).toEqual(['W < a', 'W < a']);
  expect(html).not.toMatch(/annotation|semantics/);
  expect(html.match(/<math/g)).toHaveLength(3);
  expect(html).toContain('<msub><mi>a</mi><mn>1</mn></msub>');
  expect(() => slimAnnotations('<div class="formula">W</div>')).toThrow(
    '1 formulas of a page are to be copied',
  );
});

test('a page needs a style sheet where one of its selectors may match, whatever the page’s scripts name', () => {
  const selectors = selectorsOf('@media print{.cell,.ways td{color:red}}@keyframes a{from{top:0}}');
  expect(selectors).toEqual(['.cell', '.ways td']);
  const needs = (html: string) => mayMatch(selectors, namesIn(html));
  expect(needs('<table class="ways"><tr><td>1</td></tr></table>')).toBe(true);
  expect(needs('<p class="a cell">1</p>')).toBe(true);
  expect(needs('<table class="other"><tr><td>1</td></tr></table>')).toBe(false);
  expect(needs('<script>element.className = "cell"</script>')).toBe(false);
  // Of fonts and layers alone, it is of every page.
  expect(mayMatch([], namesIn('<p></p>'))).toBe(true);
});

test('an icon shown twice has its shape once, but for one that a script exchanges, and for charts', () => {
  const shape = `<path d="${'M1 1'.repeat(30)}"/>`;
  const icon = (name: string) => `<svg class="${name}" viewBox="0 0 24 24">${shape}</svg>`;
  const twice = reuseIcons(`<template>${icon('a')}</template>${icon('label-icon')}${icon('b')}${icon('c')}`);
  expect(twice.split(shape)).toHaveLength(3);
  expect(twice).toContain('<svg class="b" viewBox="0 0 24 24"><path id="icon:0" d="');
  expect(twice).toContain('<svg class="c" viewBox="0 0 24 24"><use href="#icon:0"/></svg>');
  const alone = `${icon('b')}<svg viewBox="0 0 530 265">${shape}${shape}</svg>`;
  expect(reuseIcons(alone)).toBe(alone);
});

test('a component’s class has the same short name in pages and style sheets, and nothing else has one', () => {
  const css = '.a:where(.astro-abcd1234){color:red}';
  const shorten = shortScopes([css]);
  expect(shorten(css)).toBe('.a:where(._0){color:red}');
  expect(shorten('<p class="a astro-abcd1234" data-astro-template></p>')).toBe(
    '<p class="a _0" data-astro-template></p>',
  );
});

test('what an island is told leaves the page where it waits for a reader’s interest, and nowhere else', () => {
  const island = (client: string) =>
    `<astro-island uid="Z1" component-url="/_astro/Fold.js" props="{&quot;n&quot;:[0,&quot;$&amp;&quot;]}" ssr client="${client}" opts="{}">`;
  const kept: string[] = [];
  const slim = slimIslands(`${island('interest')}<p>…</p></astro-island>${island('load')}`, (props) => {
    kept.push(props);
    return '/props.json';
  });
  expect(kept).toEqual(['{"n":[0,"$&"]}']);
  expect(slim).toBe(
    `<astro-island component-url="/_astro/Fold.js" data-props="/props.json" ssr client="interest"><p>…</p></astro-island>${island('load')}`,
  );
});

test('a page’s own scripts are shorter, and a script that only leads to another is asked for as that, once', () => {
  const files: Record<string, string> = {
    '/_astro/a.js': 'import"./page.js";',
    '/_astro/b.js': 'import "./page.js"',
    '/_astro/own.js': 'import"./page.js";start();',
  };
  const module = (name: string) => `<script type="module" src="/_astro/${name}.js"></script>`;
  const data = '<script type="application/json">{ "a": 1 }</script>';
  expect(
    slimScripts(
      `<script>\n  mark( true );\n</script>${data}${module('a')}${module('b')}${module('own')}`,
      (src) => files[src] ?? '',
    ),
  ).toBe(`<script>mark(!0);</script>${data}${module('page')}${module('own')}`);
  expect(() => slimScripts('<script>mark(</script>', () => '')).toThrow('An inline script cannot be read');
});

test('inline scripts that follow one another are one, and modules between them come before', () => {
  const module = '<script type="module" src="/_astro/page.js"></script>';
  expect(
    joinScripts(
      `<script>a();</script>${module}<script>b()</script><script>c()</script><p></p><script>d()</script>`,
    ),
  ).toBe(`${module}<script>a();b();c()</script><p></p><script>d()</script>`);
  const apart =
    '<script>a()</script><script aria-hidden="true">b()</script><script type="application/json">1</script>';
  expect(joinScripts(apart)).toBe(apart);
});

describe('Astro’s element for islands', () => {
  const script = '(()=>{customElements.get(`astro-island`)||customElements.define(`astro-island`,o)})()';
  const page = (...clients: string[]) =>
    `<html lang="en"><script>first()</script><script>${script}</script>${clients.map((client) => `<astro-island client="${client}" ssr></astro-island>`).join('')}</html>`;
  const keep = (kept: string) => (kept === script ? '/element.js' : 'another script');

  test('is left to be fetched where no island starts before a reader’s interest', () => {
    const slim = slimElement(page('interest', 'interest'), keep);
    expect(slim).toContain(
      '<html data-islands="/element.js" lang="en"><script>first()</script><astro-island',
    );
    expect(slim).not.toContain('customElements');
  });

  test('stays where one does, and is missed where it is gone', () => {
    expect(slimElement(page('interest', 'load'), keep)).toBe(page('interest', 'load'));
    expect(() => slimElement(page('interest').replace('customElements.define', 'x'), keep)).toThrow(
      'has islands and not the script',
    );
  });
});

describe('style sheets without what no page needs', () => {
  const names = noNames();
  addPage(
    names,
    '<body id="top"><p class="kept other" style="--used: 1">…</p><script>mark("made")</script></body>',
  );
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what stands in a script.
  addScript(names, 'element.className = `tone-${tone}`; box.classList.add("late")');
  const css = `
    @layer a, b;
    @font-face { font-family: Held; src: url(held.woff2) }
    @font-face { font-family: Unheld; src: url(unheld.woff2) }
    :root { --font: Held; --used: 0; --sought: 2; --unused: 1 }
    .kept { font-family: var(--font); opacity: var(--used) }
    .gone, p.other { color: red }
    .tone-7, .made, .late, #top, p[data-state="done"] { color: blue }
    .gone:hover, #nowhere, aside { color: green }
    [lang]:where(:not(:lang(ja))), :where(.gone, p) :where(aside, p):focus { color: teal }
    p:is(.gone, .nowhere) { color: grey }
    @layer b { .pagefind-ui__result .kept { color: pink; order: var(--sought) } }`;

  test('what is named, or may be by a script, stays; the rest is told', () => {
    const purged = purgeStyles(css, names);
    for (const kept of [
      '.kept',
      'p.other',
      '.tone-7',
      '.made',
      '.late',
      '#top',
      'data-state',
      '@layer a, b',
      ':lang(ja)',
      'p):focus',
    ])
      expect(purged.css).toContain(kept);
    for (const gone of [
      '.gone, p.other',
      '.gone:hover',
      'p:is(',
      '#nowhere',
      'aside {',
      'Unheld',
      '--unused',
      'pagefind',
    ])
      expect(purged.css).not.toContain(gone);
    expect(purged.css).toContain('Held');
    expect(purged.rejected.map((selector) => selector.trim())).toEqual(
      expect.arrayContaining(['.gone', '.gone:hover', '#nowhere', 'aside', 'p:is(.gone, .nowhere)']),
    );
  });

  test('the inside of the search box has a sheet of its own, in its layer', () => {
    const { search } = purgeStyles(css, names);
    expect(search).toMatch(
      /^@layer b \{\s*\.pagefind-ui__result \.kept \{ color: pink; order: var\(--sought\) \}\s*\}$/,
    );
    expect(purgeStyles('.kept { color: red }', names).search).toBe('');
  });
});
