import { activate, type DenseArithmetic, type DenseSize, FUSED } from './dense-arithmetic.ts';
import { DENSE_BINARY } from './wasm/dense-binary.ts';

/** What wasm/dense.ts exports; addresses in bytes. */
interface DenseModule {
  readonly memory: WebAssembly.Memory;
  forward(...sizesAndAddresses: number[]): void;
  backward(...sizesAndAddresses: number[]): void;
}

type TakeArray = (length: number) => Float32Array;

/** Networks are computed in groups of at most this many bytes, which a processor's second cache holds. */
const GROUP_BYTES = 2 ** 19;
const PAGE_BYTES = 2 ** 16;

/**
 * Dense layers in WebAssembly with SIMD.
 * @param take gives an array of so many entries for results, whatever it holds.
 * @returns null where this machine has none, or where a content security policy forbids it.
 */
export async function openWasmDense(
  take: TakeArray = (length) => new Float32Array(length),
): Promise<DenseArithmetic | null> {
  const bytes = Uint8Array.from(atob(DENSE_BINARY), (character) => character.charCodeAt(0));
  try {
    const { instance } = await WebAssembly.instantiate(bytes, {});
    return wasmDense(instance.exports as unknown as DenseModule, take);
  } catch {
    return null;
  }
}

function wasmDense({ memory, forward, backward }: DenseModule, room: TakeArray): DenseArithmetic {
  return {
    forward(size, x, w, bias, skip, g) {
      const { points, inputs, outputs } = size;
      const lengths = lengthsOf(size);
      const y = room(size.networks * lengths.y);
      inGroups(size, [lengths.x, lengths.w, outputs, lengths.y, lengths.y], (from, networks, at) => {
        const [xAt = 0, wAt = 0, biasAt = 0, skipAt = 0, yAt = 0] = at;
        put(x, from, networks, lengths.x, xAt);
        put(w, from, networks, lengths.w, wAt);
        put(bias, from, networks, outputs, biasAt);
        if (skip) put(skip, from, networks, lengths.y, skipAt);
        const isRelu = g === 'relu' ? 1 : 0;
        forward(networks, points, inputs, outputs, xAt, wAt, biasAt, skip ? skipAt : 0, yAt, isRelu);
        take(y, from, networks, lengths.y, yAt);
      });
      activate(y, g);
      return y;
    },

    backward(size, { x, w, y, dy }, g, wanted) {
      const { networks: all, points, inputs, outputs } = size;
      const lengths = lengthsOf(size);
      const dw = room(all * lengths.w);
      const db = room(all * outputs);
      const dz = wanted.dz ? room(all * lengths.y) : null;
      const dx = wanted.dx ? room(all * lengths.x) : null;
      const sizes = [
        lengths.x,
        lengths.w,
        lengths.y,
        lengths.y,
        lengths.w,
        lengths.y,
        lengths.w,
        outputs,
        lengths.x,
      ];
      inGroups(size, sizes, (from, networks, at) => {
        const [xAt = 0, wAt = 0, yAt = 0, dyAt = 0, wtAt = 0, dzAt = 0, dwAt = 0, dbAt = 0, dxAt = 0] = at;
        put(x, from, networks, lengths.x, xAt);
        put(w, from, networks, lengths.w, wAt);
        put(y, from, networks, lengths.y, yAt);
        put(dy, from, networks, lengths.y, dyAt);
        const addresses = [xAt, wAt, yAt, dyAt, FUSED.indexOf(g), wtAt, dzAt, dwAt, dbAt, dx ? dxAt : 0];
        backward(networks, points, inputs, outputs, ...addresses);
        take(dw, from, networks, lengths.w, dwAt);
        take(db, from, networks, outputs, dbAt);
        if (dz) take(dz, from, networks, lengths.y, dzAt);
        if (dx) take(dx, from, networks, lengths.x, dxAt);
      });
      return { dw, db, dz, dx };
    },
  };

  /** Calls `use` with groups of networks and the addresses of arrays that have so many entries a network. */
  function inGroups(
    { networks }: DenseSize,
    lengths: readonly number[],
    use: (from: number, networks: number, addresses: readonly number[]) => void,
  ): void {
    const bytes = 4 * lengths.reduce((sum, length) => sum + length, 0);
    const group = Math.min(networks, Math.max(1, Math.floor(GROUP_BYTES / bytes)));
    // The first page is left alone, so that no array stands at 0, which says that there is none.
    const missing = Math.ceil((PAGE_BYTES + group * bytes - memory.buffer.byteLength) / PAGE_BYTES);
    if (missing > 0) memory.grow(missing);
    let next = PAGE_BYTES;
    const addresses = lengths.map((length) => {
      const address = next;
      next += 4 * group * length;
      return address;
    });
    for (let from = 0; from < networks; from += group) {
      use(from, Math.min(group, networks - from), addresses);
    }
  }

  function put(source: Float32Array, from: number, networks: number, length: number, address: number): void {
    const part = source.subarray(from * length, (from + networks) * length);
    new Float32Array(memory.buffer, address, part.length).set(part);
  }

  function take(target: Float32Array, from: number, networks: number, length: number, address: number): void {
    target.set(new Float32Array(memory.buffer, address, networks * length), from * length);
  }
}

/** Entries a network. */
function lengthsOf({ points, inputs, outputs }: DenseSize) {
  return { x: points * inputs, w: inputs * outputs, y: points * outputs };
}
