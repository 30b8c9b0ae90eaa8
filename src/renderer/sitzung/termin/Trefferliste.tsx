import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import type { Leckpruefung } from '../../../domain/sitzung/index.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Boxes.tsx';
import { Checkbox } from '../../kit/Choice.tsx';
import { StatusTag } from '../../kit/Status.tsx';
import { personName, problemFor } from '../daten.ts';
import { GrundDialog } from '../../vorgang/GrundDialog.tsx';

interface Props {
  readonly pruefung: Leckpruefung;
  readonly view: VorgangView;
  readonly verzeichnis: Verzeichnis;
  readonly ich: string;
  /** this person may lift hits */
  readonly kann: boolean;
  /** why the package may not leave */
  readonly sperre: Rejection | null;
}

/** Hits of the search. Those that are none are lifted by two people, several at once with one reason each. */
export function Trefferliste({ pruefung, view, verzeichnis, ich, kann, sperre }: Props) {
  const [wahl, setWahl] = useState<ReadonlySet<string>>(new Set());
  const [offen, setOffen] = useState(false);
  const hebbar = pruefung.treffer.filter(
    (t) => kann && t.aufhebungen.length < 2 && !t.aufhebungen.some((a) => a.von === ich),
  );
  const gewaehlt = hebbar.filter((t) => wahl.has(t.id));
  const alle = gewaehlt.length === hebbar.length && hebbar.length > 0;
  const waehle = (id: string, an: boolean) =>
    setWahl((w) => new Set(an ? [...w, id] : [...w].filter((x) => x !== id)));
  const problem = sperre ? problemFor(sperre) : null;
  return (
    <section aria-label="Treffer im öffentlichen Paket" className="am-stack-s">
      <h3>Treffer im öffentlichen Paket</h3>
      {problem ? (
        <Note art="fehler" titel={problem.heading}>
          {problem.next}
        </Note>
      ) : null}
      {hebbar.length > 0 ? (
        <div className="am-row">
          <Checkbox checked={alle} onChange={(an) => setWahl(new Set(an ? hebbar.map((t) => t.id) : []))}>
            {`Alle ${hebbar.length} auswählen`}
          </Checkbox>
          <Button klein icon={ShieldAlert} disabled={gewaehlt.length === 0} onClick={() => setOffen(true)}>
            {`${gewaehlt.length} ausgewählte aufheben …`}
          </Button>
        </div>
      ) : null}
      <ul className="am-treffer">
        {pruefung.treffer.map((t) => {
          const text = t.art === 'ungeprueft' || t.seite === null ? t.ort : `Seite ${t.seite}`;
          return (
            <li key={t.id}>
              <ShieldAlert size={20} aria-hidden />
              <div className="am-grow">
                {hebbar.includes(t) ? (
                  <Checkbox checked={wahl.has(t.id)} onChange={(an) => waehle(t.id, an)}>
                    <b>
                      {text}: {t.bezeichnung}
                    </b>
                  </Checkbox>
                ) : (
                  <b>
                    {text}: {t.bezeichnung}
                  </b>
                )}
                <p className="am-quote">{t.art === 'ungeprueft' ? t.fundstelle : `… ${t.fundstelle} …`}</p>
                {t.aufhebungen.map((a) => (
                  <p key={a.von} className="am-muted am-small">
                    Aufgehoben von {personName(verzeichnis, a.von)}: {a.grund}
                  </p>
                ))}
              </div>
              <StatusTag
                stufe={t.aufhebungen.length >= 2 ? 'gut' : 'fehler'}
                text={`${t.aufhebungen.length} von 2 Aufhebungen`}
              />
            </li>
          );
        })}
      </ul>
      {offen ? (
        <GrundDialog
          titel={gewaehlt.length === 1 ? 'Fehltreffer aufheben' : `${gewaehlt.length} Fehltreffer aufheben`}
          verb="Aufheben"
          icon={ShieldAlert}
          view={view}
          ist="Ihre Aufhebung ist festgehalten."
          label="Warum gibt das nichts Nichtöffentliches preis?"
          command={(grund) => ({ type: 'liftTreffer', treffer: gewaehlt.map((t) => t.id), grund })}
          onClose={() => setOffen(false)}
        >
          <Note art="warnung">
            Zwei Personen müssen jeden Treffer unabhängig voneinander ansehen und aufheben, jede mit eigener
            Begründung.
          </Note>
          <ul className="am-text">
            {gewaehlt.map((t) => (
              <li key={t.id}>
                {t.bezeichnung}: <q>{t.fundstelle}</q>
              </li>
            ))}
          </ul>
        </GrundDialog>
      ) : null}
    </section>
  );
}
