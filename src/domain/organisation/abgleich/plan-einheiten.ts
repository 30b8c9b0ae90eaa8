import { isValidOn } from '../../shared/validity.ts';
import type { Einheit, Verzeichnis } from '../verzeichnis.ts';
import type { SollEinheit, Zeilenfehler } from './soll.ts';
import { key, lastDay, type Abgleichregeln, type Abgleichschritt } from './schritt.ts';

/**
 * Units from the top down. `ende`: those the source no longer has, from the bottom up, to come last; faults of rows are
 * added to `fehler`.
 */
export function planEinheiten(
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
