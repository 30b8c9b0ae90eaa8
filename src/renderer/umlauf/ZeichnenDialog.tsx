import { PenLine, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { SigningProof } from '../../contract/signing.ts';
import { zeichnungsauftrag, type Schritt } from '../../domain/umlauf/index.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox, Note, Progress } from '../kit/Boxes.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { Checkbox, Choice, MoneyField, TextArea, TextField } from '../kit/Field.tsx';
import { refreshAll } from '../shell/query.ts';
import { useProgress } from '../shell/state.ts';
import { sayDone } from '../vorgang/execute.ts';
import { problemOf } from '../vorgang/texte.ts';
import { GezeichneteDokumente } from './Dokumente.tsx';
import { Erfolg } from './Erfolg.tsx';
import { Rueckgabefelder, useRueckgabe } from './Rueckgabe.tsx';
import { useSchluessel } from './schluessel.ts';
import { Schluesselwahl } from './Schluesselwahl.tsx';
import { Stiftlage } from './Stift.tsx';
import { fehlertexte, folge, type UmlaufVorgang } from './vorgang.ts';

interface Props {
  readonly vorgang: UmlaufVorgang;
  readonly schritt: Schritt;
  readonly onClose: () => void;
}

const ZURUECK = '_zurueckgeben';

/** Sign a step: what, which decision with which consequence, with which key. The verb on the button binds. */
export function ZeichnenDialog({ vorgang, schritt, onClose }: Props) {
  const { umlauf, kontext, person, verzeichnis, heute, view } = vorgang;
  // what is shown is what is signed: frozen when the dialog opens
  const [auftrag] = useState(() =>
    zeichnungsauftrag(umlauf, schritt.id, kontext, person, verzeichnis, heute),
  );
  const [basis] = useState(view.revision);
  const schluessel = useSchluessel();
  const [wahl, setWahl] = useState<string | null>(
    auftrag.ok ? (auftrag.value.entscheidungen[0]?.code ?? null) : null,
  );
  const [bemerkung, setBemerkung] = useState('');
  const [keinKonflikt, setKeinKonflikt] = useState(false);
  const felder = vorgang.zusatz?.(schritt) ?? null;
  const [zusatz, setZusatz] = useState<Record<string, string | number>>(() =>
    Object.fromEntries((felder?.felder ?? []).map((f) => [f.name, f.vorgabe])),
  );
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [fertig, setFertig] = useState<{ readonly nachweis: SigningProof | null } | null>(null);
  const progress = useProgress(busy);
  const rueckgabe = useRueckgabe(vorgang);

  if (!auftrag.ok) {
    return (
      <Dialog titel={`${schritt.bezeichnung} zeichnen`} onClose={onClose}>
        <ErrorBox problem={problemOf(auftrag.error, ...fehlertexte(vorgang))} />
      </Dialog>
    );
  }
  const a = auftrag.value;
  if (fertig)
    return (
      <Erfolg
        nachweis={fertig.nachweis}
        titel={`${schritt.bezeichnung}: gezeichnet`}
        worum={vorgang.worum[0] ?? ''}
        onClose={onClose}
      />
    );

  const zurueck = wahl === ZURUECK;
  const entscheidung = a.entscheidungen.find((e) => e.code === wahl) ?? null;
  const mitKey = a.zeichnung !== 'ohne';
  const fehler = {
    bemerkung:
      entscheidung?.bemerkungPflicht && bemerkung.trim() === ''
        ? 'Diese Entscheidung braucht eine Begründung.'
        : null,
    konflikt: a.erklaerungNoetig && !keinKonflikt,
  };

  const submit = async () => {
    setVersucht(true);
    if (zurueck) return rueckgabe.submit(onClose);
    const eingabe = mitKey ? schluessel.eingabe() : {};
    if (!entscheidung || fehler.bemerkung || fehler.konflikt || !eingabe) return;
    setBusy(true);
    setProblem(null);
    const answer = await call('sign.step', {
      art: view.art,
      vorgang: view.id,
      baseRevision: basis,
      schritt: schritt.id,
      gezeigt: a.dokumente.map(({ dokument, version, sha256 }) => ({ dokument, version, sha256 })),
      rolle: schritt.bezeichnung,
      entscheidung: entscheidung.code,
      bemerkung: bemerkung.trim(),
      keinInteressenkonflikt: keinKonflikt,
      ...(felder && entscheidung.positiv ? { zusatz } : {}),
      ...eingabe,
    });
    setBusy(false);
    schluessel.vergessen();
    if (!answer.ok) return setProblem(answer.problem);
    refreshAll();
    if (answer.value.nachweis) setFertig({ nachweis: answer.value.nachweis });
    else {
      sayDone(`${schritt.bezeichnung}: ${entscheidung.text}.`, answer.value);
      onClose();
    }
  };

  const nurKenntnis = schritt.art === 'Kenntnisnahme';
  const verb = zurueck
    ? 'Zurückgeben'
    : mitKey
      ? 'Verbindlich zeichnen'
      : nurKenntnis
        ? 'Zur Kenntnis nehmen'
        : 'Mitzeichnen';
  return (
    <Dialog
      titel={mitKey ? `${schritt.bezeichnung} zeichnen` : schritt.bezeichnung}
      onClose={onClose}
      breit={mitKey && !zurueck}
      fest={busy}
      fuss={
        <>
          <Button onClick={onClose} disabled={busy}>
            Abbrechen
          </Button>
          <Button
            art="primary"
            icon={zurueck ? Undo2 : PenLine}
            busy={busy}
            taste="Strg+Enter"
            onClick={() => void submit()}
          >
            {verb}
          </Button>
        </>
      }
    >
      {problem ? <ErrorBox problem={problem} /> : null}
      <div className="am-summary">
        {vorgang.worum.map((zeile, i) => (
          <p key={zeile} className={i === 0 ? 'am-strong' : ''}>
            {zeile}
          </p>
        ))}
        {a.wie === 'selbst' ? null : (
          <p className="am-muted">
            Sie zeichnen {a.wie} {nameIn(vorgang, a.fuer)}. Beide Namen stehen in der Zeichnung.
          </p>
        )}
      </div>
      <div className={mitKey && !zurueck ? 'am-zweispaltig' : 'am-stack'}>
        <div className="am-stack">
          <Choice
            legende="Ihre Entscheidung"
            value={wahl}
            onChange={setWahl}
            wahlen={[
              ...a.entscheidungen.map((e) => ({
                wert: e.code,
                text: e.text.slice(0, 1).toUpperCase() + e.text.slice(1),
                folge: folge(vorgang, schritt, e),
              })),
              ...(!nurKenntnis && rueckgabe.moeglich
                ? [{ wert: ZURUECK, text: 'Zurückgeben', folge: 'Ohne Zeichnung, mit Ihrer Begründung.' }]
                : []),
            ]}
          />

          {zurueck ? (
            <Rueckgabefelder rueckgabe={rueckgabe} versucht={versucht} />
          ) : (
            <>
              <TextArea
                label="Bemerkung"
                optional={!entscheidung?.bemerkungPflicht}
                value={bemerkung}
                onChange={setBemerkung}
                rows={2}
                maxLength={4000}
                error={versucht ? fehler.bemerkung : null}
              />
              {felder && entscheidung?.positiv ? (
                <fieldset className="am-fieldset">
                  <legend className="am-legend">{felder.legende}</legend>
                  <div className="am-cols">
                    {felder.felder.map((f) =>
                      f.art === 'euro' ? (
                        <MoneyField
                          key={f.name}
                          label={f.label}
                          value={typeof zusatz[f.name] === 'number' ? Number(zusatz[f.name]) : null}
                          onChange={(cent) => setZusatz({ ...zusatz, [f.name]: cent ?? '' })}
                          error={problem?.field === `zusatz.${f.name}` ? problem.cause : null}
                        />
                      ) : (
                        <TextField
                          key={f.name}
                          label={f.label}
                          value={String(zusatz[f.name] ?? '')}
                          inputMode={f.art === 'zahl' ? 'numeric' : 'text'}
                          onChange={(text) =>
                            setZusatz({
                              ...zusatz,
                              [f.name]: f.art === 'zahl' && /^\d+$/.test(text) ? Number(text) : text,
                            })
                          }
                          error={problem?.field === `zusatz.${f.name}` ? problem.cause : null}
                        />
                      ),
                    )}
                  </div>
                </fieldset>
              ) : null}
            </>
          )}
        </div>
        {zurueck ? null : (
          <div className="am-stack">
            {mitKey ? (
              <>
                <GezeichneteDokumente dokumente={a.dokumente} haupt={a.hauptdokument?.dokument ?? null} />
                {a.zeichnung === 'pdf' ? <Stiftlage vorgang={view.id} /> : null}
                <Schluesselwahl wahl={schluessel} />
              </>
            ) : null}

            {a.erklaerungNoetig ? (
              <div className="am-stack-s">
                <Checkbox checked={keinKonflikt} onChange={setKeinKonflikt}>
                  Ich erkläre: Bei mir besteht kein Interessenkonflikt (§ 6 VgV).
                </Checkbox>
                {versucht && fehler.konflikt ? (
                  <Note art="fehler">
                    Ohne diese Erklärung können Sie nicht mitwirken. Besteht ein Konflikt, schließen Sie den
                    Dialog und wählen Sie „Interessenkonflikt erklären …“.
                  </Note>
                ) : null}
              </div>
            ) : null}
          </div>
        )}
      </div>
      {busy ? (
        progress ? (
          <Progress erledigt={progress.done} gesamt={progress.total} text={progress.text} prozent />
        ) : (
          <p role="status">Signatur wird erstellt und geprüft …</p>
        )
      ) : null}
    </Dialog>
  );
}

const nameIn = (v: UmlaufVorgang, id: string): string => {
  const p = v.verzeichnis.personen.find((one) => one.id === id);
  return p ? [p.titel, p.vorname, p.nachname].filter(Boolean).join(' ') : 'eine andere Person';
};
