import {
  BellRing,
  CircleHelp,
  Plus,
  Reply,
  SkipForward,
  TriangleAlert,
  Undo2,
  UserRoundPen,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  aktuelleSchritte,
  describeAdressat,
  findSchritt,
  nameOf,
  SCHRITTART_NAMEN,
  SCHRITTARTEN,
  type Rueckfrage,
  type Schritt,
  type Schrittart,
} from '../../domain/umlauf/index.ts';
import { Note } from '../kit/Boxes.tsx';
import { Choice, Select, TextArea, TextField } from '../kit/Field.tsx';
import { newId } from '../vorgang/execute.ts';
import { Adressatwahl, toAdressat } from './Adressatwahl.tsx';
import { BefehlDialog } from './BefehlDialog.tsx';
import { Rueckgabefelder, useRueckgabe } from './Rueckgabe.tsx';
import type { UmlaufVorgang } from './vorgang.ts';

interface Props {
  readonly vorgang: UmlaufVorgang;
  readonly onClose: () => void;
}
interface SchrittProps extends Props {
  readonly schritt: Schritt;
}

const required = (versucht: boolean, wert: string, text: string): string | null =>
  versucht && wert.trim() === '' ? text : null;

/** An id from the main process, fetched when the dialog opens; '' until it is there. */
function useNewId(): string {
  const [id, setId] = useState('');
  useEffect(() => {
    void newId().then((got) => setId(typeof got === 'string' ? got : ''));
  }, []);
  return id;
}

export function RueckfrageDialog({ vorgang, schritt, onClose }: SchrittProps) {
  const id = useNewId();
  const [an, setAn] = useState(`person:${vorgang.umlauf.initiator}`);
  const [text, setText] = useState('');
  return (
    <BefehlDialog
      titel="Rückfrage stellen"
      verb="Rückfrage senden"
      icon={CircleHelp}
      view={vorgang.view}
      wird="Die Rückfrage wird gesendet."
      ist="Die Rückfrage ist gesendet."
      onClose={onClose}
      build={() => {
        const adressat = toAdressat(an);
        if (!adressat || text.trim() === '' || id === '') return null;
        return { type: 'askRueckfrage', id, schritt: schritt.id, an: adressat, text: text.trim() } as never;
      }}
    >
      {(versucht) => (
        <>
          <Note>Der Schritt „{schritt.bezeichnung}“ bleibt bei Ihnen; die Frist läuft weiter.</Note>
          <Adressatwahl
            label="An"
            verzeichnis={vorgang.verzeichnis}
            heute={vorgang.heute}
            value={an}
            onChange={setAn}
            error={required(versucht, an, 'Wählen Sie, wen Sie fragen.')}
          />
          <TextArea
            label="Frage"
            value={text}
            onChange={setText}
            maxLength={4000}
            error={required(versucht, text, 'Schreiben Sie Ihre Frage.')}
          />
        </>
      )}
    </BefehlDialog>
  );
}

export function AntwortDialog({ vorgang, frage, onClose }: Props & { readonly frage: Rueckfrage }) {
  const [text, setText] = useState('');
  return (
    <BefehlDialog
      titel="Rückfrage beantworten"
      verb="Antwort senden"
      icon={Reply}
      view={vorgang.view}
      wird="Die Antwort wird gesendet."
      ist="Die Antwort ist gesendet."
      onClose={onClose}
      build={() =>
        text.trim() === '' ? null : ({ type: 'answerRueckfrage', id: frage.id, text: text.trim() } as never)
      }
    >
      {(versucht) => (
        <>
          <div className="am-summary">
            <p className="am-muted am-small">{nameOf(vorgang.verzeichnis, frage.von)} fragt:</p>
            <p className="am-quote">„{frage.text}“</p>
          </div>
          <TextArea
            label="Ihre Antwort"
            value={text}
            onChange={setText}
            autoFocus
            maxLength={4000}
            error={required(versucht, text, 'Schreiben Sie eine Antwort.')}
          />
        </>
      )}
    </BefehlDialog>
  );
}

export function ErinnernDialog({ vorgang, onClose }: Props) {
  const offen = aktuelleSchritte(vorgang.umlauf);
  const [schritt, setSchritt] = useState(offen[0]?.id ?? '');
  const [text, setText] = useState('');
  return (
    <BefehlDialog
      titel="Erinnerung senden"
      verb="Erinnern"
      icon={BellRing}
      view={vorgang.view}
      wird="Die Erinnerung wird gesendet."
      ist="Die Erinnerung ist gesendet."
      onClose={onClose}
      build={() => (schritt === '' ? null : ({ type: 'remindSchritt', schritt, text: text.trim() } as never))}
    >
      {() => (
        <>
          <Select
            label="Schritt"
            value={schritt}
            onChange={setSchritt}
            optionen={offen.map((s) => ({
              wert: s.id,
              text: `${s.bezeichnung} – ${describeAdressat(vorgang.verzeichnis, s.adressat, vorgang.heute)}`,
            }))}
          />
          <TextArea label="Nachricht" optional value={text} onChange={setText} maxLength={1000} rows={2} />
        </>
      )}
    </BefehlDialog>
  );
}

export function RueckgabeDialog({ vorgang, onClose }: Props) {
  const r = useRueckgabe(vorgang);
  return (
    <BefehlDialog
      titel="Vorgang zurückgeben"
      verb="Zurückgeben"
      icon={Undo2}
      view={vorgang.view}
      wird="Der Vorgang wird zurückgegeben."
      ist="Der Vorgang ist zurückgegeben."
      onClose={onClose}
      build={() =>
        r.grund.trim() === ''
          ? null
          : ({ type: 'returnUmlauf', ziel: r.ziel, grund: r.grund.trim() } as never)
      }
    >
      {(versucht) => <Rueckgabefelder rueckgabe={r} versucht={versucht} />}
    </BefehlDialog>
  );
}

export function ErsatzDialog({ vorgang, schritt, onClose }: SchrittProps) {
  const [an, setAn] = useState('');
  const [grund, setGrund] = useState('');
  return (
    <BefehlDialog
      titel={`Ersatz benennen: ${schritt.bezeichnung}`}
      verb="Ersatz benennen"
      icon={UserRoundPen}
      view={vorgang.view}
      ist="Die Zuständigkeit ist geändert."
      onClose={onClose}
      build={() => {
        const adressat = toAdressat(an);
        if (!adressat || grund.trim() === '') return null;
        return { type: 'replaceAdressat', schritt: schritt.id, adressat, grund: grund.trim() } as never;
      }}
    >
      {(versucht) => (
        <>
          <p>Bisher: {describeAdressat(vorgang.verzeichnis, schritt.adressat, vorgang.heute)}</p>
          <Adressatwahl
            label="Neu zuständig"
            verzeichnis={vorgang.verzeichnis}
            heute={vorgang.heute}
            value={an}
            onChange={setAn}
            error={required(versucht, an, 'Wählen Sie eine Person oder Rolle.')}
          />
          <TextArea
            label="Begründung"
            value={grund}
            onChange={setGrund}
            maxLength={2000}
            rows={2}
            error={required(versucht, grund, 'Ein Wechsel der Zuständigkeit braucht eine Begründung.')}
          />
        </>
      )}
    </BefehlDialog>
  );
}

export function SchrittDialog({ vorgang, onClose }: Props) {
  const id = useNewId();
  const moeglich = vorgang.umlauf.schritte.filter((s) => s.status !== 'uebersprungen');
  const [art, setArt] = useState<Schrittart>('Kenntnisnahme');
  const [bezeichnung, setBezeichnung] = useState('');
  const [an, setAn] = useState('');
  const [bei, setBei] = useState(aktuelleSchritte(vorgang.umlauf)[0]?.id ?? moeglich.at(-1)?.id ?? '');
  const [lage, setLage] = useState<'danach' | 'parallel'>('danach');
  const [frist, setFrist] = useState('');
  const [grund, setGrund] = useState('');
  return (
    <BefehlDialog
      titel="Schritt hinzufügen"
      verb="Hinzufügen"
      icon={Plus}
      breit
      view={vorgang.view}
      ist="Der Schritt ist hinzugefügt."
      onClose={onClose}
      build={() => {
        const adressat = toAdressat(an);
        if (!adressat || grund.trim() === '' || id === '') return null;
        return {
          type: 'addSchritt',
          id,
          art,
          bezeichnung: bezeichnung.trim() || SCHRITTART_NAMEN[art],
          adressat,
          bei,
          lage,
          fristTage: /^\d{1,3}$/.test(frist) ? Number(frist) : null,
          grund: grund.trim(),
        } as never;
      }}
    >
      {(versucht) => (
        <>
          <div className="am-cols">
            <Select
              label="Art"
              value={art}
              onChange={(a) => setArt(a as Schrittart)}
              optionen={SCHRITTARTEN.map((a) => ({ wert: a, text: SCHRITTART_NAMEN[a] }))}
            />
            <TextField
              label="Bezeichnung"
              optional
              value={bezeichnung}
              onChange={setBezeichnung}
              placeholder={SCHRITTART_NAMEN[art]}
              maxLength={200}
            />
          </div>
          <Adressatwahl
            label="Wer"
            verzeichnis={vorgang.verzeichnis}
            heute={vorgang.heute}
            value={an}
            onChange={setAn}
            error={required(versucht, an, 'Wählen Sie eine Person oder Rolle.')}
          />
          <div className="am-cols">
            <Select
              label="Stelle im Laufweg"
              value={bei}
              onChange={setBei}
              optionen={moeglich.map((s) => ({ wert: s.id, text: s.bezeichnung }))}
            />
            <TextField
              label="Frist in Arbeitstagen"
              optional
              inputMode="numeric"
              value={frist}
              onChange={setFrist}
              error={frist !== '' && !/^\d{1,3}$/.test(frist) ? 'Eine ganze Zahl, z. B. 3' : null}
            />
          </div>
          <Choice
            legende="Reihenfolge"
            value={lage}
            onChange={setLage}
            wahlen={[
              { wert: 'danach', text: 'Danach', folge: 'Beginnt, wenn der gewählte Schritt erledigt ist.' },
              { wert: 'parallel', text: 'Gleichzeitig', folge: 'Läuft neben dem gewählten Schritt.' },
            ]}
          />
          <TextArea
            label="Begründung"
            value={grund}
            onChange={setGrund}
            rows={2}
            maxLength={2000}
            error={required(versucht, grund, 'Ein zusätzlicher Schritt braucht eine Begründung.')}
          />
        </>
      )}
    </BefehlDialog>
  );
}

export function UeberspringenDialog({ vorgang, schritt, onClose }: SchrittProps) {
  const [grund, setGrund] = useState('');
  return (
    <BefehlDialog
      titel={`Überspringen: ${schritt.bezeichnung}`}
      verb="Überspringen"
      icon={SkipForward}
      view={vorgang.view}
      ist="Der Schritt ist übersprungen."
      onClose={onClose}
      build={() =>
        grund.trim() === ''
          ? null
          : ({ type: 'skipSchritt', schritt: schritt.id, grund: grund.trim() } as never)
      }
    >
      {(versucht) => (
        <>
          <Note art="warnung">
            Der Schritt bleibt im Laufweg sichtbar, mit Ihrem Namen und Ihrer Begründung.
          </Note>
          <TextArea
            label="Begründung"
            value={grund}
            onChange={setGrund}
            maxLength={2000}
            error={required(versucht, grund, 'Überspringen geht nur mit einer Begründung.')}
          />
        </>
      )}
    </BefehlDialog>
  );
}

export function ZurueckziehenDialog({ vorgang, onClose }: Props) {
  const [grund, setGrund] = useState('');
  return (
    <BefehlDialog
      titel="Umlauf zurückziehen"
      verb="Endgültig zurückziehen"
      gefahr
      icon={TriangleAlert}
      view={vorgang.view}
      ist="Der Umlauf ist zurückgezogen."
      onClose={onClose}
      build={() => (grund.trim() === '' ? null : ({ type: 'withdrawUmlauf', grund: grund.trim() } as never))}
    >
      {(versucht) => (
        <>
          <Note art="warnung" titel="Das beendet den Vorgang">
            Bisherige Zeichnungen bleiben im Verlauf. Für denselben Bedarf legen Sie danach einen neuen
            Vorgang an.
          </Note>
          <TextArea
            label="Begründung"
            value={grund}
            onChange={setGrund}
            maxLength={4000}
            error={required(versucht, grund, 'Zurückziehen geht nur mit einer Begründung.')}
          />
        </>
      )}
    </BefehlDialog>
  );
}

export function KonfliktDialog({ vorgang, onClose }: Props) {
  const [ergebnis, setErgebnis] = useState<'keine' | 'konflikt'>('keine');
  const [text, setText] = useState('');
  return (
    <BefehlDialog
      titel="Erklärung nach § 6 VgV"
      verb="Verbindlich erklären"
      view={vorgang.view}
      ist="Ihre Erklärung ist eingetragen."
      onClose={onClose}
      build={() =>
        ergebnis === 'konflikt' && text.trim() === ''
          ? null
          : ({ type: 'declareInteressenkonflikt', ergebnis, text: text.trim() } as never)
      }
    >
      {(versucht) => (
        <>
          <Choice
            legende="Besteht bei Ihnen ein Interessenkonflikt?"
            value={ergebnis}
            onChange={setErgebnis}
            wahlen={[
              { wert: 'keine', text: 'Nein', folge: 'Sie können mitwirken.' },
              {
                wert: 'konflikt',
                text: 'Ja, es besteht oder droht ein Konflikt',
                folge: 'Sie wirken nicht mit. Für Ihren Schritt wird eine andere Person benannt.',
              },
            ]}
          />
          {ergebnis === 'konflikt' ? (
            <TextArea
              label="Worin besteht er?"
              hint="Zum Beispiel Verwandtschaft oder frühere Tätigkeit für einen Bieter. Der Text steht im Vermerk."
              value={text}
              onChange={setText}
              maxLength={4000}
              error={required(versucht, text, 'Nennen Sie den Grund.')}
            />
          ) : null}
        </>
      )}
    </BefehlDialog>
  );
}

/** Which dialog is open; the menu and the keyboard set it. */
export type OffenerDialog =
  | { readonly art: 'zeichnen' | 'rueckfrage' | 'ersatz' | 'ueberspringen'; readonly schritt: string }
  | { readonly art: 'antwort'; readonly frage: string }
  | { readonly art: 'erinnern' | 'zurueckgeben' | 'schritt' | 'zurueckziehen' | 'konflikt' };

export const schrittOf = (v: UmlaufVorgang, id: string): Schritt | null => findSchritt(v.umlauf, id);
