import { addDays } from '../../shared/dates.ts';
import { isValidOn } from '../../shared/validity.ts';
import type { Tag, VorgangId } from '../../shared/vorgang.ts';
import { formatRolle } from '../rollen.ts';
import type { EinheitCommand, PersonCommand } from '../schema.ts';
import { formatPerson, hasRolle, type Einheit, type Person, type Verzeichnis } from '../verzeichnis.ts';
import { resolveRollen } from './bereich.ts';
import type { Soll, SollEinheit, SollPerson, Zeilenfehler } from './soll.ts';

/** One command that brings the directory nearer to the source, in words as well. */
export interface Abgleichschritt {
  readonly wirkung: 'neu' | 'geaendert' | 'ausgeschieden' | 'zurueck';
  readonly art: 'person' | 'einheit';
  readonly vorgang: VorgangId;
  readonly name: string;
  /** what changes, for the preview */
  readonly was: readonly string[];
  readonly command: PersonCommand | EinheitCommand;
}

export interface Abgleichplan {
  readonly schritte: readonly Abgleichschritt[];
  readonly fehler: readonly Zeilenfehler[];
  readonly unveraendert: number;
  /** so many would leave at once that the source is more likely broken than the house empty */
  readonly zuViele: boolean;
  /** all that the source has: from now on it looks after them */
  readonly inQuelle: readonly VorgangId[];
}

export interface Abgleichregeln {
  readonly heute: Tag;
  /** who is to leave when the source no longer has them; everybody else stays as they are */
  readonly betreut: (art: 'person' | 'einheit', vorgang: VorgangId) => boolean;
  readonly newId: () => string;
}

/** End of service of somebody who came back: as open as the rules allow. */
const OFFEN: Tag = '9999-12-31';
const VIELE = 0.2;
const WENIGE = 5;

/**
 * Compares the directory with a source: who is new, changed, gone or back. Whoever vanished is ended the day
 * before, never deleted. Units come first and from the top down, so that each finds what it stands on.
 */
export function planAbgleich(v: Verzeichnis, soll: Soll, regeln: Abgleichregeln): Abgleichplan {
  const fehler: Zeilenfehler[] = [...soll.fehler];
  // A row that could not be read may be somebody who is still there: then nobody leaves.
  const ganz = soll.fehler.every((f) => f.id !== undefined);
  const einheiten = planEinheiten(v, soll.einheiten, regeln, fehler);
  const personen = planPersonen(v, soll.personen, einheiten.byKuerzel, regeln, fehler, ganz);
  const betreut = v.personen.filter((p) => isValidOn(p, regeln.heute) && regeln.betreut('person', p.id));
  const gehen = personen.schritte.filter(
    (s) => s.command.type === 'endPerson' && s.wirkung === 'ausgeschieden',
  );
  return {
    // People leave before their unit ends.
    schritte: [
      ...einheiten.schritte,
      ...personen.schritte,
      ...einheiten.ende(ganz && soll.einheiten.length > 0),
    ],
    fehler,
    unveraendert: einheiten.unveraendert + personen.unveraendert,
    inQuelle: [...einheiten.inQuelle(), ...personen.inQuelle],
    zuViele: gehen.length > Math.max(WENIGE, betreut.length * VIELE),
  };
}

const key = (kuerzel: string): string => kuerzel.trim().toLowerCase();

function planEinheiten(
  v: Verzeichnis,
  soll: readonly SollEinheit[],
  { heute, betreut, newId }: Abgleichregeln,
  fehler: Zeilenfehler[],
) {
  const schritte: Abgleichschritt[] = [];
  const byKuerzel = new Map(
    v.einheiten.filter((e) => isValidOn(e, heute)).map((e) => [key(e.kuerzel), e.id]),
  );
  const bestand = new Map(v.einheiten.map((e) => [e.id, e]));
  const gesehen = new Set<string>();
  let unveraendert = 0;
  let rest = [...soll];
  while (rest.length > 0) {
    // Whose unit above is known already; those in a circle or under nothing remain.
    const ready = rest.filter((e) => e.uebergeordnet === null || byKuerzel.has(key(e.uebergeordnet)));
    if (ready.length === 0) break;
    for (const e of ready) {
      if (gesehen.has(key(e.kuerzel))) {
        fehler.push({ zeile: e.zeile, spalte: 'kuerzel', ursache: `„${e.kuerzel}“ kommt zweimal vor` });
        continue;
      }
      gesehen.add(key(e.kuerzel));
      const oben = e.uebergeordnet === null ? null : (byKuerzel.get(key(e.uebergeordnet)) ?? null);
      const da = bestand.get(byKuerzel.get(key(e.kuerzel)) ?? '');
      const schritt = da ? changedEinheit(da, e, oben) : newEinheit(e, oben, newId());
      if (schritt === null) unveraendert += 1;
      else schritte.push(schritt);
      if (!da && schritt) byKuerzel.set(key(e.kuerzel), schritt.vorgang);
    }
    rest = rest.filter((e) => !ready.includes(e));
  }
  for (const e of rest)
    fehler.push({
      zeile: e.zeile,
      spalte: 'uebergeordnet',
      ursache: `Einheit „${e.uebergeordnet}“ gibt es nicht`,
    });
  const ende = (hasEinheiten: boolean): readonly Abgleichschritt[] =>
    hasEinheiten
      ? v.einheiten
          .filter((e) => isValidOn(e, heute) && betreut('einheit', e.id) && !gesehen.has(key(e.kuerzel)))
          .reverse()
          .map((e) => ({
            wirkung: 'ausgeschieden',
            art: 'einheit',
            vorgang: e.id,
            name: `${e.kuerzel} ${e.name}`,
            was: ['nicht mehr in der Quelle'],
            command: { type: 'endEinheit', gueltigBis: lastDay(e, heute) },
          }))
      : [];
  const inQuelle = () => [...gesehen].flatMap((k) => byKuerzel.get(k) ?? []);
  return { schritte, byKuerzel, unveraendert, ende, inQuelle };
}

function newEinheit(e: SollEinheit, oben: string | null, id: string): Abgleichschritt {
  return {
    wirkung: 'neu',
    art: 'einheit',
    vorgang: id,
    name: `${e.kuerzel} ${e.name}`,
    was: e.uebergeordnet === null ? [] : [`unter ${e.uebergeordnet}`],
    command: {
      type: 'createEinheit',
      kuerzel: e.kuerzel,
      name: e.name,
      uebergeordnet: oben,
      nurEigeneVertretung: false,
      gueltigVon: null,
      gueltigBis: null,
    },
  };
}

function changedEinheit(da: Einheit, e: SollEinheit, oben: string | null): Abgleichschritt | null {
  const name = da.name === e.name ? [] : [`Name: ${da.name} → ${e.name}`];
  // A source that does not say what stands above leaves it as it is.
  const moved = oben !== null && da.uebergeordnet !== oben ? [`jetzt unter ${e.uebergeordnet}`] : [];
  if (name.length + moved.length === 0) return null;
  return {
    wirkung: 'geaendert',
    art: 'einheit',
    vorgang: da.id,
    name: `${da.kuerzel} ${da.name}`,
    was: [...name, ...moved],
    command: {
      type: 'changeEinheit',
      angaben: {
        ...(name.length > 0 ? { name: e.name } : {}),
        ...(moved.length > 0 ? { uebergeordnet: oben } : {}),
      },
    },
  };
}

function planPersonen(
  v: Verzeichnis,
  soll: readonly SollPerson[],
  einheiten: ReadonlyMap<string, string>,
  regeln: Abgleichregeln,
  fehler: Zeilenfehler[],
  ganz: boolean,
) {
  const { heute, betreut, newId } = regeln;
  const schritte: Abgleichschritt[] = [];
  const gesehen = new Set<string>(fehler.flatMap((f) => f.id ?? []));
  const ids = new Set([...v.einheiten.map((e) => e.id), ...einheiten.values()]);
  let unveraendert = 0;
  for (const s of soll) {
    const fault = (spalte: string, ursache: string) => fehler.push({ zeile: s.zeile, spalte, ursache });
    const einheit = einheiten.get(key(s.einheit));
    const da = findBestand(v, s);
    const mit = resolveRollen(s.rollen, (kuerzel) => einheiten.get(key(kuerzel)), ids);
    if (da === 'mehrere') fault('email', `„${s.email}“ haben mehrere Personen`);
    else if (da && gesehen.has(da.id)) fault('kennung', `${formatPerson(da)} kommt zweimal vor`);
    else if (s.id !== null && gesehen.has(s.id)) fault('kennung', `„${s.id}“ kommt zweimal vor`);
    else if (einheit === undefined) fault('einheit', `Einheit „${s.einheit}“ gibt es nicht`);
    else if ('unbekannt' in mit) fault('rollen', `Einheit „${mit.unbekannt}“ gibt es nicht`);
    else {
      const wanted = { ...s, rollen: mit.rollen };
      const steps = da
        ? changedPerson(da, wanted, einheit, v, heute)
        : [newPerson(wanted, einheit, s.id ?? newId(), heute)];
      gesehen.add(da?.id ?? s.id ?? steps[0]?.vorgang ?? '');
      if (steps.length === 0) unveraendert += 1;
      schritte.push(...steps);
    }
    // A row with a fault still says that its person is there: nobody leaves because of a misprint.
    if (da && da !== 'mehrere') gesehen.add(da.id);
  }
  // A source without anybody is a broken one: nobody leaves.
  for (const p of ganz && soll.length > 0 ? v.personen : []) {
    if (!isValidOn(p, heute) || gesehen.has(p.id) || !betreut('person', p.id)) continue;
    if (isLastAdmin(v, p, heute)) {
      fehler.push({
        zeile: 0,
        spalte: '',
        ursache: `${formatPerson(p)} fehlt in der Quelle, ist aber die letzte Systemverwaltung und bleibt`,
      });
      continue;
    }
    schritte.push(endPerson(p, lastDay(p, heute), 'nicht mehr in der Quelle'));
  }
  return { schritte, unveraendert, inQuelle: [...gesehen] };
}

function findBestand(v: Verzeichnis, s: SollPerson): Person | 'mehrere' | null {
  if (s.id !== null) return v.personen.find((p) => p.id === s.id) ?? null;
  if (s.email === '') return null;
  const found = v.personen.filter((p) => p.email.toLowerCase() === s.email.toLowerCase());
  return found.length > 1 ? 'mehrere' : (found[0] ?? null);
}

function newPerson(s: SollPerson, einheit: string, id: string, heute: Tag): Abgleichschritt {
  const offen = { gueltigVon: heute, gueltigBis: null };
  return {
    wirkung: 'neu',
    art: 'person',
    vorgang: id,
    name: formatPerson(s),
    was: [s.einheit, ...s.rollen.map((r) => formatRolle(r.rolle))],
    command: {
      type: 'createPerson',
      ...angabenOf(s, einheit),
      // Since when they have been there, the source does not say.
      gueltigVon: null,
      gueltigBis: s.gueltigBis,
      rollen: s.rollen.map((r) => ({ ...r, ...offen })),
    },
  };
}

const FELDER = {
  titel: 'Titel',
  vorname: 'Vorname',
  nachname: 'Nachname',
  funktion: 'Funktion',
  email: 'E-Mail',
} as const;

function changedPerson(
  da: Person,
  s: SollPerson,
  einheit: string,
  v: Verzeichnis,
  heute: Tag,
): readonly Abgleichschritt[] {
  const base = { art: 'person', vorgang: da.id, name: formatPerson(da) } as const;
  const steps: Abgleichschritt[] = [];
  const soll = angabenOf(s, einheit);
  const felder = (Object.keys(FELDER) as (keyof typeof FELDER)[]).filter((f) => da[f] !== soll[f]);
  const umgesetzt = da.einheit !== einheit;
  if (felder.length > 0 || umgesetzt) {
    const alt = v.einheiten.find((e) => e.id === da.einheit)?.kuerzel ?? '';
    steps.push({
      ...base,
      wirkung: 'geaendert',
      was: [
        ...felder.map((f) => `${FELDER[f]}: ${da[f] || '–'} → ${soll[f] || '–'}`),
        ...(umgesetzt ? [`Einheit: ${alt} → ${s.einheit}`] : []),
      ],
      command: {
        type: 'changePerson',
        angaben: {
          ...Object.fromEntries(felder.map((f) => [f, soll[f]])),
          ...(umgesetzt ? { einheit } : {}),
        },
      },
    });
  }
  if (s.gueltigBis !== null && s.gueltigBis !== da.gueltigBis)
    steps.push(endPerson(da, s.gueltigBis, 'letzter Tag laut Quelle'));
  else if (s.gueltigBis === null && !isValidOn(da, heute) && da.gueltigBis !== null && da.gueltigBis < heute)
    steps.push({
      ...base,
      wirkung: 'zurueck',
      was: ['wieder in der Quelle'],
      command: { type: 'endPerson', gueltigBis: OFFEN },
    });
  for (const r of s.rollen) {
    if (hasRolle(da, r.rolle, heute, r.bereich)) continue;
    steps.push({
      ...base,
      wirkung: 'geaendert',
      was: [`Rolle ${formatRolle(r.rolle)}`],
      command: { type: 'assignRolle', ...r, gueltigVon: heute, gueltigBis: null },
    });
  }
  return steps;
}

const endPerson = (p: Person, gueltigBis: Tag, was: string): Abgleichschritt => ({
  wirkung: 'ausgeschieden',
  art: 'person',
  vorgang: p.id,
  name: formatPerson(p),
  was: [was],
  command: { type: 'endPerson', gueltigBis },
});

const angabenOf = (s: SollPerson, einheit: string) => ({
  vorname: s.vorname,
  nachname: s.nachname,
  titel: s.titel,
  funktion: s.funktion,
  einheit,
  email: s.email,
});

/** The day before; never before their first day. */
function lastDay({ gueltigVon }: Person | Einheit, heute: Tag): Tag {
  const gestern = addDays(heute, -1);
  return gueltigVon !== null && gueltigVon > gestern ? gueltigVon : gestern;
}

const isLastAdmin = (v: Verzeichnis, p: Person, heute: Tag): boolean =>
  hasRolle(p, 'systemverwaltung', heute) &&
  !v.personen.some((o) => o.id !== p.id && isValidOn(o, heute) && hasRolle(o, 'systemverwaltung', heute));
