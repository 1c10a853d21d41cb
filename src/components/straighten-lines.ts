type Point = readonly [number, number];

const LINE = /\bd="M(-?[\d.]+,-?[\d.]+(?:L-?[\d.]+,-?[\d.]+){2,})(Z?)"/g;

/**
 * Leaves out of a drawing's lines the points that lie on the way from one neighbour to another, by the algorithm of
 * Ramer, Douglas and Peucker.
 * @param svg as Observable Plot writes it, every point at its place.
 * @param tolerance how far the line may then pass by a point, in the drawing's pixels.
 */
export function straightenLines(svg: string, tolerance: number): string {
  return svg.replace(LINE, (_, points: string, close: string) => {
    const kept = simplified(points.split('L').map(pointOf), tolerance);
    return `d="M${kept.map((point) => point.join(',')).join('L')}${close}"`;
  });
}

function pointOf(text: string): Point {
  const [x = 0, y = 0] = text.split(',').map(Number);
  return [x, y];
}

function simplified(points: readonly Point[], tolerance: number): readonly Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 3) return points;
  const distances = points.map((point) => distanceOf(point, first, last));
  const farthest = distances.indexOf(Math.max(...distances));
  if ((distances[farthest] ?? 0) <= tolerance) return [first, last];
  return [
    ...simplified(points.slice(0, farthest + 1), tolerance).slice(0, -1),
    ...simplified(points.slice(farthest), tolerance),
  ];
}

/** From a point to the nearest of a line's piece between two others. */
function distanceOf([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}
