import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { SigningKey } from '../../contract/signing.ts';
import { useQuery } from '../shell/query.ts';

/** The chosen key, else the one used last, else the first that works. */
export function usableKey(keys: readonly SigningKey[], gewaehlt: string | null): SigningKey | null {
  const usable = keys.filter((k) => k.hindernis === null);
  return usable.find((k) => k.id === gewaehlt) ?? usable.find((k) => k.zuletztBenutzt) ?? usable[0] ?? null;
}

export type Geheimnisse = { readonly pin: string; readonly otp: string };

/** What the channels of signing take. */
export interface Schluesseleingabe {
  readonly schluessel: string;
  readonly pin?: string;
  readonly otp?: string;
}

/**
 * Which secrets of this key are still missing; a message per field. One of two optional ones („PIN OR OTP“) must be
 * there.
 */
export function missingSecrets(key: SigningKey, g: Geheimnisse): Partial<Record<'pin' | 'otp', string>> {
  const leer = key.eingaben.filter((e) => g[e.feld].trim() === '');
  const gefordert = leer.filter((e) => e.pflicht);
  const keins = key.eingaben.length > 0 && leer.length === key.eingaben.length;
  return Object.fromEntries((keins ? leer : gefordert).map((e) => [e.feld, `Geben Sie ein: ${e.name}.`]));
}

export interface Schluesselauswahl {
  readonly keys: readonly SigningKey[] | null;
  readonly problem: Problem | null;
  readonly laedt: boolean;
  readonly key: SigningKey | null;
  readonly waehlen: (id: string) => void;
  readonly geheimnisse: Geheimnisse;
  readonly eingeben: (feld: 'pin' | 'otp', wert: string) => void;
  readonly fehler: Partial<Record<'pin' | 'otp', string>>;
  /** input for a channel; null: something is missing, what it is stands at its field */
  readonly eingabe: () => Schluesseleingabe | null;
  /** to be called after each try, whatever came of it: secrets are used once; cards and services are asked anew */
  readonly vergessen: () => void;
  readonly neuLaden: () => void;
}

/** Key and secrets of one signing dialog. Secrets live in the dialog alone and only until they are sent. */
export function useSchluessel(): Schluesselauswahl {
  const keys = useQuery('sign.keys', null);
  const [gewaehlt, setGewaehlt] = useState<string | null>(null);
  const [geheimnisse, setGeheimnisse] = useState<Geheimnisse>(LEER);
  const [versucht, setVersucht] = useState(false);
  const key = usableKey(keys.data ?? [], gewaehlt);
  const fehlt = key ? missingSecrets(key, geheimnisse) : {};
  return {
    keys: keys.data,
    problem: keys.problem,
    laedt: keys.loading,
    key,
    waehlen: (id) => {
      setGewaehlt(id);
      setGeheimnisse(LEER);
      setVersucht(false);
    },
    geheimnisse,
    eingeben: (feld, wert) => setGeheimnisse((g) => ({ ...g, [feld]: wert })),
    fehler: versucht ? fehlt : {},
    eingabe: () => {
      setVersucht(true);
      if (!key || key.anmelden || Object.keys(fehlt).length > 0) return null;
      const gegeben = key.eingaben.flatMap(({ feld }) =>
        geheimnisse[feld] === '' ? [] : [[feld, geheimnisse[feld]] as const],
      );
      return { schluessel: key.id, ...Object.fromEntries(gegeben) };
    },
    vergessen: () => {
      setGeheimnisse(LEER);
      setVersucht(false);
      keys.reload();
    },
    neuLaden: keys.reload,
  };
}

const LEER: Geheimnisse = { pin: '', otp: '' };
