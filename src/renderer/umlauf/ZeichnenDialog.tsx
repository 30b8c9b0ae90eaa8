import { PenLine, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { SigningProof } from '../../contract/signing.ts';
import {
  zeichnungsauftrag,
  type Entscheidung,
  type Schritt,
  type Zeichnungsauftrag,
} from '../../domain/umlauf/index.ts';
import { call } from '../bridge.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { ErrorBox, Note, Progress } from '../kit/Boxes.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { Checkbox, Choice } from '../kit/Choice.tsx';
import { TextArea } from '../kit/Field.tsx';
import { refreshAll } from '../shell/query.ts';
import { useProgress } from '../shell/state.ts';
import { sayDone } from '../vorgang/execute.ts';
import { problemOf } from '../vorgang/texte.ts';
import { GezeichneteDokumente } from './Dokumente.tsx';
import { Erfolg } from './Erfolg.tsx';
import { Rueckgabefelder, useRueckgabe } from './Rueckgabe.tsx';
import { useSchluessel, type Schluesseleingabe } from './schluessel.ts';
import { Schluesselwahl } from './Schluesselwahl.tsx';
import { Stiftlage } from './Stift.tsx';
import { fehlertexte, folge, type UmlaufVorgang } from './vorgang.ts';
import { vorgaben, Zusatzeingaben } from './Zusatzeingaben.tsx';

interface Props {
  readonly vorgang: UmlaufVorgang;
  readonly schritt: Schritt;
  readonly onClose: () => void;
}

const ZURUECK = '_zurueckgeben';

/** What is shown is what is signed: the order is made when the dialog opens, and does not change under it. */
export function ZeichnenDialog(props: Props) {
  const { vorgang, schritt, onClose } = props;
  const { umlauf, kontext, person, verzeichnis, heute } = vorgang;
  const [auftrag] = useState(() =>
    zeichnungsauftrag(umlauf, schritt.id, kontext, person, verzeichnis, heute),
  );
  if (auftrag.ok) return <Zeichnung {...props} a={auftrag.value} />;
  return (
    <Dialog titel={`${schritt.bezeichnung} zeichnen`} onClose={onClose}>
      <ErrorBox problem={problemOf(auftrag.error, ...fehlertexte(vorgang))} />
    </Dialog>
  );
}

/** Sign a step: what, which decision with which consequence, with which key. The verb on the button binds. */
function Zeichnung({ vorgang, schritt, a, onClose }: Props & { readonly a: Zeichnungsauftrag }) {
  const { view } = vorgang;
  const [basis] = useState(view.revision);
  const schluessel = useSchluessel();
  const [wahl, setWahl] = useState<string | null>(a.entscheidungen[0]?.code ?? null);
  const [bemerkung, setBemerkung] = useState('');
  const [keinKonflikt, setKeinKonflikt] = useState(false);
  const felder = vorgang.zusatz?.(schritt) ?? null;
  const [zusatz, setZusatz] = useState(() => vorgaben(felder));
  const [nachweis, setNachweis] = useState<SigningProof | null>(null);
  const action = useAction();
  const { busy, versucht } = action;
  const progress = useProgress(busy);
  const rueckgabe = useRueckgabe(vorgang);
  if (nachweis)
    return (
      <Erfolg
        nachweis={nachweis}
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

  const sign = async (gewaehlt: Entscheidung, eingabe: Partial<Schluesseleingabe>) => {
    const answer = await call('sign.step', {
      art: view.art,
      vorgang: view.id,
      baseRevision: basis,
      schritt: schritt.id,
      gezeigt: a.dokumente.map(({ dokument, version, sha256 }) => ({ dokument, version, sha256 })),
      rolle: schritt.bezeichnung,
      entscheidung: gewaehlt.code,
      bemerkung: bemerkung.trim(),
      keinInteressenkonflikt: keinKonflikt,
      ...(felder && gewaehlt.positiv ? { zusatz } : {}),
      ...eingabe,
    });
    schluessel.vergessen();
    return answer;
  };
  const submit = () => {
    const eingabe = mitKey && !zurueck ? schluessel.eingabe() : {};
    const ask = () => {
      if (zurueck) rueckgabe.submit(onClose);
      if (zurueck || !entscheidung || fehler.bemerkung || fehler.konflikt || !eingabe) return null;
      return sign(entscheidung, eingabe);
    };
    return action.run(ask, (answer) => {
      refreshAll();
      if (answer.nachweis) return setNachweis(answer.nachweis);
      sayDone(`${schritt.bezeichnung}: ${entscheidung?.text}.`, answer);
      onClose();
    });
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
    <ActionDialog
      titel={mitKey ? `${schritt.bezeichnung} zeichnen` : schritt.bezeichnung}
      breit={mitKey && !zurueck}
      action={action}
      verb={verb}
      icon={zurueck ? Undo2 : PenLine}
      bindend
      onAction={() => void submit()}
      onClose={onClose}
    >
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
                <Zusatzeingaben
                  felder={felder}
                  werte={zusatz}
                  onChange={setZusatz}
                  problem={action.problem}
                />
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
                <Checkbox
                  checked={keinKonflikt}
                  onChange={setKeinKonflikt}
                  fehlt={versucht && fehler.konflikt}
                >
                  Ich erkläre: Bei mir besteht kein Interessenkonflikt (§ 6 VgV).
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
    </ActionDialog>
  );
}

const nameIn = (v: UmlaufVorgang, id: string): string => {
  const p = v.verzeichnis.personen.find((one) => one.id === id);
  return p ? [p.titel, p.vorname, p.nachname].filter(Boolean).join(' ') : 'eine andere Person';
};
