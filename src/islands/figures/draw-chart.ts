import {
  areaY,
  axisX,
  axisY,
  contour,
  dot,
  frame,
  gridX,
  gridY,
  line,
  plot,
  ruleX,
  text,
} from '@observablehq/plot';
import { type Axis, type ChartSpec, type Field, SIZES, type Size } from './chart-spec.ts';

/** A drawing, and where it has which x. */
export interface Drawn {
  readonly svg: SVGSVGElement;
  /** The x of the data at a distance from the drawing's left edge, both in the drawing's own pixels. */
  readonly xAt: (px: number) => number;
}

const USUAL = { top: 26, right: 14, bottom: 38, left: 44 } as const;
const MARGIN = { narrow: USUAL, wide: USUAL, square: { top: 18, right: 8, bottom: 36, left: 40 } } as const;
const TICKS = { narrow: { x: 5, y: 5 }, wide: { x: 8, y: 5 }, square: { x: 3, y: 3 } } as const;
/** How far above its point a number stands, in the drawing's pixels. */
const LABEL_DY = -11;

/**
 * Draws a chart with Observable Plot: at build for the poster, and in the browser once a figure was
 * touched. The style sheet has all colours, dashes and type.
 * @param document the browser's, or one made for the build.
 */
export function drawChart(spec: ChartSpec, size: Size, document: Document): Drawn {
  const { bands = [], dots = [], rules = [], labels = [], field, height = SIZES[size].height } = spec;
  const margin = MARGIN[size];
  const drawn = plot({
    document,
    className: 'chart-drawing',
    width: SIZES[size].width,
    height,
    marginTop: margin.top,
    marginRight: margin.right,
    marginBottom: margin.bottom,
    marginLeft: spec.y.tracks ? margin.right : margin.left,
    x: scaleOf(spec.x),
    y: { ...scaleOf(spec.y), ...(spec.y.tracks && { axis: null }) },
    marks: [
      ...(field ? fieldMarks(field, spec) : []),
      gridX(ticksOf(spec.x, TICKS[size].x)),
      axisX({ ...ticksOf(spec.x, TICKS[size].x), label: spec.x.label, labelArrow: 'none' }),
      ...(spec.y.tracks
        ? [gridY(spec.y.tracks)]
        : [
            gridY(ticksOf(spec.y, TICKS[size].y)),
            axisY({ ...ticksOf(spec.y, TICKS[size].y), label: spec.y.label, labelArrow: 'none' }),
          ]),
      ...bands.map(({ points, tone }) =>
        areaY(points, {
          x: ([x]) => x,
          y1: ([, low]) => low,
          y2: ([, , high]) => high,
          className: `band tone-${tone}`,
        }),
      ),
      ...rules.map((x) => ruleX([x], { className: 'chart-rule' })),
      ...spec.lines.map(({ points, tone }) =>
        line(points, { x: ([x]) => x, y: ([, y]) => y, className: `line tone-${tone}` }),
      ),
      ...dots.map(({ points, tone }) =>
        dot(points, { x: ([x]) => x, y: ([, y]) => y, r: 4, className: `dots tone-${tone}` }),
      ),
      ...labels.map(({ text: words, at: [x, y], from, isTitle }) =>
        text([words], {
          x: [x],
          y: [y],
          ...(from ? { textAnchor: from } : { dy: LABEL_DY }),
          className: isTitle ? 'chart-title' : 'chart-label',
        }),
      ),
    ],
  }) as SVGSVGElement & ReturnType<typeof plot>;
  const invert = drawn.scale('x')?.invert as (px: number) => number;
  return { svg: described(drawn, spec.label), xAt: (px) => invert(px) };
}

/** The frame in the lowest colour, and over it, for each level, where the quantity has reached it. */
function fieldMarks({ values, levels }: Field, { x, y }: ChartSpec) {
  const side = Math.sqrt(values.length);
  const [[x1, x2], [y1, y2]] = [x.domain ?? [0, 1], y.domain ?? [0, 1]];
  const reached = levels.map((level, i) =>
    contour(values, {
      width: side,
      height: side,
      x1,
      x2,
      y1,
      y2,
      value: (value: number) => value,
      thresholds: [level],
      fill: 'currentColor',
      className: `surface level-${i + 1}`,
    }),
  );
  return [frame({ fill: 'currentColor', className: 'surface level-0' }), ...reached];
}

/** One picture with one description: Plot names each group, which tells a listener nothing. */
function described(svg: SVGSVGElement, label: string): SVGSVGElement {
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const part of svg.querySelectorAll('[aria-label], [aria-hidden]')) {
    part.removeAttribute('aria-label');
    part.removeAttribute('aria-hidden');
  }
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  return svg;
}

function scaleOf({ type = 'linear', domain }: Axis) {
  return {
    type,
    ...(domain && { domain: [...domain] }),
    ...(type === 'linear' && !domain && { nice: true }),
  };
}

function ticksOf({ ticks, format }: Axis, usual: number) {
  return { ticks: ticks ?? usual, ...(format && { tickFormat: format }) };
}
