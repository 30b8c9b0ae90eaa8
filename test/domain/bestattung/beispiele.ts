import type { Angaben } from '../../../src/domain/bestattung/bestattung/schema.ts';
import type { Terminplan } from '../../../src/domain/bestattung/belegung.ts';
import type { Unterlage } from '../../../src/domain/bestattung/begriffe.ts';
import type { Grab } from '../../../src/domain/bestattung/grab.ts';
import { instantOf } from '../../../src/domain/shared/dates.ts';
import { musterRegelwerk } from './muster.ts';

/** Monday, 23 November 2026, 08:00 in the office. */
export const JETZT = '2026-11-23T07:00:00.000Z';
export const zeit = (tag: string, uhrzeit: string): string => instantOf(tag, uhrzeit) as string;

export const angaben = (
  teil: Partial<Angaben> & { nachname?: string; tod?: string; todUm?: string | null } = {},
): Angaben => {
  const { nachname = 'Beispiel', tod = '2026-11-21', todUm = '14:30', ...rest } = teil;
  return {
    verstorben: {
      vorname: 'Erika',
      nachname,
      geburtsname: '',
      geburtsdatum: '1941-05-03',
      sterbezeit: { tag: tod, uhrzeit: todUm },
    },
    art: 'erdbestattung',
    einaescherung: null,
    bestatter: { name: 'Bestattungshaus Muster', telefon: '0271 1', email: '' },
    kostentraeger: { name: 'Karl Beispiel', anschrift: 'Musterweg 1' },
    nutzungsberechtigt: { name: 'Karl Beispiel', zugestimmt: true },
    grabart: 'wahlgrab',
    sarg: { laengeCm: 205, breiteCm: 70 },
    feier: { redner: 'Pfarrerin', musik: 'Orgel', traeger: 'Bestatter' },
    hinweisKolonne: '',
    bemerkung: '',
    ...rest,
  };
};

export const urne = (teil: Parameters<typeof angaben>[0] = {}): Angaben =>
  angaben({
    art: 'urne',
    sarg: null,
    grabart: 'urnenwahlgrab',
    einaescherung: { tag: '2026-11-20', nummer: 'E-4711' },
    tod: '2026-11-10',
    ...teil,
  });

export const plan = (teil: Partial<Terminplan> = {}): Terminplan => ({
  friedhof: 'lindenberg',
  halle: 'lindenberg',
  beginn: zeit('2026-11-26', '11:00'),
  feierMin: 30,
  kolonne: '1',
  bagger: '1',
  aushubBeginn: zeit('2026-11-26', '07:30'),
  ...teil,
});

export const grab = (teil: Partial<Grab> = {}): Grab => ({
  schluessel: '01-A1-001',
  friedhof: 'lindenberg',
  feld: 'A1',
  nummer: 1,
  grabart: 'wahlgrab',
  masse: { laengeCm: 210, breiteCm: 90, tiefeCm: 155 },
  kapazitaetSarg: 1,
  kapazitaetUrne: 2,
  belegungen: [],
  recht: null,
  gesperrt: null,
  denkmal: false,
  lage: { ost: 430000, nord: 5636000 },
  ...teil,
});

export const UNTERLAGEN_ERDE: readonly Unterlage[] = [
  'sterbefallanzeige',
  'antrag_kostentraeger',
  'erklaerung_nutzungsrecht',
];

export const regelwerk = musterRegelwerk();
