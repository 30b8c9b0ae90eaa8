import { Inbox, PenLine, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { SigningProof, WaitingStep } from '../../contract/signing.ts';
import { call } from '../bridge.ts';
import { hrefOf, type PageProps } from '../faecher.ts';
import { EmptyState, ErrorBox, Note } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { Checkbox } from '../kit/Choice.tsx';
import { anzahl, hashGruppen, tagLang, zahl } from '../kit/format.ts';
import { PageHeader, Panel } from '../kit/Layout.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { Table } from '../kit/Table.tsx';
import { blobUrl } from '../kit/upload.ts';
import { useSchluessel } from './schluessel.ts';
import { Schluesselwahl } from './Schluesselwahl.tsx';
import { OhneStiftHinweis, Stiftstand } from './Stift.tsx';
import { Fortschritt, Stapelergebnis, Zustand } from './Stapel.tsx';
import { useStapel, type Stapel } from './stapellauf.ts';

type Ergebnis = { readonly nachweis: SigningProof | null };

const idOf = (w: WaitingStep): string => `${w.vorgang} ${w.schritt}`;

/** Steps that wait for me, signed together with one PIN. What is on the list is what is signed: it does not change by itself. */
export default function MehrereZeichnen(_: PageProps) {
  const [liste, setListe] = useState<readonly WaitingStep[] | null>(null);
  const [lauf, setLauf] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = async () => {
    const answer = await call('sign.waiting', null);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setListe(answer.value);
    setLauf((n) => n + 1);
  };
  useEffect(() => void load(), []);
  return (
    <div className="am-page">
      <PageHeader
        titel="Mehrere zeichnen"
        pfad={[{ text: 'Arbeitskorb', href: '#/arbeitskorb' }, { text: 'Mehrere zeichnen' }]}
      >
        <Button icon={RefreshCw} onClick={() => void load()}>
          Liste neu laden
        </Button>
      </PageHeader>
      {problem ? <ErrorBox problem={problem} /> : null}
      {liste?.length === 0 ? (
        <Panel>
          <EmptyState icon={Inbox} titel="Nichts zu zeichnen">
            <p>
              Zurzeit wartet kein Schritt auf Ihre Unterschrift. Neue stehen im Arbeitskorb und dann auch
              hier.
            </p>
          </EmptyState>
        </Panel>
      ) : liste ? (
        <Zeichnen key={lauf} liste={liste} />
      ) : null}
    </div>
  );
}

function Zeichnen({ liste }: { readonly liste: readonly WaitingStep[] }) {
  const moeglich = liste.filter((w) => w.einzeln === null);
  const [gewaehlt, setGewaehlt] = useState<ReadonlySet<string>>(new Set());
  const [erklaert, setErklaert] = useState(false);
  const [versucht, setVersucht] = useState(false);
  const auswahl = moeglich.filter((w) => gewaehlt.has(idOf(w)));
  const stapel = useStapel<Ergebnis>(auswahl.map(idOf));
  const schluessel = useSchluessel();
  const erklaerung = auswahl.some((w) => w.erklaerungNoetig);
  const choose = (id: string, ja: boolean) =>
    setGewaehlt((alt) => new Set(ja ? [...alt, id] : [...alt].filter((one) => one !== id)));
  const sign = async () => {
    setVersucht(true);
    const eingabe = schluessel.eingabe();
    if (!eingabe || stapel.offen.length === 0 || (erklaerung && !erklaert)) return;
    await stapel.run((ids) =>
      call('sign.steps', {
        schritte: auswahl.filter((w) => ids.includes(idOf(w))).map((w) => inputOf(w, erklaert)),
        ...eingabe,
      }),
    );
    setVersucht(false);
    schluessel.vergessen();
  };
  const offen = stapel.offen.length;
  return (
    <div className="am-zweidrittel">
      <Panel titel="Wartet auf Ihre Zeichnung" anzahl={liste.length} buendig>
        <Liste liste={liste} gewaehlt={gewaehlt} onWahl={choose} stapel={stapel} />
        {moeglich.length > 1 && !stapel.begonnen ? (
          <div className="am-panel__body">
            <Checkbox
              checked={auswahl.length === moeglich.length}
              onChange={(ja) => setGewaehlt(new Set(ja ? moeglich.map(idOf) : []))}
            >
              Alle {moeglich.length} auswählen
            </Checkbox>
          </div>
        ) : null}
      </Panel>
      <Panel titel="Zeichnen">
        <div className="am-stack">
          <Stapelergebnis stapel={stapel} gesamt={auswahl.length} was="" />
          <Fortschritt stapel={stapel} />
          {stapel.begonnen && offen === 0 ? null : (
            <>
              <p>
                {auswahl.length === 0
                  ? 'Wählen Sie die Schritte aus, die Sie gelesen haben und denen Sie zustimmen.'
                  : `${anzahl(offen, 'Schritt', 'Schritte')} mit zustimmender Entscheidung. Für eine andere Entscheidung öffnen Sie den Vorgang.`}
              </p>
              {erklaerung ? (
                <div className="am-stack-s">
                  <Checkbox checked={erklaert} onChange={setErklaert}>
                    Ich erkläre: Bei keinem der gewählten Vorgänge besteht bei mir ein Interessenkonflikt (§ 6
                    VgV).
                  </Checkbox>
                  {versucht && !erklaert ? (
                    <Note art="fehler">
                      Ohne diese Erklärung können Sie nicht mitwirken. Nehmen Sie Vorgänge mit Konflikt aus
                      der Auswahl.
                    </Note>
                  ) : null}
                </div>
              ) : null}
              <OhneStiftHinweis />
              <Schluesselwahl wahl={schluessel} />
              <div className="am-row">
                <Button
                  art="primary"
                  icon={PenLine}
                  taste="Strg+Enter"
                  busy={stapel.laeuft}
                  disabled={offen === 0}
                  onClick={() => void sign()}
                >
                  {offen === 0
                    ? 'Verbindlich zeichnen'
                    : stapel.begonnen
                      ? `${offen === 1 ? 'Den übrigen Schritt' : `${zahl(offen)} übrige Schritte`} zeichnen`
                      : `${anzahl(offen, 'Schritt', 'Schritte')} verbindlich zeichnen`}
                </Button>
                {stapel.laeuft ? (
                  <Button onClick={stapel.abbrechen} disabled={stapel.brichtAb}>
                    Anhalten
                  </Button>
                ) : null}
              </div>
            </>
          )}
        </div>
      </Panel>
    </div>
  );
}

interface ListeProps {
  readonly liste: readonly WaitingStep[];
  readonly gewaehlt: ReadonlySet<string>;
  readonly onWahl: (id: string, ja: boolean) => void;
  readonly stapel: Stapel<Ergebnis>;
}

function Liste({ liste, gewaehlt, onWahl, stapel }: ListeProps) {
  return (
    <Table
      name="Schritte, die auf Ihre Unterschrift warten"
      spalten={[{ text: 'Auswahl', art: 'verborgen' }, 'Vorgang', 'Schritt', 'Dokumente', 'Zustand']}
    >
      {liste.map((w) => {
        const eintrag = stapel.eintraege.get(idOf(w));
        return (
          <tr key={idOf(w)}>
            <td>
              {w.einzeln === null ? (
                <Checkbox
                  checked={gewaehlt.has(idOf(w))}
                  disabled={stapel.laeuft || eintrag?.status === 'fertig'}
                  onChange={(ja) => onWahl(idOf(w), ja)}
                >
                  <span className="kern-sr-only">
                    {w.titel}, {w.bezeichnung}
                  </span>
                </Checkbox>
              ) : null}
            </td>
            <td>
              <a href={hrefOf({ id: w.vorgang, art: w.art })}>{w.titel}</a>
              <p className="am-muted am-small">
                {[w.nummer, w.faellig ? `bis ${tagLang(w.faellig)}` : null].filter(Boolean).join(' · ')}
              </p>
            </td>
            <td>
              {w.bezeichnung}
              <p className="am-muted am-small">
                {[w.entscheidung ? `„${w.entscheidung.text}“` : null, w.vertretung]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </td>
            <td>
              <ul>
                {w.dokumente.map((d) => (
                  <li key={d.dokument}>
                    <a
                      href={blobUrl(d.sha256)}
                      target="_blank"
                      rel="noreferrer"
                      title={hashGruppen(d.sha256)}
                    >
                      {d.name}
                    </a>
                  </li>
                ))}
              </ul>
            </td>
            <td>
              {w.einzeln !== null ? (
                <span className="am-small">{w.einzeln}: bitte einzeln öffnen.</span>
              ) : eintrag?.status === 'fertig' ? (
                <StatusTag
                  stufe="gut"
                  text={`gezeichnet${eintrag.nachweis ? ` (${eintrag.nachweis.stufe})` : ''}`}
                />
              ) : eintrag ? (
                <Zustand eintrag={eintrag} />
              ) : (
                <Stiftstand vorgang={w.vorgang}>
                  <StatusTag stufe="wartet" text="wartet" />
                </Stiftstand>
              )}
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

const inputOf = (w: WaitingStep, erklaert: boolean) => ({
  art: w.art,
  vorgang: w.vorgang,
  baseRevision: w.revision,
  schritt: w.schritt,
  gezeigt: w.dokumente.map(({ dokument, version, sha256 }) => ({ dokument, version, sha256 })),
  rolle: w.bezeichnung,
  entscheidung: w.entscheidung?.code ?? '',
  bemerkung: '',
  keinInteressenkonflikt: w.erklaerungNoetig && erklaert,
});
