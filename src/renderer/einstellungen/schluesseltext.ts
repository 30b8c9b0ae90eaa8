import type { SigningKey } from '../../contract/signing.ts';
import type { StatusStufe } from '../../domain/shared/vorgang.ts';

export const NIVEAU: Readonly<Record<SigningKey['niveau'], string>> = {
  qualifiziert: 'qualifiziert',
  fortgeschritten: 'fortgeschritten',
  uebung: 'ohne rechtliche Wirkung',
};

/** Whether a key can sign now, and if not, why. */
export function zustandOf(k: SigningKey): { readonly stufe: StatusStufe; readonly text: string } {
  if (k.hindernis) return { stufe: 'warnung', text: k.hindernis };
  return k.anmelden ? { stufe: 'warnung', text: 'Anmeldung nötig' } : { stufe: 'gut', text: 'Nutzbar' };
}

/** What the person does to release a signature with this key. */
export function freigabeOf(k: SigningKey): string {
  switch (k.freigabe) {
    case 'eingabe':
      return k.eingaben
        .map((e) => `${e.feld === 'pin' ? 'PIN' : 'Einmalkennwort'}${e.pflicht ? '' : ' (wahlweise)'}`)
        .join(' und ');
    case 'browser':
      return 'Seite des Dienstes im Browser';
    case 'geraet':
      return 'PIN am Lesegerät';
    case 'keine':
      return 'durch den Dienst';
  }
}
