/** Data as a reader takes it away: a name for each column, and rows of that many entries. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (number | string)[])[];
}

/** A table as comma-separated values (RFC 4180); numbers with all their digits. */
export function writeCsv({ header, rows }: Table): string {
  return [header, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(entry: number | string): string {
  const text = String(entry);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
