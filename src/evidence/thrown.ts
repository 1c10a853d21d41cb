import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Fault } from './reporter.ts';

/** Where the operations of formulas stand. */
const OPERATIONS = 'src/claim/ops.ts';

/** What TypeScript's grammar has against a file: Vitest says only that it cannot be transformed. */
export function syntaxFault(root: string, file: string): Fault | null {
  const text = readFileSync(join(root, file), 'utf8');
  const [fault] = ts.transpileModule(text, { reportDiagnostics: true, fileName: file }).diagnostics ?? [];
  if (!fault?.file) return null;
  const { line, character } = fault.file.getLineAndCharacterOfPosition(fault.start ?? 0);
  const message = ts.flattenDiagnosticMessageText(fault.messageText, ' ');
  return { message, line: line + 1, column: character + 1 };
}

/** Where to look for what was thrown, with a blank after it; nothing where that is not known. */
export function hintOn(message: string): string {
  if (/^tf\.\w+ is not a function/.test(message))
    return `The operations of formulas are those of ${OPERATIONS}. `;
  // A tensor is asked for its shape first.
  if (/undefined \(reading '(?:shape|dtype|dataId)'\)/.test(message))
    return 'A formula reads an input that `draw` does not make. ';
  return '';
}
