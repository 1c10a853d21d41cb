import { Graph, type GraphLabel, layout, type NodeLabel, type Point } from '@dagrejs/dagre';

/** A node to be drawn: a few words, and fewer above them. */
export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly note: string;
}

/** A node with its place; lengths in px from the upper left corner. */
export interface PlacedNode extends GraphNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The label, broken into lines. */
  readonly lines: readonly string[];
}

/** A drawing of a graph; lengths in px. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  /** A path for each edge, as SVG's `d`. */
  readonly edges: readonly string[];
}

export const LINE_HEIGHT = 16;
export const PADDING = 9;
/** The length of an arrow's tip. */
export const TIP = 8;
const NODE_WIDTH = 178;
/** No text is measured at build: so few characters fit in the widest of common sans-serif fonts. */
const LINE_LENGTH = 23;
const GAPS = { nodesep: 10, ranksep: 34, marginx: 2, marginy: 2 };

/**
 * Lays a directed graph without circles out in columns, from left to right.
 * @param edges pairs of ids: from, to.
 */
export function layOutGraph(
  nodes: readonly GraphNode[],
  edges: readonly (readonly [string, string])[],
): GraphLayout {
  const graph = new Graph<GraphLabel, NodeLabel>();
  graph.setGraph({ rankdir: 'LR', ...GAPS });
  graph.setDefaultEdgeLabel(() => ({}));
  const lines = new Map(nodes.map(({ id, label }) => [id, breakLines(label)]));
  const linesOf = (id: string) => lines.get(id) ?? [];
  for (const { id } of nodes)
    graph.setNode(id, {
      width: NODE_WIDTH,
      height: (linesOf(id).length + 1) * LINE_HEIGHT + 2 * PADDING,
    });
  for (const [from, to] of edges) graph.setEdge(from, to);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  // Dagre makes room for nodes alone: a long edge may pass above all of them, or below.
  const bends = edges.flatMap((edge) => graph.edge(...edge).points ?? []);
  const top = Math.min(0, ...bends.map(({ y }) => y - GAPS.marginy));
  const bottom = Math.max(height, ...bends.map(({ y }) => y + GAPS.marginy));
  const placed = nodes.map((node): PlacedNode => {
    const { x = 0, y = 0, width, height } = graph.node(node.id);
    return { ...node, x: x - width / 2, y: y - top - height / 2, width, height, lines: linesOf(node.id) };
  });
  const at = new Map(placed.map((node) => [node.id, node]));
  return {
    width,
    height: bottom - top,
    nodes: placed,
    edges: edges.map(([from, to]) => {
      const points: readonly Point[] = graph.edge(from, to).points ?? [];
      const lowered = points.map(({ x, y }) => ({ x, y: y - top }));
      return pathBetween(at.get(from) as PlacedNode, at.get(to) as PlacedNode, lowered);
    }),
  };
}

/** From the middle of the one's right side to that of the other's left; a long edge keeps its way between the nodes, and ends straight. */
function pathBetween(from: PlacedNode, to: PlacedNode, points: readonly Point[]): string {
  const inner = points.slice(1, -1);
  const way = [
    { x: from.x + from.width, y: from.y + from.height / 2 },
    ...(inner.length > 1 ? inner : []),
    { x: to.x - TIP, y: to.y + to.height / 2 },
  ];
  const [start, ...rest] = way.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })) as [
    Point,
    ...Point[],
  ];
  let previous = start;
  const curves = rest.map((point) => {
    const middle = (previous.x + point.x) / 2;
    const curve = `C${middle},${previous.y} ${middle},${point.y} ${point.x},${point.y}`;
    previous = point;
    return curve;
  });
  return `M${start.x},${start.y}${curves.join('')}h${TIP}`;
}

function breakLines(label: string): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE_LENGTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
