// AssemblyScript, not TypeScript: `npm run wasm` compiles it into dense-binary.ts.
// Plain SIMD gives the same bits on every machine; relaxed SIMD, which may fuse, would not.
// Matrices are row-major float32; pointers and strides count bytes, sizes count entries.

const F32: usize = 4;

/** C += A·B, where A[r, t] stands at a + r·aRow + t·aStep, B is [inner, columns] and C is [rows, columns]. */
function accumulate(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  c: usize,
  rows: i32,
  inner: i32,
  columns: i32,
): void {
  const stride: usize = <usize>columns * F32;
  let j: i32 = 0;
  for (; j + 8 <= columns; j += 8) {
    const panel: usize = b + <usize>j * F32;
    let r: i32 = 0;
    for (; r + 4 <= rows; r += 4) {
      tile4x8(a + <usize>r * aRow, aRow, aStep, panel, c + <usize>r * stride + <usize>j * F32, stride, inner);
    }
    for (; r < rows; r++) {
      tile1x8(a + <usize>r * aRow, aStep, panel, c + <usize>r * stride + <usize>j * F32, stride, inner);
    }
  }
  for (; j + 4 <= columns; j += 4) {
    const panel: usize = b + <usize>j * F32;
    let r: i32 = 0;
    for (; r + 4 <= rows; r += 4) {
      tile4x4(a + <usize>r * aRow, aRow, aStep, panel, c + <usize>r * stride + <usize>j * F32, stride, inner);
    }
    for (; r < rows; r++) {
      tile1x4(a + <usize>r * aRow, aStep, panel, c + <usize>r * stride + <usize>j * F32, stride, inner);
    }
  }
  for (; j < columns; j++) {
    for (let r: i32 = 0; r < rows; r++) {
      single(
        a + <usize>r * aRow,
        aStep,
        b + <usize>j * F32,
        c + <usize>r * stride + <usize>j * F32,
        stride,
        inner,
      );
    }
  }
}

function tile4x8(a: usize, aRow: usize, aStep: usize, b: usize, c: usize, stride: usize, inner: i32): void {
  const c1: usize = c + stride;
  const c2: usize = c1 + stride;
  const c3: usize = c2 + stride;
  let s00: v128 = v128.load(c),
    s01: v128 = v128.load(c, 16);
  let s10: v128 = v128.load(c1),
    s11: v128 = v128.load(c1, 16);
  let s20: v128 = v128.load(c2),
    s21: v128 = v128.load(c2, 16);
  let s30: v128 = v128.load(c3),
    s31: v128 = v128.load(c3, 16);
  for (let t: i32 = 0; t < inner; t++) {
    const b0: v128 = v128.load(b);
    const b1: v128 = v128.load(b, 16);
    const a0: v128 = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(a0, b0));
    s01 = f32x4.add(s01, f32x4.mul(a0, b1));
    const a1: v128 = v128.load32_splat(a + aRow);
    s10 = f32x4.add(s10, f32x4.mul(a1, b0));
    s11 = f32x4.add(s11, f32x4.mul(a1, b1));
    const a2: v128 = v128.load32_splat(a + 2 * aRow);
    s20 = f32x4.add(s20, f32x4.mul(a2, b0));
    s21 = f32x4.add(s21, f32x4.mul(a2, b1));
    const a3: v128 = v128.load32_splat(a + 3 * aRow);
    s30 = f32x4.add(s30, f32x4.mul(a3, b0));
    s31 = f32x4.add(s31, f32x4.mul(a3, b1));
    a += aStep;
    b += stride;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

function tile1x8(a: usize, aStep: usize, b: usize, c: usize, stride: usize, inner: i32): void {
  let s0: v128 = v128.load(c),
    s1: v128 = v128.load(c, 16);
  for (let t: i32 = 0; t < inner; t++) {
    const a0: v128 = v128.load32_splat(a);
    s0 = f32x4.add(s0, f32x4.mul(a0, v128.load(b)));
    s1 = f32x4.add(s1, f32x4.mul(a0, v128.load(b, 16)));
    a += aStep;
    b += stride;
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
}

function tile4x4(a: usize, aRow: usize, aStep: usize, b: usize, c: usize, stride: usize, inner: i32): void {
  const c1: usize = c + stride;
  const c2: usize = c1 + stride;
  const c3: usize = c2 + stride;
  let s0: v128 = v128.load(c),
    s1: v128 = v128.load(c1),
    s2: v128 = v128.load(c2),
    s3: v128 = v128.load(c3);
  for (let t: i32 = 0; t < inner; t++) {
    const row: v128 = v128.load(b);
    s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(a), row));
    s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(a + aRow), row));
    s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(a + 2 * aRow), row));
    s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(a + 3 * aRow), row));
    a += aStep;
    b += stride;
  }
  v128.store(c, s0);
  v128.store(c1, s1);
  v128.store(c2, s2);
  v128.store(c3, s3);
}

function tile1x4(a: usize, aStep: usize, b: usize, c: usize, stride: usize, inner: i32): void {
  let s: v128 = v128.load(c);
  for (let t: i32 = 0; t < inner; t++) {
    s = f32x4.add(s, f32x4.mul(v128.load32_splat(a), v128.load(b)));
    a += aStep;
    b += stride;
  }
  v128.store(c, s);
}

function single(a: usize, aStep: usize, b: usize, c: usize, stride: usize, inner: i32): void {
  let s: f32 = load<f32>(c);
  for (let t: i32 = 0; t < inner; t++) {
    s += load<f32>(a) * load<f32>(b);
    a += aStep;
    b += stride;
  }
  store<f32>(c, s);
}

/**
 * y = x·W + bias (+ skip), then max(·, 0) where `relu` is not 0.
 * x is [networks, points, inputs], w [networks, inputs, outputs], bias [networks, outputs], skip (0: none) and
 * y [networks, points, outputs].
 */
export function forward(
  networks: i32,
  points: i32,
  inputs: i32,
  outputs: i32,
  x: usize,
  w: usize,
  bias: usize,
  skip: usize,
  y: usize,
  relu: i32,
): void {
  const xSize: usize = <usize>(points * inputs) * F32;
  const wSize: usize = <usize>(inputs * outputs) * F32;
  const ySize: usize = <usize>(points * outputs) * F32;
  const row: usize = <usize>outputs * F32;
  for (let k: i32 = 0; k < networks; k++) {
    for (let p: usize = 0; p < ySize; p += row) memory.copy(y + p, bias, row);
    if (skip) {
      add(y, skip, points * outputs);
      skip += ySize;
    }
    accumulate(x, <usize>inputs * F32, F32, w, y, points, inputs, outputs);
    if (relu) rectify(y, points * outputs);
    x += xSize;
    w += wSize;
    bias += row;
    y += ySize;
  }
}

function add(to: usize, from: usize, length: i32): void {
  let i: i32 = 0;
  for (; i + 4 <= length; i += 4) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    to += 16;
    from += 16;
  }
  for (; i < length; i++) {
    store<f32>(to, load<f32>(to) + load<f32>(from));
    to += F32;
    from += F32;
  }
}

function rectify(at: usize, length: i32): void {
  let i: i32 = 0;
  for (; i + 4 <= length; i += 4) {
    v128.store(at, f32x4.max(v128.load(at), f32x4.splat(0)));
    at += 16;
  }
  for (; i < length; i++) {
    store<f32>(at, max<f32>(load<f32>(at), 0));
    at += F32;
  }
}

/**
 * dz = dy · g′, dW = xᵀ·dz, db = Σ dz over the points, and dx = dz·Wᵀ where dx is not 0.
 * @param g 0: linear, 1: ReLU, 2: tanh, 3: sigmoid; the slope is known from y.
 * @param wt room for one transposed W.
 */
export function backward(
  networks: i32,
  points: i32,
  inputs: i32,
  outputs: i32,
  x: usize,
  w: usize,
  y: usize,
  dy: usize,
  g: i32,
  wt: usize,
  dz: usize,
  dw: usize,
  db: usize,
  dx: usize,
): void {
  const xSize: usize = <usize>(points * inputs) * F32;
  const wSize: usize = <usize>(inputs * outputs) * F32;
  const ySize: usize = <usize>(points * outputs) * F32;
  const row: usize = <usize>outputs * F32;
  for (let k: i32 = 0; k < networks; k++) {
    slope(g, y, dy, dz, points * outputs);
    memory.fill(dw, 0, wSize);
    accumulate(x, F32, <usize>inputs * F32, dz, dw, inputs, points, outputs);
    memory.fill(db, 0, row);
    for (let p: usize = 0; p < ySize; p += row) add(db, dz + p, outputs);
    if (dx) {
      transpose(w, wt, inputs, outputs);
      memory.fill(dx, 0, xSize);
      accumulate(dz, row, F32, wt, dx, points, outputs, inputs);
      dx += xSize;
    }
    x += xSize;
    w += wSize;
    y += ySize;
    dy += ySize;
    dz += ySize;
    dw += wSize;
    db += row;
  }
}

function transpose(from: usize, to: usize, rows: i32, columns: i32): void {
  for (let i: i32 = 0; i < rows; i++) {
    for (let j: i32 = 0; j < columns; j++) {
      store<f32>(to + <usize>(j * rows + i) * F32, load<f32>(from));
      from += F32;
    }
  }
}

function slope(g: i32, y: usize, dy: usize, dz: usize, length: i32): void {
  const one: v128 = f32x4.splat(1);
  let i: i32 = 0;
  for (; i + 4 <= length; i += 4) {
    const a: v128 = v128.load(y);
    let d: v128 = v128.load(dy);
    if (g === 1) d = v128.and(d, f32x4.gt(a, f32x4.splat(0)));
    if (g === 2) d = f32x4.mul(d, f32x4.sub(one, f32x4.mul(a, a)));
    if (g === 3) d = f32x4.mul(d, f32x4.mul(a, f32x4.sub(one, a)));
    v128.store(dz, d);
    y += 16;
    dy += 16;
    dz += 16;
  }
  for (; i < length; i++) {
    const a: f32 = load<f32>(y);
    let d: f32 = load<f32>(dy);
    if (g === 1) d = a > 0 ? d : 0;
    if (g === 2) d *= 1 - a * a;
    if (g === 3) d *= a * (1 - a);
    store<f32>(dz, d);
    y += F32;
    dy += F32;
    dz += F32;
  }
}
