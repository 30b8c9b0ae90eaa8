import { CircleAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '../../../contract/channel.ts';
import type { DocumentInfo } from '../../../contract/document.ts';
import type { ExecuteAnswer, VorgangView } from '../../../contract/vorgang.ts';
import { pruefeGrabangabe } from '../../../domain/bestattung/auftrag/decide.ts';
import { torText, type Tor } from '../../../domain/bestattung/auftrag/schema.ts';
import type { AuftragState } from '../../../domain/bestattung/auftrag/state.ts';
import { errors } from '../../../domain/bestattung/errors.ts';
import { call } from '../../bridge.ts';
import { useAction } from '../../kit/action.ts';
import { ActionDialog } from '../../kit/ActionDialog.tsx';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { refreshAll, useQuery } from '../../shell/query.ts';
import { newId, sayDone } from '../../vorgang/execute.ts';
import { problemOf } from '../../vorgang/texte.ts';
import { Fotofeld } from './Fotofeld.tsx';
import { istPin } from './PinSetzen.tsx';

interface Props {
  readonly view: VorgangView;
  readonly s: AuftragState;
  readonly tor: Tor;
  readonly onClose: () => void;
}

/**
 * One gate: both identifiers are read off the spot and typed, not confirmed by a tap; a second person confirms
 * with an own PIN. What does not agree stops the work at once, and is reported as such.
 */
export function TorDialog({ view, s, tor, onClose }: Props) {
  const kollegen = useQuery('friedhof.kollegen', { vorgang: view.id });
  const [grab, setGrab] = useState('');
  const [merkmal, setMerkmal] = useState('');
  const [zweite, setZweite] = useState('');
  const [pin, setPin] = useState('');
  const [neu, setNeu] = useState('');
  const [foto, setFoto] = useState<DocumentInfo | null>(null);
  const action = useAction();
  const { versucht } = action;
  const voll = grab.trim() !== '' && merkmal.trim() !== '';
  const falsch = voll && versucht ? pruefeGrabangabe(s, { grab, merkmal }) : null;
  const person = kollegen.data?.find((k) => k.person === zweite) ?? null;
  const ohnePin = person !== null && !person.hatPin;

  const submit = () => {
    const abweichung = voll ? pruefeGrabangabe(s, { grab, merkmal }) : null;
    const ask = () => {
      if (!voll) return null;
      // the first press shows the stop; the second reports it, with or without a second person
      if (abweichung) return falsch ? sende(true) : null;
      if (zweite === '' || (ohnePin && (!istPin(pin) || pin !== neu))) return null;
      return sende(false);
    };
    return action.run(ask, (answer) => {
      refreshAll();
      sayDone(abweichung ? 'Gemeldet: Die Arbeit ruht.' : 'Grabprüfung gemeldet.', answer);
      onClose();
    });
  };

  const sende = async (stopp: boolean): Promise<Answer<ExecuteAnswer>> => {
    if (ohnePin && !stopp) {
      const set = await call('friedhof.pinSetzen', { person: zweite, pin, alt: null });
      if (!set.ok) return set;
      refreshAll();
    }
    const meldung = await newId();
    if (typeof meldung !== 'string') return { ok: false, problem: meldung };
    return call('friedhof.grabpruefung', {
      vorgang: view.id,
      meldung,
      fassung: s.fassung,
      tor,
      erfasst: { grab: grab.trim(), merkmal: merkmal.trim() },
      foto: foto?.sha256 ?? null,
      bemerkung: '',
      zweite: stopp || zweite === '' ? null : { person: zweite, pin },
    });
  };
  const fehlt = (text: string, was: string) => (versucht && text.trim() === '' ? was : null);

  return (
    <ActionDialog
      titel={`Grabprüfung ${torText[tor]}`}
      action={action}
      verb={falsch ? 'Falsches Grab melden, Arbeit stoppen' : 'Prüfung melden'}
      icon={falsch ? CircleAlert : ShieldCheck}
      gefahr={falsch !== null}
      onAction={() => void submit()}
      onClose={onClose}
    >
      {falsch ? <ErrorBox problem={problemOf(falsch, errors)} /> : null}
      <TextField
        label={tor === 'buero' ? 'Grabnummer im Grabverzeichnis' : 'Grabnummer, wie sie am Grab steht'}
        autoCapitalize="characters"
        value={grab}
        onChange={setGrab}
        error={fehlt(grab, 'Bitte die Nummer am Grab ablesen und eintragen.')}
      />
      <TextField
        label={`${s.inhalt.zweitesMerkmal.art}${tor === 'vor_beisetzung' ? ' auf Sargschild oder Urnendeckel' : ''}`}
        hint={s.inhalt.zweitesMerkmal.art === 'Geburtsdatum' ? 'TT.MM.JJJJ' : undefined}
        value={merkmal}
        onChange={setMerkmal}
        error={fehlt(merkmal, 'Bitte das zweite Merkmal ablesen und eintragen.')}
      />
      {falsch ? null : (
        <>
          <Select
            label="Zweite Person"
            leer="bitte wählen"
            value={zweite}
            onChange={(w) => {
              setZweite(w);
              setPin('');
              setNeu('');
            }}
            optionen={(kollegen.data ?? []).map((k) => ({
              wert: k.person,
              text: `${k.name}, ${k.funktion}`,
            }))}
            error={versucht && zweite === '' ? 'Die Prüfung braucht eine zweite Person.' : null}
          />
          {kollegen.problem ? <ErrorBox problem={kollegen.problem} /> : null}
          {ohnePin ? (
            <Note titel={`${person.name} legt eine eigene PIN fest`}>
              Vier bis acht Ziffern, nur dieser Person bekannt. Sie gilt auf diesem Gerät.
            </Note>
          ) : null}
          {person ? (
            <TextField
              label={`PIN von ${person.name}`}
              type="password"
              inputMode="numeric"
              autoComplete="off"
              value={pin}
              onChange={setPin}
              error={ohnePin && versucht && !istPin(pin) ? 'Vier bis acht Ziffern.' : null}
            />
          ) : null}
          {ohnePin ? (
            <TextField
              label="PIN wiederholen"
              type="password"
              inputMode="numeric"
              autoComplete="off"
              value={neu}
              onChange={setNeu}
              error={versucht && pin !== neu ? 'Beide Eingaben stimmen nicht überein.' : null}
            />
          ) : null}
        </>
      )}
      <Fotofeld foto={foto} onFoto={setFoto} />
    </ActionDialog>
  );
}
