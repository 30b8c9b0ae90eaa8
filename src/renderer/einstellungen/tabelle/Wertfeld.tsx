import { DateField } from '../../kit/DateField.tsx';
import { Checkbox } from '../../kit/Choice.tsx';
import { Select, TextArea, TextField } from '../../kit/Field.tsx';
import { MoneyField } from '../../kit/MoneyField.tsx';
import { readJson } from '../tabelle-text.ts';
import { leererWert } from './form.ts';
import { Liste } from './Liste.tsx';
import type { WertfeldProps } from './ort.ts';
import { Satz } from './Satz.tsx';

/** One value of a table, entered by its kind. */
export function Wertfeld({ feld, label, wert, onChange, ort }: WertfeldProps) {
  const error = ort.mangel(ort.pfad);
  const teil = { wert, onChange, ort, Ansicht: Wertfeld };
  switch (feld.art) {
    case 'satz':
      return <Satz titel={label} felder={feld.felder} {...teil} />;
    case 'liste':
      return <Liste titel={label} zeile={feld.zeile} fest={feld.fest} {...teil} />;
    case 'je':
      return (
        <Satz
          titel={label}
          felder={feld.schluessel.map((name) => ({
            name,
            feld: { art: 'vielleicht', feld: feld.wert },
            pflicht: false,
          }))}
          {...teil}
        />
      );
    case 'vielleicht':
      return <Vielleicht {...{ feld: feld.feld, label, wert, onChange, ort }} />;
    case 'janein':
      return (
        <Checkbox checked={wert === true} onChange={onChange}>
          {label}
        </Checkbox>
      );
    case 'wahl':
      return (
        <Select
          label={label}
          value={String(wert ?? '')}
          onChange={onChange}
          optionen={feld.werte.map((w) => ({ wert: w, text: lesbar(w) }))}
          error={error}
        />
      );
    case 'mehrfach':
      return <Mehrfach {...{ werte: feld.werte, label, wert, onChange, error }} />;
    case 'texte':
      return (
        <TextArea
          label={label}
          hint="Ein Eintrag je Zeile"
          rows={Math.min(8, Math.max(2, listeOf(wert).length + 1))}
          value={listeOf(wert).join('\n')}
          onChange={(t) => onChange(t === '' ? [] : t.split('\n'))}
          error={error}
        />
      );
    case 'geld':
      return (
        <MoneyField
          label={label}
          value={typeof wert === 'number' ? wert : null}
          onChange={onChange}
          error={error}
        />
      );
    case 'zahl':
      return <Zahl {...{ ganz: feld.ganz, label, wert, onChange, error }} />;
    case 'tag':
      return (
        <DateField
          label={label}
          value={typeof wert === 'string' && wert !== '' ? wert : null}
          onChange={(t) => onChange(t ?? '')}
          error={error}
        />
      );
    case 'uhrzeit':
      return (
        <TextField
          label={label}
          inputMode="numeric"
          placeholder="09:00"
          value={String(wert ?? '')}
          onChange={onChange}
          error={uhrzeitFehler(wert) ?? error}
        />
      );
    case 'fest':
      return null;
    case 'frei':
      return <Frei {...{ label, wert, onChange, error }} />;
    case 'text':
      return feld.lang ? (
        <TextArea
          label={label}
          rows={2}
          maxLength={feld.max}
          value={String(wert ?? '')}
          onChange={onChange}
          error={error}
        />
      ) : (
        <TextField
          label={label}
          maxLength={feld.max}
          value={String(wert ?? '')}
          onChange={onChange}
          error={error}
        />
      );
  }
}

interface EinfachProps {
  readonly label: string;
  readonly wert: unknown;
  readonly onChange: (wert: unknown) => void;
  readonly error: string | null;
}

/** A value that may be missing: an empty field, "keine Angabe", or a record that is switched on. */
function Vielleicht({ feld, label, wert, onChange, ort }: WertfeldProps) {
  const da = wert !== null && wert !== undefined;
  if (feld.art === 'wahl') {
    return (
      <Select
        label={label}
        value={da ? String(wert) : ''}
        leer="keine Angabe"
        onChange={(w) => onChange(w === '' ? null : w)}
        optionen={feld.werte.map((w) => ({ wert: w, text: lesbar(w) }))}
        error={ort.mangel(ort.pfad)}
      />
    );
  }
  if (EINFACH.has(feld.art)) {
    const leerIstNichts = (neu: unknown) => onChange(neu === '' ? null : neu);
    return (
      <Wertfeld feld={feld} label={`${label} (freiwillig)`} wert={wert} onChange={leerIstNichts} ort={ort} />
    );
  }
  return (
    <div className="am-stack-s">
      <Checkbox checked={da} onChange={(an) => onChange(an ? leererWert(feld) : null)}>
        {label} angeben
      </Checkbox>
      {da ? <Wertfeld feld={feld} label="" wert={wert} onChange={onChange} ort={ort} /> : null}
    </div>
  );
}
const EINFACH: ReadonlySet<string> = new Set(['text', 'tag', 'uhrzeit', 'zahl', 'geld']);

function Mehrfach({
  werte,
  label,
  wert,
  onChange,
  error,
}: EinfachProps & { readonly werte: readonly string[] }) {
  const gewaehlt = new Set(listeOf(wert));
  const toggle = (w: string, an: boolean) => onChange(werte.filter((x) => (x === w ? an : gewaehlt.has(x))));
  return (
    <fieldset className="am-fieldset am-field">
      <legend className="kern-label">{label}</legend>
      <div className="am-checks">
        {werte.map((w) => (
          <Checkbox key={w} checked={gewaehlt.has(w)} onChange={(an) => toggle(w, an)}>
            {lesbar(w)}
          </Checkbox>
        ))}
      </div>
      {error ? <p className="kern-error">{error}</p> : null}
    </fieldset>
  );
}

function Zahl({ ganz, label, wert, onChange, error }: EinfachProps & { readonly ganz: boolean }) {
  const text = typeof wert === 'number' ? String(wert).replace('.', ',') : String(wert ?? '');
  const zahl = (t: string): unknown => {
    const muster = ganz ? /^-?\d+$/ : /^-?\d+(,\d+)?$/;
    return muster.test(t.trim()) ? Number(t.trim().replace(',', '.')) : t;
  };
  const unlesbar = typeof wert === 'string' && wert !== '';
  return (
    <TextField
      label={label}
      inputMode={ganz ? 'numeric' : 'decimal'}
      value={text}
      onChange={(t) => onChange(t === '' ? null : zahl(t))}
      error={unlesbar ? (ganz ? 'Eine ganze Zahl, z. B. 14' : 'Eine Zahl, z. B. 2,5') : error}
    />
  );
}

/** What no form can hold: the text itself, taken over while it is well-formed. */
function Frei({ label, wert, onChange, error }: EinfachProps) {
  const text = typeof wert === 'string' ? JSON.stringify(wert) : JSON.stringify(wert ?? null, null, 2);
  return (
    <TextArea
      label={`${label} (als JSON)`}
      mono
      spellCheck={false}
      value={text}
      onChange={(t) => {
        const gelesen = readJson(t);
        if (gelesen.ok) onChange(gelesen.wert);
      }}
      error={error}
    />
  );
}

/** Typed as on a German clock; the browser's own field follows the language of the system. */
const uhrzeitFehler = (wert: unknown): string | null =>
  wert === '' || wert === null || /^([01]\d|2[0-3]):[0-5]\d$/.test(String(wert))
    ? null
    : 'Stunde und Minute, z. B. 09:00';

const listeOf = (wert: unknown): readonly string[] => (Array.isArray(wert) ? wert.map(String) : []);
const lesbar = (wert: string): string => wert.replaceAll('_', ' ').replaceAll('-', ' ');
