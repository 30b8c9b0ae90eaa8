import { Camera, CheckCheck, TriangleAlert } from 'lucide-react';
import { werteAus } from '../../../domain/bestattung/auftrag/auswertung.ts';
import { schrittText, torText, type Meldung } from '../../../domain/bestattung/auftrag/schema.ts';
import type { AuftragState } from '../../../domain/bestattung/auftrag/state.ts';
import { findPerson, formatPerson, type Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import { assertNever } from '../../../domain/shared/result.ts';
import { Note } from '../../kit/Boxes.tsx';
import { zeitLang } from '../../kit/format.ts';
import { blobUrl } from '../../kit/upload.ts';
import { useQuery } from '../../shell/query.ts';

/** What the office looks through before it closes a case: gates first, then every report. */
export function Bericht({ auftrag }: { readonly auftrag: string }) {
  const view = useQuery('vorgang.get', { id: auftrag }).data;
  const verzeichnis = useQuery('verzeichnis.get', null).data;
  if (!view || !verzeichnis) return <p aria-busy="true">Der Bericht wird geladen …</p>;
  const s = view.state as AuftragState;
  const tore = werteAus(s).tore;
  const offen = tore.filter((t) => !t.bestanden);
  return (
    <>
      {offen.length === 0 ? (
        <Note art="gut" titel="Alle vier Grabprüfungen bestanden">
          Jede von zwei Personen mit Grabnummer und zweitem Merkmal bestätigt.
        </Note>
      ) : (
        <Note art="warnung" titel="Grabprüfungen unvollständig">
          {offen.map((t) => torText[t.tor]).join('; ')}
        </Note>
      )}
      <Meldungen s={s} verzeichnis={verzeichnis} />
    </>
  );
}

/** Every report with time and people; photos open beside. */
export function Meldungen({
  s,
  verzeichnis,
}: {
  readonly s: AuftragState;
  readonly verzeichnis: Verzeichnis;
}) {
  const name = (id: string): string => {
    const p = findPerson(verzeichnis, id);
    return p ? formatPerson(p) : 'nicht mehr im Verzeichnis';
  };
  return (
    <ul className="fh-meldungen">
      {[...s.meldungen].reverse().map((m) => {
        const { text, gut } = satz(m);
        return (
          <li key={m.id} data-gut={gut ? 'ja' : 'nein'}>
            {gut ? <CheckCheck size={18} aria-hidden /> : <TriangleAlert size={18} aria-hidden />}
            <div>
              <p>{text}</p>
              {m.bemerkung ? <p className="am-quote">{m.bemerkung}</p> : null}
              <p className="am-muted am-small">
                {name(m.person)}
                {m.type === 'GrabpruefungGemeldet' && m.zweitePerson
                  ? ` mit ${name(m.zweitePerson.person)}`
                  : ''}
                , {zeitLang(m.geschehenAm)}
              </p>
            </div>
            {m.foto ? (
              <a href={blobUrl(m.foto)} target="_blank" rel="noreferrer">
                <Camera size={18} aria-hidden /> Foto
              </a>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function satz(m: Meldung): { readonly text: string; readonly gut: boolean } {
  switch (m.type) {
    case 'SchrittGemeldet':
      return { text: schrittText[m.schritt], gut: true };
    case 'GrabpruefungGemeldet':
      return m.stimmt
        ? { text: `Prüfung ${torText[m.tor]}: stimmt`, gut: true }
        : {
            text: `Prüfung ${torText[m.tor]}: falsch. Erwartet ${m.erwartet.grab}, ${m.erwartet.merkmal}; erfasst ${m.erfasst.grab}, ${m.erfasst.merkmal}`,
            gut: false,
          };
    case 'AbweichungGemeldet':
      return {
        text: `Abweichung: ${m.text}${m.arbeitGestoppt ? ' (Arbeit gestoppt)' : ''}`,
        gut: !m.arbeitGestoppt,
      };
    case 'NichtDurchfuehrungGemeldet':
      return { text: `Nicht durchgeführt: ${m.grund}`, gut: false };
    default:
      return assertNever(m);
  }
}
