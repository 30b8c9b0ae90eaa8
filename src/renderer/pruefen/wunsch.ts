import type { ChannelInput } from '../../contract/channels.ts';
import type { Sichtbar } from './Platz.tsx';

export type Signierwunsch = Omit<ChannelInput<'sign.file'>, 'sha256' | 'schluessel' | 'pin' | 'otp'>;

/** What the dialog asks for, as it is typed and ticked. */
export interface Wunsch {
  readonly grund: string;
  readonly ort: string;
  readonly sichtbar: boolean;
  readonly bild: boolean;
  /** existing empty field; '': a new one */
  readonly feld: string;
  readonly zertifizieren: '' | '1' | '2' | '3';
  readonly sperren: '' | 'alle' | 'nur' | 'ausser';
  readonly gesperrt: readonly string[];
  readonly weitere: readonly string[];
}

export const LEERER_WUNSCH: Wunsch = {
  grund: '',
  ort: '',
  sichtbar: true,
  bild: false,
  feld: '',
  zertifizieren: '',
  sperren: '',
  gesperrt: [],
  weitere: [],
};

const ABSTAND = 8;

/** Fields for others stand one above the other over the own frame, as large as that. */
export const plaetzeUeber = (platz: Sichtbar, anzahl: number): readonly Sichtbar[] =>
  Array.from({ length: anzahl }, (_, i) => ({ ...platz, y: platz.y + (i + 1) * (platz.hoehe + ABSTAND) }));

const given = <K extends string>(key: K, text: string) =>
  (text.trim() === '' ? {} : { [key]: text.trim() }) as Partial<Record<K, string>>;

/** The wish as the channel takes it; null: the place of a visible signature is still missing. */
export function wunschInput(w: Wunsch, platz: Sichtbar | null): Signierwunsch | null {
  const neu = w.feld === '';
  if (neu && w.sichtbar && !platz) return null;
  const ort = neu && w.sichtbar ? platz : null;
  const plaetze = ort ? plaetzeUeber(ort, w.weitere.length) : [];
  const zertifizieren = ({ '': undefined, '1': 1, '2': 2, '3': 3 } as const)[w.zertifizieren];
  return {
    ...given('grund', w.grund),
    ...given('ort', w.ort),
    ...(neu ? {} : { feld: w.feld }),
    ...(ort ? { sichtbar: ort } : {}),
    ...(w.bild && (ort || !neu) ? { bild: true } : {}),
    ...(zertifizieren ? { zertifizieren } : {}),
    ...(w.sperren === ''
      ? {}
      : { sperren: { art: w.sperren, felder: w.sperren === 'alle' ? [] : [...w.gesperrt] } }),
    ...(w.weitere.length === 0
      ? {}
      : {
          weitereFelder: w.weitere.map((name, i) => {
            const stelle = plaetze[i];
            return stelle ? { name, platz: stelle } : { name };
          }),
        }),
  };
}
