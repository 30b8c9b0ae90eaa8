import { hasRolle, type Verzeichnis } from '../../organisation/verzeichnis.ts';
import { addDays, addMinutes, instantOf } from '../../shared/dates.ts';
import type { Command, PersonId, Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import type { AuftragCommand, Schritt, Tor } from '../auftrag/schema.ts';
import { tore } from '../auftrag/schema.ts';
import { ROLLE_KOLONNE, ROLLE_VERWALTUNG, type Bestattungsart, type Grabart } from '../begriffe.ts';
import { berechneAblauf, berechneBelegungen, toClaims, type Terminplan } from '../belegung.ts';
import type { Angaben, BestattungCommand } from '../bestattung/schema.ts';
import type { Grab } from '../grab.ts';
import { tagesrahmen } from '../kalender.ts';
import { auftragOf } from '../kennung.ts';
import { createIndex, setzeBelegung } from '../suche/belegungsindex.ts';
import { findBesteTermine } from '../suche/besteTermine.ts';
import type { Regelwerk } from '../tabellen/index.ts';
import { BESTATTER, nachname, vorname } from './namen.ts';
import { FAELLE, type Fall } from './faelle.ts';
import { createZufall, type Zufall } from './zufall.ts';

/** One act of the demo: to be executed with the clock at `zeit`, in the order given. */
export interface Demoschritt {
  readonly art: 'bestattung' | 'arbeitsauftrag';
  readonly vorgang: VorgangId;
  readonly akteur: PersonId;
  readonly zeit: Zeitpunkt;
  readonly command: Command;
}

export interface Demoumfeld {
  readonly r: Regelwerk;
  /** the sample graves, or enough of them */
  readonly graeber: readonly Grab[];
  readonly verzeichnis: Verzeichnis;
  /** makes the ids; the n-th call names the n-th thing */
  readonly id: () => string;
}

/**
 * A believable week of burials around a day, as commands for the real kinds: finished, running and planned ones, and
 * what goes wrong in an ordinary week. Everything happens before the day begins; sorted by time.
 */
export function demoWoche(tag: Tag, seed: number, u: Demoumfeld): readonly Demoschritt[] {
  const z = createZufall(seed);
  const index = createIndex();
  const vergeben = new Set<string>();
  const schritte: Demoschritt[] = [];
  for (const fall of FAELLE) schritte.push(...spieleFall(fall, tag, z, u, index, vergeben));
  // Stable sort: acts of one case keep their order at the same minute.
  return schritte.sort((a, b) => (a.zeit < b.zeit ? -1 : a.zeit > b.zeit ? 1 : 0));
}

/** The working day so many working days from `tag`; 0: the day itself or the next one. */
export function arbeitstag(r: Regelwerk, tag: Tag, n: number): Tag {
  const offen = (t: Tag): boolean => tagesrahmen(r, t, 'bestattung').offen;
  let t = tag;
  while (!offen(t)) t = addDays(t, 1);
  for (let rest = Math.abs(n); rest > 0;) {
    t = addDays(t, Math.sign(n));
    if (offen(t)) rest--;
  }
  return t;
}

function spieleFall(
  fall: Fall,
  heute: Tag,
  z: Zufall,
  u: Demoumfeld,
  index: ReturnType<typeof createIndex>,
  vergeben: Set<string>,
): readonly Demoschritt[] {
  const { r } = u;
  const vorgang = u.id();
  const ziel = arbeitstag(r, heute, fall.tag);
  const angelegtTag = fruehererTag(addDays(ziel, -fall.vorlauf), addDays(heute, -1));
  const angelegt = um(angelegtTag, fall.anruf);
  const angaben = erfinde(fall, ziel, angelegtTag, z);
  const [buero, leitung] = verwaltung(u.verzeichnis, heute);
  const liste: Demoschritt[] = [];
  let uhr = angelegt;
  const tu = (c: BestattungCommand, akteur = buero): void => {
    liste.push({ art: 'bestattung', vorgang, akteur, zeit: uhr, command: c as Command });
    uhr = addMinutes(uhr, 2);
  };
  tu({ type: 'createBestattung', jahr: Number(angelegtTag.slice(0, 4)), angaben, keinDoppelfall: null });
  if (fall.bis === 'entwurf') return liste;

  const plan = fall.ohneTermin ? null : findePlan(fall, angaben, ziel, angelegt, u, index);
  if (fall.bis === 'angefragt' || fall.bis === 'abgelehnt' || plan === null) {
    tu({ type: 'requestTermin', plan });
    if (fall.bis === 'abgelehnt')
      tu({ type: 'rejectAnfrage', grund: fall.grund ?? 'Kein Termin möglich' }, leitung);
    return liste;
  }
  const grab = fall.grabOffen ? null : waehleGrab(u.graeber, plan.friedhof, fall.grabart, vergeben);
  tu({ type: 'holdTermin', plan });
  belege(index, vorgang, plan, fall.art, grab, r);
  if (grab !== null) tu({ type: 'assignGrab', grab, verlaengerungJahre: 0 });
  const unterlagen = r.unterlagen.filter((g) => g.fuer.includes(fall.art)).map((g) => g.eineVon[0]);
  for (const [i, unterlage] of unterlagen.entries())
    if (unterlage !== undefined && (fall.bis !== 'vorgemerkt' || i === 0))
      tu({ type: 'recordUnterlage', unterlage, am: angelegtTag, dokument: null });
  if (fall.bis === 'vorgemerkt' || grab === null) return liste;

  uhr = addMinutes(uhr, 25);
  tu({ type: 'releaseTermin' }, leitung);
  const crew = kolonne(u.verzeichnis, plan.kolonne, heute);
  const melde = (c: AuftragCommand, zeit: Zeitpunkt, akteur = crew.vorarbeit): void => {
    liste.push({ art: 'arbeitsauftrag', vorgang: auftragOf(vorgang), akteur, zeit, command: c as Command });
  };
  uhr = addMinutes(uhr, 20);
  if (!fall.nichtQuittiert) melde({ type: 'acknowledgeAuftrag', fassung: 1 }, uhr);
  uhr = addMinutes(uhr, 15);
  if (fall.bis === 'storniert')
    tu({ type: 'cancelBestattung', grund: fall.grund ?? 'Auf Wunsch der Angehörigen' });
  if (fall.bis === 'verlegt')
    tu({ type: 'moveTermin', plan: null, grund: fall.grund ?? 'Boden gefroren' }, leitung);
  if (fall.bis === 'storniert' || fall.bis === 'verlegt') {
    setzeBelegung(index, vorgang, []);
    return liste;
  }
  if (fall.verschoben) {
    setzeBelegung(index, vorgang, []);
    const neu = findePlan(
      { ...fall, uhrzeit: fall.verschoben },
      angaben,
      ziel,
      uhr,
      { ...u, r },
      index,
      plan.friedhof,
    );
    belege(index, vorgang, neu ?? plan, fall.art, grab, r);
    if (neu !== null) tu({ type: 'moveTermin', plan: neu, grund: 'Wunsch der Angehörigen' }, leitung);
    return liste;
  }

  const ablauf = berechneAblauf(plan, fall.art, r);
  const schritt = (s: Schritt, zeit: Zeitpunkt): void =>
    melde({ type: 'reportSchritt', id: u.id(), fassung: 1, foto: null, bemerkung: '', schritt: s }, zeit);
  const merkmal =
    angaben.art === 'urne'
      ? (angaben.einaescherung?.nummer ?? '')
      : deutsch(angaben.verstorben.geburtsdatum ?? heute);
  const pruefe = (
    tor: Tor,
    zeit: Zeitpunkt,
    wer: readonly [PersonId, PersonId] = [crew.vorarbeit, crew.zweite],
  ): void =>
    melde(
      {
        type: 'reportGrabpruefung',
        id: u.id(),
        fassung: 1,
        foto: null,
        bemerkung: '',
        tor,
        erfasst: { grab, merkmal },
        zweitePerson: { person: wer[1], nachweis: { art: 'pin', zeit, beleg: 'demo-nachweis' } },
      },
      zeit,
      wer[0],
    );
  const fertigBis = fall.bis === 'vorbereitet' ? 'aushub' : fall.bis === 'freigegeben' ? null : 'ende';
  if (fertigBis === null) return liste;
  const vorAushub = addMinutes(ablauf.aushubBeginn, -20);
  pruefe('buero', addMinutes(vorAushub, -20), [buero, leitung]);
  schritt('markiert', addMinutes(vorAushub, 2));
  pruefe('markierung', addMinutes(vorAushub, 4));
  pruefe('vor_aushub', addMinutes(vorAushub, 15));
  schritt('ausgehoben', ablauf.aushubEnde);
  if (fall.art === 'erdbestattung') schritt('gesichert', addMinutes(ablauf.aushubEnde, 10));
  if (fertigBis === 'aushub') return liste;
  if (!fall.torVergessen) pruefe(tore[3], addMinutes(ablauf.beisetzungBeginn, -5));
  schritt('beigesetzt', addMinutes(ablauf.beisetzungEnde, -5));
  schritt('verfuellt', ablauf.ende);
  schritt('aufgeraeumt', addMinutes(ablauf.ende, 5));
  if (fall.bis === 'abgeschlossen') {
    uhr = fruehererZeitpunkt(um(addDays(ziel, 1), '08:10'), um(addDays(heute, -1), '20:00'));
    if (uhr < addMinutes(ablauf.ende, 10)) uhr = addMinutes(ablauf.ende, 10);
    tu({ type: 'closeBestattung', beigesetztAm: ziel, klaerung: null });
  }
  return liste;
}

/** A lawful date near the wished time on that day, on one of the cemeteries of the case; null: none is free. */
function findePlan(
  fall: Fall,
  a: Angaben,
  ziel: Tag,
  jetzt: Zeitpunkt,
  u: Demoumfeld,
  index: ReturnType<typeof createIndex>,
  nur: string | null = null,
): Terminplan | null {
  for (const friedhof of nur === null ? fall.friedhoefe : [nur]) {
    const { vorschlaege } = findBesteTermine(
      {
        art: fall.art,
        sterbezeit: a.verstorben.sterbezeit,
        einaescherung: a.einaescherung?.tag ?? null,
        genehmigungen: [],
        friedhoefe: [friedhof],
        grabart: fall.grabart,
        grab: null,
        feierMin: fall.feierMin,
        jetzt,
        abTag: ziel,
        tage: 1,
        wunsch: um(ziel, fall.uhrzeit),
        hoechstens: 1,
      },
      index,
      u.r,
    );
    if (vorschlaege[0]) return vorschlaege[0].plan;
  }
  return null;
}

function belege(
  index: ReturnType<typeof createIndex>,
  vorgang: VorgangId,
  plan: Terminplan,
  art: Bestattungsart,
  grab: string | null,
  r: Regelwerk,
): void {
  setzeBelegung(index, vorgang, toClaims(berechneBelegungen(plan, art, grab, r)));
}

/** The first free grave of that kind; each is given once. */
function waehleGrab(
  graeber: readonly Grab[],
  friedhof: string,
  grabart: Grabart,
  vergeben: Set<string>,
): string | null {
  const grab = graeber.find(
    (g) =>
      g.friedhof === friedhof &&
      g.grabart === grabart &&
      g.belegungen.length === 0 &&
      g.recht === null &&
      g.gesperrt === null &&
      !vergeben.has(g.schluessel),
  );
  if (!grab) return null;
  vergeben.add(grab.schluessel);
  return grab.schluessel;
}

function erfinde(fall: Fall, ziel: Tag, angelegt: Tag, z: Zufall): Angaben {
  const familie = nachname(z);
  // Nobody is announced before they died, however many holidays lie between.
  const kurzVorher = addDays(angelegt, fall.art === 'urne' ? -9 : -1);
  const tod =
    fall.todVorTagen === undefined ? kurzVorher : fruehererTag(addDays(ziel, -fall.todVorTagen), kurzVorher);
  const alter = fall.art === 'kind' ? z.int(2, 11) : z.int(61, 96);
  const geburtsdatum =
    fall.art === 'sternenkind'
      ? null
      : `${Number(tod.slice(0, 4)) - alter}-${String(z.int(1, 12)).padStart(2, '0')}-${String(z.int(1, 28)).padStart(2, '0')}`;
  const angehoerig = `${vorname(z)} ${familie}`;
  const bestatter = fall.art === 'tuchbestattung' ? BESTATTER[4] : z.aus(BESTATTER.slice(0, 4));
  return {
    verstorben: {
      vorname: fall.art === 'sternenkind' ? '' : vorname(z),
      nachname: fall.art === 'sternenkind' ? 'Sternenkind' : familie,
      geburtsname: '',
      geburtsdatum,
      sterbezeit: {
        tag: tod,
        uhrzeit: z.mit(0.85)
          ? `${String(z.int(1, 22)).padStart(2, '0')}:${z.aus(['05', '20', '40', '55'])}`
          : null,
      },
    },
    art: fall.art,
    einaescherung:
      fall.art === 'urne' ? { tag: addDays(angelegt, -2), nummer: `KR-${z.int(10000, 99999)}` } : null,
    bestatter: { name: bestatter.name, telefon: bestatter.telefon, email: '' },
    kostentraeger: { name: angehoerig, anschrift: `Musterweg ${z.int(1, 90)}, Musterhafen` },
    nutzungsberechtigt: { name: angehoerig, zugestimmt: true },
    grabart: fall.grabart,
    sarg: fall.art === 'erdbestattung' ? { laengeCm: 205, breiteCm: 70 } : null,
    feier: {
      redner: fall.feierMin > 0 ? z.aus(['Pfarrerin (ev.)', 'Pfarrer (kath.)', 'Freier Redner']) : '',
      musik: fall.feierMin > 0 ? z.aus(['Orgel', 'Musikanlage', 'Cello']) : '',
      traeger: z.aus(['Bestatter', 'Angehörige', 'Verein']),
    },
    hinweisKolonne: fall.hinweis ?? '',
    bemerkung: '',
  };
}

function verwaltung(v: Verzeichnis, tag: Tag): readonly [PersonId, PersonId] {
  const leute = v.personen.filter((p) => hasRolle(p, ROLLE_VERWALTUNG, tag));
  const leitung = leute.find((p) => p.funktion.includes('Leitung Friedhof')) ?? leute[0];
  const buero = leute.find((p) => p.funktion.includes('Bestattung')) ?? leute[1] ?? leute[0];
  if (!leitung || !buero) throw new Error('Nobody holds the role of the cemetery office');
  return [buero.id, leitung.id];
}

/** Foreman of a crew and somebody else of the same unit, who confirms. */
function kolonne(
  v: Verzeichnis,
  nr: string,
  tag: Tag,
): { readonly vorarbeit: PersonId; readonly zweite: PersonId } {
  const vorarbeit =
    v.personen.find(
      (p) => hasRolle(p, ROLLE_KOLONNE, tag) && p.rollen.some((r) => r.bereich === `kolonne:${nr}`),
    ) ?? v.personen.find((p) => hasRolle(p, ROLLE_KOLONNE, tag));
  if (!vorarbeit) throw new Error('Nobody leads a crew');
  const zweite =
    v.personen.find(
      (p) => p.id !== vorarbeit.id && p.einheit === vorarbeit.einheit && hasKeineVerwaltung(p.rollen),
    ) ?? v.personen.find((p) => p.id !== vorarbeit.id);
  return { vorarbeit: vorarbeit.id, zweite: zweite?.id ?? '' };
}
const hasKeineVerwaltung = (rollen: Verzeichnis['personen'][number]['rollen']): boolean =>
  !rollen.some((r) => r.rolle === ROLLE_VERWALTUNG);

const um = (tag: Tag, uhrzeit: string): Zeitpunkt => instantOf(tag, uhrzeit) ?? `${tag}T08:00:00.000Z`;
const fruehererTag = (a: Tag, b: Tag): Tag => (a < b ? a : b);
const fruehererZeitpunkt = (a: Zeitpunkt, b: Zeitpunkt): Zeitpunkt => (a < b ? a : b);
const deutsch = (tag: Tag): string => tag.split('-').reverse().join('.');
