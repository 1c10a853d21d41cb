/** Where a convolution with TensorFlow's "same" padding looks; lengths in pixels, axes in the order height, width. */
export interface ConvolutionGeometry {
  /** [batch, height, width, cOut] of the output. */
  readonly shape: readonly number[];
  /** How many products each output sums: k₁·k₂·cIn, those with padding included. */
  readonly inner: number;
  /** Zeros before the first pixel, on each axis. */
  readonly padBefore: readonly [number, number];
}

/**
 * The geometry of a convolution of images [batch, height, width, cIn] with a kernel [k₁, k₂, cIn, cOut].
 * @throws {RangeError} where they do not fit, or both stride and dilation are above 1, which
 * TensorFlow refuses.
 * @see https://www.tensorflow.org/api_docs/python/tf/nn#same_padding
 */
export function convolutionGeometry(
  x: readonly number[],
  kernel: readonly number[],
  stride: number,
  dilation: number,
): ConvolutionGeometry {
  const [batch, height, width, cIn] = x as [number, number, number, number];
  const [k1, k2, cInOfKernel, cOut] = kernel as [number, number, number, number];
  const fits = x.length === 4 && kernel.length === 4 && cIn === cInOfKernel;
  if (!fits) throw new RangeError(`A convolution of shapes [${x}] and [${kernel}] does not exist.`);
  if (stride > 1 && dilation > 1)
    throw new RangeError(`A convolution has stride ${stride} or dilation ${dilation}, not both.`);
  return {
    shape: [batch, Math.ceil(height / stride), Math.ceil(width / stride), cOut],
    inner: k1 * k2 * cIn,
    padBefore: [padBefore(height, k1, stride, dilation), padBefore(width, k2, stride, dilation)],
  };
}

/** Zeros before an axis of `length` pixels, for a kernel of `taps` taps. */
function padBefore(length: number, taps: number, stride: number, dilation: number): number {
  const reach = (Math.ceil(length / stride) - 1) * stride + dilation * (taps - 1) + 1;
  return Math.floor(Math.max(reach - length, 0) / 2);
}

/**
 * The convolution as a matrix product: which entry of the image stands where in the matrix
 * [batch · height · width of the output, k₁·k₂·cIn], row-major; −1 in the padding.
 */
export function patchIndices(
  x: readonly number[],
  kernel: readonly number[],
  stride: number,
  dilation: number,
): Int32Array {
  const { shape, inner, padBefore } = convolutionGeometry(x, kernel, stride, dilation);
  const [batch, rows, columns] = shape as [number, number, number];
  const [, height, width, cIn] = x as [number, number, number, number];
  const [k1, k2] = kernel as [number, number];
  const indices = new Int32Array(batch * rows * columns * inner);
  let to = 0;
  for (let pixel = 0; pixel < batch * rows * columns; pixel++) {
    const image = Math.floor(pixel / (rows * columns));
    const top = (Math.floor(pixel / columns) % rows) * stride - padBefore[0];
    const left = (pixel % columns) * stride - padBefore[1];
    for (let tap = 0; tap < k1 * k2; tap++) {
      const i = top + Math.floor(tap / k2) * dilation;
      const j = left + (tap % k2) * dilation;
      const inside = i >= 0 && i < height && j >= 0 && j < width;
      const from = ((image * height + i) * width + j) * cIn;
      for (let c = 0; c < cIn; c++) indices[to++] = inside ? from + c : -1;
    }
  }
  return indices;
}
