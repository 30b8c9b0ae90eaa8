import { beschriftung } from './beschriftung.ts';
import type { BenanntesFeld, Feld } from './form.ts';
import { unter, type Ort, type Teil } from './ort.ts';

interface Props extends Teil {
  readonly titel: string;
  readonly felder: readonly BenanntesFeld[];
  readonly wert: unknown;
  readonly onChange: (wert: unknown) => void;
  readonly ort: Ort;
}

/** A record: short values side by side, lists and records below them. */
export function Satz({ titel, felder, wert, onChange, ort, Ansicht }: Props) {
  const satz = (typeof wert === 'object' && wert !== null ? wert : {}) as Record<string, unknown>;
  const set = (name: string, neu: unknown) => onChange({ ...satz, [name]: neu });
  const feldOf = ({ name, feld }: BenanntesFeld) => (
    <Ansicht
      key={name}
      feld={feld}
      label={beschriftung(name)}
      wert={satz[name]}
      onChange={(neu) => set(name, neu)}
      ort={unter(ort, name)}
    />
  );
  const kurz = felder.filter((f) => !istGross(f.feld));
  const gross = felder.filter((f) => istGross(f.feld));
  const innen = (
    <>
      {kurz.length > 0 ? <div className="am-formgrid">{kurz.map(feldOf)}</div> : null}
      {gross.map(feldOf)}
    </>
  );
  if (titel === '') return <div className="am-stack">{innen}</div>;
  return (
    <fieldset className="am-fieldset am-stack-s">
      <legend className="kern-label">{titel}</legend>
      {innen}
    </fieldset>
  );
}

const istGross = (feld: Feld): boolean =>
  feld.art === 'vielleicht'
    ? istGross(feld.feld)
    : ['satz', 'liste', 'je', 'mehrfach', 'texte', 'frei'].includes(feld.art);
