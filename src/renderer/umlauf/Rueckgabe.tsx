import { useState } from 'react';
import { Note } from '../kit/Boxes.tsx';
import { Select, TextArea } from '../kit/Field.tsx';
import { executeHeld } from '../vorgang/execute.ts';
import { aktionenOf, allowed, folgeRueckgabe, rueckgabeziele, type UmlaufVorgang } from './vorgang.ts';
import { nameOf } from '../../domain/umlauf/index.ts';

export interface RueckgabeForm {
  readonly moeglich: boolean;
  readonly ziele: readonly { readonly wert: string; readonly text: string }[];
  readonly ziel: string;
  readonly setZiel: (ziel: string) => void;
  readonly grund: string;
  readonly setGrund: (grund: string) => void;
  readonly folge: string;
  readonly submit: (onDone: () => void) => void;
}

/** Return to a chosen step, with a reason; used in the signing dialog and on its own. */
export function useRueckgabe(vorgang: UmlaufVorgang): RueckgabeForm {
  const { umlauf: u, verzeichnis, view } = vorgang;
  const [ziel, setZiel] = useState('initiator');
  const [grund, setGrund] = useState('');
  const [basis] = useState(view);
  return {
    moeglich: allowed(aktionenOf(vorgang), 'returnUmlauf').length > 0,
    ziele: [
      { wert: 'initiator', text: `${nameOf(verzeichnis, u.initiator)} (einreichende Person)` },
      ...rueckgabeziele(u).map((s) => ({ wert: s.id, text: s.bezeichnung })),
    ],
    ziel,
    setZiel,
    grund,
    setGrund,
    folge: folgeRueckgabe(u, ziel),
    submit: (onDone) => {
      if (grund.trim() === '') return;
      executeHeld(basis, { type: 'returnUmlauf', ziel, grund: grund.trim() } as never, {
        wird: 'Der Vorgang wird zurückgegeben.',
        ist: 'Der Vorgang ist zurückgegeben.',
      });
      onDone();
    },
  };
}

export function Rueckgabefelder({
  rueckgabe: r,
  versucht,
}: {
  readonly rueckgabe: RueckgabeForm;
  readonly versucht: boolean;
}) {
  return (
    <>
      <Select label="Zurück an" value={r.ziel} onChange={r.setZiel} optionen={r.ziele} />
      <TextArea
        label="Begründung"
        hint="Sie steht dauerhaft im Umlauf."
        value={r.grund}
        onChange={r.setGrund}
        maxLength={4000}
        error={versucht && r.grund.trim() === '' ? 'Zurückgeben geht nur mit einer Begründung.' : null}
      />
      <Note>{r.folge}</Note>
    </>
  );
}
