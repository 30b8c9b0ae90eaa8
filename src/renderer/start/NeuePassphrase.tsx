import { useState } from 'react';
import { TextField } from '../kit/Field.tsx';
import { Passphrase } from './Passphrase.tsx';
import { passphraseProblem } from './passphrase.ts';

/** A new passphrase typed twice: what it is, what is wrong with it, and how it is wiped after use. */
export interface NeuePassphraseEingabe {
  readonly wert: string;
  readonly fehler: 'kurz' | 'ungleich' | null;
  readonly vergessen: () => void;
  readonly felder: {
    readonly eins: string;
    readonly zwei: string;
    readonly setEins: (value: string) => void;
    readonly setZwei: (value: string) => void;
  };
}

export function useNeuePassphrase(): NeuePassphraseEingabe {
  const [eins, setEins] = useState('');
  const [zwei, setZwei] = useState('');
  return {
    wert: eins,
    fehler: passphraseProblem(eins, zwei),
    vergessen: () => {
      setEins('');
      setZwei('');
    },
    felder: { eins, zwei, setEins, setZwei },
  };
}

interface Props {
  readonly eingabe: NeuePassphraseEingabe;
  readonly label: string;
  readonly hint?: string;
  /** errors are shown only after the first attempt */
  readonly versucht: boolean;
  readonly autoFocus?: boolean;
}

/** The two fields of a new passphrase, with its strength. */
export function NeuePassphrase({ eingabe, label, hint, versucht, autoFocus }: Props) {
  const { fehler, felder } = eingabe;
  return (
    <>
      <Passphrase
        label={label}
        hint={hint}
        value={felder.eins}
        onChange={felder.setEins}
        neu
        autoFocus={autoFocus ?? false}
        staerke
        error={versucht && fehler === 'kurz' ? 'Mindestens 10 Zeichen, am besten mehrere Wörter.' : null}
      />
      <TextField
        label={`${label} wiederholen`}
        type="password"
        autoComplete="new-password"
        value={felder.zwei}
        onChange={felder.setZwei}
        error={versucht && fehler === 'ungleich' ? 'Die beiden Eingaben sind verschieden.' : null}
      />
    </>
  );
}
