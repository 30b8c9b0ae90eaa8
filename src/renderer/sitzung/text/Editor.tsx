import {
  Bold,
  Columns3,
  Heading1,
  Heading2,
  Italic,
  List,
  ListOrdered,
  Pilcrow,
  Rows3,
  Table2,
  Underline,
} from 'lucide-react';
import { useEffect, useId, useRef, type ClipboardEvent } from 'react';
import { asBloecke, type Bloecke } from '../../../domain/sitzung/index.ts';
import { IconButton } from '../../kit/Button.tsx';
import { describedBy, Fault } from '../../kit/Field.tsx';
import { readEditor, readMarkup, toHtml } from './dom.ts';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  /** shown once; afterwards the editor keeps its own state */
  readonly value: Bloecke;
  readonly onChange: (bloecke: Bloecke) => void;
  readonly rows?: number;
}

/** Old, but the only way to change a region so that the browser's own undo knows it. */
const run = (command: string, value?: string): void => void document.execCommand(command, false, value);

const TABELLE =
  '<table><tbody><tr><th>Spalte 1</th><th>Spalte 2</th></tr><tr><td><br></td><td><br></td></tr></tbody></table><p><br></p>';

/** Structured text: headings, lists, tables. Text pasted from Word keeps its structure and loses the rest. */
export function Editor({ label, hint, error, value, onChange, rows = 6 }: Props) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const first = useRef(value);
  useEffect(() => {
    if (!box.current) return;
    run('defaultParagraphSeparator', 'p');
    run('styleWithCSS', 'false');
    box.current.innerHTML = toHtml(first.current) || '<p><br></p>';
  }, []);
  const changed = () => (box.current ? onChange(readEditor(box.current)) : undefined);
  const act = (command: string, arg?: string) => {
    box.current?.focus();
    run(command, arg);
    changed();
  };
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    const html = event.clipboardData.getData('text/html');
    const bloecke = html ? readMarkup(html) : asBloecke(event.clipboardData.getData('text/plain'));
    const [einer] = bloecke;
    // a few words stay in the line they are pasted into
    if (bloecke.length === 1 && einer?.art === 'absatz')
      act('insertText', einer.text.map((l) => l.text).join(''));
    else act('insertHTML', toHtml(bloecke));
  };
  const inTable = (change: (cell: HTMLTableCellElement) => void) => {
    const node = getSelection()?.anchorNode;
    const cell = (node instanceof Element ? node : node?.parentElement)?.closest('td,th');
    if (cell && box.current?.contains(cell)) {
      change(cell as HTMLTableCellElement);
      changed();
    }
  };
  return (
    <div className={`kern-form-input ${error ? 'kern-form-input--error' : ''}`}>
      <span className="kern-label" id={id}>
        {label}
      </span>
      {hint ? (
        <div className="kern-hint" id={`${id}-h`}>
          {hint}
        </div>
      ) : null}
      <div className="am-editor" data-fehler={error ? 'ja' : undefined}>
        <div
          className="am-editor__leiste"
          role="toolbar"
          aria-label={`Gestaltung: ${label}`}
          // the selection in the text stays where it is
          onMouseDown={(e) => e.preventDefault()}
        >
          <IconButton icon={Heading1} text="Überschrift" onClick={() => act('formatBlock', 'h3')} />
          <IconButton icon={Heading2} text="Zwischenüberschrift" onClick={() => act('formatBlock', 'h4')} />
          <IconButton icon={Pilcrow} text="Absatz" onClick={() => act('formatBlock', 'p')} />
          <IconButton icon={List} text="Liste" onClick={() => act('insertUnorderedList')} />
          <IconButton icon={ListOrdered} text="Nummerierte Liste" onClick={() => act('insertOrderedList')} />
          <IconButton icon={Bold} text="Fett (Strg+B)" onClick={() => act('bold')} />
          <IconButton icon={Italic} text="Kursiv (Strg+I)" onClick={() => act('italic')} />
          <IconButton icon={Underline} text="Unterstrichen (Strg+U)" onClick={() => act('underline')} />
          <IconButton icon={Table2} text="Tabelle einfügen" onClick={() => act('insertHTML', TABELLE)} />
          <IconButton icon={Rows3} text="Tabellenzeile anfügen" onClick={() => inTable(addRow)} />
          <IconButton icon={Columns3} text="Tabellenspalte anfügen" onClick={() => inTable(addColumn)} />
        </div>
        <div
          ref={box}
          className="am-editor__text am-text"
          style={{ minHeight: `${rows * 1.6}rem` }}
          contentEditable
          suppressContentEditableWarning
          role="textbox"
          aria-multiline
          aria-labelledby={id}
          aria-describedby={describedBy(id, hint, error)}
          aria-invalid={error ? true : undefined}
          onInput={changed}
          onPaste={paste}
          onDrop={(e) => e.preventDefault()}
        />
      </div>
      <Fault id={id} text={error} />
    </div>
  );
}

function addRow(cell: HTMLTableCellElement): void {
  const row = cell.closest('tr');
  if (!row) return;
  const next = document.createElement('tr');
  for (const c of row.cells) {
    const td = next.insertCell();
    td.colSpan = c.colSpan;
    td.append(document.createElement('br'));
  }
  row.after(next);
}

function addColumn(cell: HTMLTableCellElement): void {
  for (const row of cell.closest('table')?.rows ?? []) {
    const added = document.createElement(row.cells[0]?.nodeName === 'TH' ? 'th' : 'td');
    added.append(document.createElement('br'));
    row.append(added);
  }
}
