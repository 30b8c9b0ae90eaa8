import { ShieldAlert, ShieldCheck, ShieldX, type LucideIcon } from 'lucide-react';
import type { SignatureView } from '../../contract/checking.ts';
import type { SignatureInfo } from '../../contract/document.ts';

type Urteil = {
  readonly stufe: 'gut' | 'warnung' | 'fehler';
  readonly text: string;
  readonly icon: LucideIcon;
};

/** The three verdicts of EN 319 102-1 in words, with their icon. */
export const URTEIL: Readonly<Record<SignatureInfo['indication'], Urteil>> = {
  TOTAL_PASSED: { stufe: 'gut', text: 'Gültig', icon: ShieldCheck },
  INDETERMINATE: { stufe: 'warnung', text: 'Nicht abschließend prüfbar', icon: ShieldAlert },
  TOTAL_FAILED: { stufe: 'fehler', text: 'Ungültig', icon: ShieldX },
};

export const AENDERUNG: Readonly<Record<SignatureInfo['aenderungen'], string>> = {
  none: 'keine',
  permitted: 'nur erlaubte (weitere Unterschriften, Prüfdaten)',
  forbidden: 'unerlaubte Änderungen nach dieser Unterschrift',
  unknown: 'nicht feststellbar',
};

export const NIVEAU: Readonly<Record<SignatureInfo['niveau'], string>> = {
  fortgeschritten: 'fortgeschrittene Signatur',
  qualifiziert: 'qualifizierte Signatur',
  uebung: 'Übung, ohne rechtliche Wirkung',
};

export const STUFE: Readonly<Record<string, string>> = {
  'B-B': 'B-B (unterschrieben)',
  'B-T': 'B-T (mit Zeitstempel)',
  'B-LT': 'B-LT (mit Prüfdaten für später)',
  'B-LTA': 'B-LTA (mit Prüfdaten und Archivzeitstempel)',
};

export const ZERTIFIZIERUNG: Readonly<Record<1 | 2 | 3, string>> = {
  1: 'keine Änderung mehr erlaubt',
  2: 'erlaubt sind Formularfelder und weitere Unterschriften',
  3: 'erlaubt sind Formularfelder, Unterschriften und Anmerkungen',
};

const RANG = { TOTAL_PASSED: 0, INDETERMINATE: 1, TOTAL_FAILED: 2 } as const;

/** The worst verdict speaks for the whole document; null: there is no signature. */
export const schlechtestes = (
  signaturen: readonly Pick<SignatureInfo, 'indication'>[],
): SignatureInfo['indication'] | null =>
  signaturen.reduce<SignatureInfo['indication'] | null>(
    (worst, s) => (worst === null || RANG[s.indication] > RANG[worst] ? s.indication : worst),
    null,
  );

/** The first page that was changed after a signature; 1 if only the document as a whole was. */
export const ersteGeaenderte = (danach: SignatureView['danach']): number => {
  const changed = danach.filter((d) => d.seite !== null);
  const worst = changed.filter((d) => d.zeilen.some((z) => !z.erlaubt));
  return (worst[0] ?? changed[0])?.seite ?? 1;
};
