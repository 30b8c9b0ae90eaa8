import { Plus, SkipForward, UserRoundPen } from 'lucide-react';
import { useState } from 'react';
import {
  aktuelleSchritte,
  describeAdressat,
  SCHRITTART_NAMEN,
  SCHRITTARTEN,
  type Schrittart,
} from '../../../domain/umlauf/index.ts';
import { Note } from '../../kit/Boxes.tsx';
import { Choice } from '../../kit/Choice.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { Adressatwahl, toAdressat } from '../Adressatwahl.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { GrundDialog, Pflichttext, required } from '../../vorgang/GrundDialog.tsx';
import type { DialogProps, SchrittDialogProps } from './props.ts';
import { useNewId } from '../../vorgang/use-new-id.ts';

export function ErsatzDialog({ vorgang, schritt, onClose }: SchrittDialogProps) {
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
          <Pflichttext
            value={grund}
            onChange={setGrund}
            rows={2}
            versucht={versucht}
            fehlt="Ein Wechsel der Zuständigkeit braucht eine Begründung."
          />
        </>
      )}
    </BefehlDialog>
  );
}

export function SchrittDialog({ vorgang, onClose }: DialogProps) {
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
          <Pflichttext
            value={grund}
            onChange={setGrund}
            rows={2}
            versucht={versucht}
            fehlt="Ein zusätzlicher Schritt braucht eine Begründung."
          />
        </>
      )}
    </BefehlDialog>
  );
}

export function UeberspringenDialog({ vorgang, schritt, onClose }: SchrittDialogProps) {
  return (
    <GrundDialog
      titel={`Überspringen: ${schritt.bezeichnung}`}
      verb="Überspringen"
      icon={SkipForward}
      view={vorgang.view}
      ist="Der Schritt ist übersprungen."
      fehlt="Überspringen geht nur mit einer Begründung."
      maxLength={2000}
      onClose={onClose}
      command={(grund) => ({ type: 'skipSchritt', schritt: schritt.id, grund }) as never}
    >
      <Note art="warnung">Der Schritt bleibt im Laufweg sichtbar, mit Ihrem Namen und Ihrer Begründung.</Note>
    </GrundDialog>
  );
}
