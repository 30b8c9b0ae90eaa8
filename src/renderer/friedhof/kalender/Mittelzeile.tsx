import { Building2, Tractor, Users } from 'lucide-react';
import type { Tagesstrahl, Zeile } from '../../../domain/bestattung/auswahl/zeitstrahl.ts';
import type { Terminziel } from '../fall/terminwahl.ts';
import { Balkenzelle } from './Balkenzelle.tsx';
import { lage, minuten, spuren, type Rahmen } from './rechnen.ts';
import { createZiehen } from './ziehen.ts';
import { zellenId } from './zellen.ts';

const ICON = { halle: Building2, kolonne: Users, bagger: Tractor } as const;

interface Props {
  readonly z: Zeile;
  readonly tag: Tagesstrahl;
  readonly rahmen: Rahmen;
  /** minutes of the day; null: another day */
  readonly jetzt: number | null;
  readonly aktiv: string;
  readonly onFokus: (id: string) => void;
  readonly onOeffnen: (vorgang: string) => void;
  readonly onVerschieben: (ziel: Terminziel) => void;
  readonly ziehen: ReturnType<typeof createZiehen>;
}

/** The row of a hall, a crew or a machine on one day: when it is closed, what it does, what time it is. */
export function Mittelzeile({
  z,
  tag,
  rahmen,
  jetzt,
  aktiv,
  onFokus,
  onOeffnen,
  onVerschieben,
  ziehen,
}: Props) {
  const Icon = ICON[z.art];
  const { liste, anzahl: hoch } = spuren(z.balken);
  const leer = `leer ${tag.tag} ${z.ressource}`;
  return (
    <div role="row" className="fh-zeile" style={{ '--spuren': hoch } as React.CSSProperties}>
      <div role="rowheader" className="fh-name">
        <Icon size={18} aria-hidden />
        <span>{z.name}</span>
      </div>
      <div
        role="presentation"
        className="fh-spur"
        data-ziel={tag.tag}
        data-ressource={z.ressource}
        style={{ '--stunden': rahmen.bis - rahmen.von } as React.CSSProperties}
      >
        {z.sperren.map((s) => (
          <div
            key={s.von}
            role="presentation"
            className="fh-sperre"
            style={lage(sperrMinuten(s.von, tag.tag), sperrMinuten(s.bis, tag.tag), rahmen)}
            title={s.grund}
          >
            <span>{s.grund}</span>
          </div>
        ))}
        {jetzt !== null && jetzt > rahmen.von * 60 && jetzt < rahmen.bis * 60 ? (
          <div role="presentation" className="fh-jetzt" style={{ left: lage(jetzt, jetzt, rahmen).left }} />
        ) : null}
        {liste.length === 0 ? (
          <div
            role="gridcell"
            className="fh-leer"
            tabIndex={aktiv === leer ? 0 : -1}
            data-zelle={leer}
            onFocus={() => onFokus(leer)}
            aria-label={`${z.name}, ${tag.titel}: frei`}
          />
        ) : (
          liste.map(({ balken, spur }) => (
            <Balkenzelle
              key={zellenId(balken, tag.tag)}
              id={zellenId(balken, tag.tag)}
              balken={balken}
              spur={spur}
              rahmen={rahmen}
              tag={tag.tag}
              aktiv={aktiv === zellenId(balken, tag.tag)}
              onFokus={onFokus}
              onOeffnen={onOeffnen}
              onVerschieben={onVerschieben}
              ziehen={ziehen}
            />
          ))
        )}
      </div>
    </div>
  );
}

/** A closure over the whole day ends at midnight, which is minute 0 of the next. */
function sperrMinuten(zeit: string, tag: string): number {
  const lokal = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin', dateStyle: 'short' }).format(
    new Date(zeit),
  );
  return lokal > tag ? 24 * 60 : lokal < tag ? 0 : minuten(zeit);
}
