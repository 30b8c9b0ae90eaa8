import { useState } from 'react';
import {
  aktuelleFassung,
  compareFassungen,
  finanzenText,
  inhaltBloecke,
  type Vorlage,
} from '../../../domain/sitzung/index.ts';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import { Select } from '../../kit/Field.tsx';
import { zeitLang } from '../../kit/format.ts';
import { Panel } from '../../kit/Layout.tsx';
import { personName } from '../daten.ts';
import { Bloecketext } from '../text/Bloecke.tsx';
import { Vergleich } from '../text/Vergleich.tsx';

/** The text as the bodies read it, any version, alone or compared with another. */
export function Vorlagentext({ s, verzeichnis }: { readonly s: Vorlage; readonly verzeichnis: Verzeichnis }) {
  const letzte = aktuelleFassung(s).nummer;
  const [gezeigt, setGezeigt] = useState<number | null>(null);
  const [gegen, setGegen] = useState<number | null>(null);
  const f = s.fassungen.find((x) => x.nummer === (gezeigt ?? letzte)) ?? aktuelleFassung(s);
  const alt = s.fassungen.find((x) => x.nummer === gegen && x.nummer !== f.nummer) ?? null;
  const wahl = s.fassungen.map((x) => ({
    wert: String(x.nummer),
    text: `Fassung ${x.nummer}${s.freigabe?.fassung === x.nummer ? ' (freigegeben)' : ''}`,
  }));
  return (
    <Panel
      titel="Text der Vorlage"
      scroll
      className="am-vorlagentext"
      rechts={
        s.fassungen.length > 1 ? (
          <div className="am-fassungswahl">
            <Select
              label="Fassung"
              value={String(f.nummer)}
              onChange={(n) => setGezeigt(Number(n))}
              optionen={wahl}
            />
            <Select
              label="Vergleichen mit"
              leer="ohne Vergleich"
              value={alt ? String(alt.nummer) : ''}
              onChange={(n) => setGegen(n === '' ? null : Number(n))}
              optionen={wahl.filter((w) => w.wert !== String(f.nummer))}
            />
          </div>
        ) : null
      }
    >
      <article className="am-papier">
        {alt ? (
          <Vergleich
            teile={
              alt.nummer < f.nummer
                ? compareFassungen(inhaltBloecke(alt.inhalt), inhaltBloecke(f.inhalt))
                : compareFassungen(inhaltBloecke(f.inhalt), inhaltBloecke(alt.inhalt))
            }
          />
        ) : (
          <>
            <h3 className="am-papier__titel">{f.inhalt.betreff}</h3>
            <h4>Beschlussvorschlag</h4>
            <Bloecketext bloecke={f.inhalt.beschlussvorschlag} stufe={5} />
            <h4>Sachverhalt</h4>
            <Bloecketext bloecke={f.inhalt.sachverhalt} stufe={5} />
            <h4>Finanzielle Auswirkungen</h4>
            {finanzenText(f.inhalt.finanzen).map((t) => (
              <p key={t}>{t}</p>
            ))}
          </>
        )}
        <p className="am-muted am-small">
          Fassung {f.nummer}: {f.anlass} – {personName(verzeichnis, f.von)}, {zeitLang(f.am)} ·{' '}
          <span className="am-mono">{f.hash.slice(0, 12)}</span>
        </p>
      </article>
    </Panel>
  );
}
