import { isValidOn } from '../../shared/validity.ts';
import type { Tag } from '../../shared/vorgang.ts';
import { formatRolle } from '../rollen.ts';
import { formatPerson, hasRolle, type Person, type Verzeichnis } from '../verzeichnis.ts';
import { resolveRollen } from './bereich.ts';
import type { SollPerson, Zeilenfehler } from './soll.ts';
import { key, lastDay, type Abgleichregeln, type Abgleichschritt } from './schritt.ts';

/** End of service of somebody who came back: as open as the rules allow. */
const OFFEN: Tag = '9999-12-31';

/** People in the order of the source, then those who are no longer in it; faults of rows are added to `fehler`. */
export function planPersonen(
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

const isLastAdmin = (v: Verzeichnis, p: Person, heute: Tag): boolean =>
  hasRolle(p, 'systemverwaltung', heute) &&
  !v.personen.some((o) => o.id !== p.id && isValidOn(o, heute) && hasRolle(o, 'systemverwaltung', heute));
