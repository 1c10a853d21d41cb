import { MatMulPackedProgram } from '@tensorflow/tfjs-backend-webgpu/dist/matmul_packed_webgpu';

/** How the library's shader reads its right operand: beyond the last row too, which is the next matrix of a batch. */
const READ = /value = getB\(batch, (?:row, col|col, row)\);/;

const { getUserCode } = MatMulPackedProgram.prototype;

// What is read there is multiplied by zero, so that a NaN or an infinity in one matrix of a batch spoils the
// product of the one before. Shown in test/browser/faults.
MatMulPackedProgram.prototype.getUserCode = function () {
  const code = getUserCode.call(this);
  if (!READ.test(code)) throw new Error('The library reads matrices otherwise: see webgpu-matmul.ts.');
  return code.replace(READ, 'if (row < uniforms.dimInner) { $& }');
};
