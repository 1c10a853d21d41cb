import { readFileSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const SOURCE = new URL('../src/runtime/training/wasm/dense.ts', import.meta.url);
const BINARY = new URL('../src/runtime/training/wasm/dense-binary.ts', import.meta.url);

/**
 * Compiles dense.ts with AssemblyScript.
 * @returns the text of dense-binary.ts.
 * @throws {Error} with the compiler's own words.
 */
export async function compile(): Promise<string> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    ['dense.ts', '--outFile', 'dense.wasm', '-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd'],
    {
      readFile: (name) => (name === 'dense.ts' ? readFileSync(SOURCE, 'utf8') : null),
      writeFile: (name, contents) => {
        if (name === 'dense.wasm') binary = contents as Uint8Array;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary) throw new Error(`dense.ts does not compile: ${stderr.toString() || error?.message}`);
  const text = Buffer.from(binary).toString('base64');
  return `/** dense.ts, compiled by \`npm run wasm\`; a test holds it to that. */\nexport const DENSE_BINARY =\n  '${text}';\n`;
}

if (import.meta.main) writeFileSync(BINARY, await compile());
