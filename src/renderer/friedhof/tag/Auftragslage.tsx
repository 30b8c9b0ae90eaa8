import { CircleAlert } from 'lucide-react';
import type { Auswertung } from '../../../domain/bestattung/auftrag/auswertung.ts';
import type { abgabeAn } from '../../../domain/bestattung/auftrag/kolonnen.ts';
import type { AuftragState } from '../../../domain/bestattung/auftrag/state.ts';
import { Note } from '../../kit/Boxes.tsx';

/** Whoever has just reported a stop stands far below: the sign must be seen at once. */
const zeigeStopp = (e: HTMLElement | null): void => {
  e?.scrollIntoView({ block: 'center' });
};

interface Props {
  readonly s: AuftragState;
  readonly auswertung: Auswertung;
  /** to which crew it went from this one */
  readonly abgegeben: ReturnType<typeof abgabeAn>;
}

/** What forbids to go on, before anything else on the page. */
export function Auftragslage({ s, auswertung, abgegeben }: Props) {
  return (
    <>
      {s.zurueckgezogen ? (
        <Note
          art="fehler"
          titel={
            s.zurueckgezogen.anlass === 'storniert'
              ? 'Storniert – nicht ausführen'
              : 'Verlegt – nicht ausführen'
          }
        >
          {s.zurueckgezogen.grund}
        </Note>
      ) : null}
      {abgegeben ? (
        <Note art="fehler" titel={`Abgegeben an ${s.inhalt.einsatz.kolonneName} – nicht ausführen`}>
          Dieser Auftrag gehört seit Fassung {abgegeben.fassung} einer anderen Kolonne.
        </Note>
      ) : null}
      {auswertung.stopps.length > 0 ? (
        <div className="fh-stopp" role="alert" ref={zeigeStopp}>
          <CircleAlert size={40} aria-hidden />
          <div>
            <h2>Arbeit stoppen</h2>
            <p>
              Nicht weiterarbeiten. Die Friedhofsverwaltung entscheidet; erst nach ihrer Freigabe geht es
              weiter.
            </p>
          </div>
        </div>
      ) : null}
      {auswertung.klaerung.length > 0 ? (
        <Note art="warnung" titel="Das Büro klärt">
          {auswertung.klaerung.map((k) => k.text).join('; ')}
        </Note>
      ) : null}
    </>
  );
}
