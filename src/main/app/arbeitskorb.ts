import type { Arbeitskorb, AufgabeRow } from '../../contract/vorgang.ts';
import { addDays, instantOf } from '../../domain/shared/dates.ts';
import {
  adressaten,
  adressatScopes,
  findEinheit,
  findPerson,
  formatPerson,
  formatRolle,
  lesbareScopes,
  mayActFor,
  vertretenePersonen,
} from '../../domain/organisation/index.ts';
import { isValidOn } from '../../domain/shared/validity.ts';
import type { Adressat, Aufgabe, Tag } from '../../domain/shared/vorgang.ts';
import type { AppContext } from './context.ts';
import type { StoredTask } from './ports.ts';
import { mayRead } from './rights.ts';
import { toRow, type Viewer } from './views.ts';

/** What waits for a person across all fields, due first; deputies see what they stand in for. */
export function buildArbeitskorb(ctx: AppContext, viewer: Viewer): Arbeitskorb {
  const heute = ctx.clock.today();
  const mine = tasksOf(ctx, viewer, heute);
  const day = { von: instantOf(heute, '00:00') ?? '', bis: instantOf(addDays(heute, 1), '00:00') ?? '' };
  return {
    heute,
    aufgaben: mine.filter((a) => a.art !== 'rueckfrage').sort(byDue),
    rueckfragen: mine.filter((a) => a.art === 'rueckfrage').sort(byDue),
    termine: ctx.store.read
      .appointments(day.von, day.bis)
      .filter(({ row }) => mayRead(row.projection, viewer.scopes))
      .flatMap(({ row, index }) => {
        const termin = row.projection.termine[index];
        const forMe =
          termin && (termin.fuer.length === 0 || termin.fuer.some((a) => addresses(viewer.scopes, a)));
        return forMe ? [{ ...termin, vorgang: toRow(row) }] : [];
      }),
    wartetAufAndere: ctx.store.read
      .tasksWaiting(viewer.person)
      .flatMap((t) => {
        const aufgabe = t.row.projection.aufgaben[t.index];
        if (!aufgabe || addresses(viewer.scopes, aufgabe.fuer)) return [];
        return [{ ...aufgabe, vorgang: toRow(t.row), vertretung: null, bei: describe(ctx, aufgabe.fuer) }];
      })
      .sort((a, b) => (a.seit < b.seit ? -1 : 1)),
  };
}

function tasksOf(ctx: AppContext, viewer: Viewer, heute: Tag): readonly AufgabeRow[] {
  const v = ctx.verzeichnis();
  const self = findPerson(v, viewer.person);
  if (!self) return [];
  const acting = [self, ...vertretenePersonen(v, viewer.person, heute)];
  const found = ctx.store.read.tasksFor({
    personen: acting.map((p) => p.id),
    rollen: acting.flatMap((p) =>
      p.rollen.filter((r) => isValidOn(r, heute)).map((r) => ({ rolle: r.rolle, einheit: null })),
    ),
    einheiten: acting.map((p) => p.einheit),
  });
  const ownScopes = ownScopesOf(ctx, viewer, heute);
  return unique(found).flatMap((t) => {
    const aufgabe = t.row.projection.aufgaben[t.index];
    if (!aufgabe || !addresses(viewer.scopes, aufgabe.fuer)) return [];
    return [
      { ...aufgabe, vorgang: toRow(t.row), vertretung: deputyMark(ctx, viewer, aufgabe, heute, ownScopes) },
    ];
  });
}

/** „i. V. Dr. Kaya“ when the task reaches the viewer only as somebody's deputy. */
function deputyMark(
  ctx: AppContext,
  viewer: Viewer,
  aufgabe: Aufgabe,
  heute: Tag,
  ownScopes: ReadonlySet<string>,
): string | null {
  if (addresses(ownScopes, aufgabe.fuer)) return null;
  const v = ctx.verzeichnis();
  const how = mayActFor(v, viewer.person, aufgabe.fuer, heute);
  const represented = how && how.wie !== 'selbst' ? findPerson(v, how.fuer) : null;
  return how && represented ? `${how.wie} ${formatPerson(represented)}` : null;
}

/** Scopes without those of represented people. */
function ownScopesOf(ctx: AppContext, viewer: Viewer, heute: Tag): ReadonlySet<string> {
  const v = ctx.verzeichnis();
  const alone = { ...v, personen: v.personen.map((p) => ({ ...p, vertretungen: [] })) };
  return new Set(lesbareScopes(alone, viewer.person, heute));
}

const addresses = (scopes: ReadonlySet<string>, adressat: Adressat): boolean =>
  adressatScopes(adressat).some((s) => scopes.has(s));

function describe(ctx: AppContext, adressat: Adressat): string {
  const people = adressaten(ctx.verzeichnis(), adressat, ctx.clock.today());
  const [only] = people;
  if (people.length === 1 && only) return formatPerson(only);
  if (adressat.rolle !== undefined) return formatRolle(adressat.rolle);
  const einheit = adressat.einheit === undefined ? null : findEinheit(ctx.verzeichnis(), adressat.einheit);
  return einheit ? `${einheit.kuerzel} ${einheit.name}` : 'niemandem (bitte Zuständigkeit prüfen)';
}

function unique(tasks: readonly StoredTask[]): readonly StoredTask[] {
  const seen = new Set<string>();
  return tasks.filter((t) => {
    const key = `${t.row.id}#${t.index}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Due first; what has no date comes last, oldest first. */
function byDue(a: AufgabeRow, b: AufgabeRow): number {
  const due = (t: AufgabeRow) => `${t.faellig ?? '9999-12-31'}T${t.uhrzeit ?? '23:59'}`;
  return due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : a.seit < b.seit ? -1 : 1;
}
