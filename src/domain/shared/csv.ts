/** One row of a CSV file: its line in the file (from 1, the first of it) and its fields, trimmed. */
export interface CsvZeile {
  readonly nummer: number;
  readonly felder: readonly string[];
}

/**
 * Reads CSV (RFC 4180): separator `;`, `,` or tab, whichever the first line has most of; fields in double quotes
 * may hold separators and line breaks; empty lines are left out. Never fails: what is odd is seen by the reader.
 */
export function readCsv(text: string): readonly CsvZeile[] {
  const clean = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(clean.split('\n', 1)[0] ?? '');
  const rows: CsvZeile[] = [];
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  let line = 1;
  let first = 1;
  const endField = () => {
    fields.push(field.trim());
    field = '';
  };
  const endRow = () => {
    endField();
    if (fields.some((f) => f !== '')) rows.push({ nummer: first, felder: fields });
    fields = [];
    first = line;
  };
  for (let i = 0; i < clean.length; i += 1) {
    const c = clean[i] ?? '';
    if (c === '\n') line += 1;
    if (quoted) {
      if (c !== '"') field += c;
      else if (clean[i + 1] === '"') {
        field += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"' && field.trim() === '') {
      quoted = true;
      field = '';
    } else if (c === separator) endField();
    else if (c === '\n') endRow();
    else if (c !== '\r') field += c;
  }
  endRow();
  return rows;
}

const count = (text: string, c: string): number => text.split(c).length - 1;

function separatorOf(line: string): string {
  const [best] = [';', ',', '\t'].sort((a, b) => count(line, b) - count(line, a));
  return best ?? ';';
}
