import type { VorhabenEingabe } from '../../../contract/bestattung.ts';
import type { Bestattungsart, Grabart } from '../../../domain/bestattung/begriffe.ts';
import type { Angaben } from '../../../domain/bestattung/bestattung/schema.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';

/** What is typed during the call: flat texts, as the fields hold them. */
export interface Entwurf {
  readonly vorname: string;
  readonly nachname: string;
  readonly geburtsname: string;
  readonly geburtsdatum: Tag | null;
  readonly sterbetag: Tag | null;
  readonly sterbeuhrzeit: string;
  readonly art: Bestattungsart;
  readonly einaescherungTag: Tag | null;
  readonly einaescherungNummer: string;
  readonly bestatter: string;
  readonly telefon: string;
  readonly email: string;
  readonly grabart: Grabart | '';
  readonly sargLaenge: string;
  readonly sargBreite: string;
  readonly nutzungsberechtigt: string;
  readonly zugestimmt: boolean;
  readonly kostentraeger: string;
  readonly anschrift: string;
  readonly redner: string;
  readonly musik: string;
  readonly traeger: string;
  readonly hinweisKolonne: string;
  readonly bemerkung: string;
}

/** Changes one field. */
export type Setzen = <K extends keyof Entwurf>(feld: K) => (wert: Entwurf[K]) => void;

export const leererEntwurf: Entwurf = {
  vorname: '',
  nachname: '',
  geburtsname: '',
  geburtsdatum: null,
  sterbetag: null,
  sterbeuhrzeit: '',
  art: 'erdbestattung',
  einaescherungTag: null,
  einaescherungNummer: '',
  bestatter: '',
  telefon: '',
  email: '',
  grabart: '',
  sargLaenge: '',
  sargBreite: '',
  nutzungsberechtigt: '',
  zugestimmt: false,
  kostentraeger: '',
  anschrift: '',
  redner: '',
  musik: '',
  traeger: '',
  hinweisKolonne: '',
  bemerkung: '',
};

export const entwurfAus = (a: Angaben): Entwurf => ({
  vorname: a.verstorben.vorname,
  nachname: a.verstorben.nachname,
  geburtsname: a.verstorben.geburtsname,
  geburtsdatum: a.verstorben.geburtsdatum,
  sterbetag: a.verstorben.sterbezeit.tag,
  sterbeuhrzeit: a.verstorben.sterbezeit.uhrzeit ?? '',
  art: a.art,
  einaescherungTag: a.einaescherung?.tag ?? null,
  einaescherungNummer: a.einaescherung?.nummer ?? '',
  bestatter: a.bestatter.name,
  telefon: a.bestatter.telefon,
  email: a.bestatter.email,
  grabart: a.grabart ?? '',
  sargLaenge: a.sarg ? String(a.sarg.laengeCm) : '',
  sargBreite: a.sarg ? String(a.sarg.breiteCm) : '',
  nutzungsberechtigt: a.nutzungsberechtigt?.name ?? '',
  zugestimmt: a.nutzungsberechtigt?.zugestimmt ?? false,
  kostentraeger: a.kostentraeger?.name ?? '',
  anschrift: a.kostentraeger?.anschrift ?? '',
  redner: a.feier.redner,
  musik: a.feier.musik,
  traeger: a.feier.traeger,
  hinweisKolonne: a.hinweisKolonne,
  bemerkung: a.bemerkung,
});

const masse = (laenge: string, breite: string): Angaben['sarg'] => {
  const [l, b] = [Number(laenge), Number(breite)];
  const gueltig = (n: number): boolean => Number.isInteger(n) && n > 0 && n <= 400;
  return gueltig(l) && gueltig(b) ? { laengeCm: l, breiteCm: b } : null;
};

/** The case as the rules take it; null as long as the day of death is missing. */
export function angabenAus(e: Entwurf): VorhabenEingabe['angaben'] | null {
  if (e.sterbetag === null) return null;
  const urne = e.art === 'urne';
  const uhr = /^\d\d:\d\d$/.test(e.sterbeuhrzeit) ? e.sterbeuhrzeit : null;
  return {
    verstorben: {
      vorname: e.vorname.trim(),
      nachname: e.nachname.trim(),
      geburtsname: e.geburtsname.trim(),
      geburtsdatum: e.geburtsdatum,
      sterbezeit: { tag: e.sterbetag, uhrzeit: uhr },
    },
    art: e.art,
    einaescherung: urne ? { tag: e.einaescherungTag, nummer: e.einaescherungNummer.trim() || null } : null,
    bestatter: { name: e.bestatter.trim(), telefon: e.telefon.trim(), email: e.email },
    kostentraeger: e.kostentraeger.trim()
      ? { name: e.kostentraeger.trim(), anschrift: e.anschrift.trim() }
      : null,
    nutzungsberechtigt: e.nutzungsberechtigt.trim()
      ? { name: e.nutzungsberechtigt.trim(), zugestimmt: e.zugestimmt }
      : null,
    grabart: e.grabart || null,
    sarg: urne ? null : masse(e.sargLaenge, e.sargBreite),
    feier: { redner: e.redner.trim(), musik: e.musik.trim(), traeger: e.traeger.trim() },
    hinweisKolonne: e.hinweisKolonne.trim(),
    bemerkung: e.bemerkung.trim(),
  };
}

/** What must be there before anything can be kept, by field. */
export function pflichtfehler(e: Entwurf): Readonly<Partial<Record<keyof Entwurf, string>>> {
  const offen = (text: string, was: string) => (text.trim() === '' ? was : undefined);
  const fehler = {
    nachname: offen(e.nachname, 'Der Name fehlt.'),
    bestatter: offen(e.bestatter, 'Der Bestatter fehlt.'),
    sterbetag: e.sterbetag === null ? 'Der Sterbetag fehlt.' : undefined,
  };
  return Object.fromEntries(Object.entries(fehler).filter(([, v]) => v !== undefined));
}
