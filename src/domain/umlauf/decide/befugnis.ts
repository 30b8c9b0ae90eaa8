import { einheitMitEigenerVertretung, gehoertZu } from '../../organisation/einheiten.ts';
import type { Handlung } from '../../organisation/vertretung.ts';
import { adressaten, formatZeitraum, handlungen, isAdressat } from '../../organisation/vertretung.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { findEinheit, findPerson, formatPerson } from '../../organisation/verzeichnis.ts';
import { formatZeitpunkt } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { isValidOn } from '../../shared/validity.ts';
import type { Adressat, PersonId, Tag } from '../../shared/vorgang.ts';
import type { Schritt, Umlauf } from '../state.ts';
import { erklaerungVon, gueltigeZeichnungen } from '../state.ts';
import type { Lage } from './kontext.ts';
import { describeAdressat, nameOf } from './kontext.ts';

/**
 * May the actor decide this step, and how? In person or as deputy; never in a matter of one's own, never
 * twice in one route, and a deputy of the audit office only from there.
 */
export function findBefugnis(lage: Lage, schritt: Schritt): Result<Handlung, Rejection> {
  const { u, v, facts, tag } = lage;
  const akteur = facts.akteur;
  if (v === null) return ok({ wie: 'selbst', fuer: akteur });
  const wege = handlungen(v, akteur, schritt.adressat, tag);
  if (wege.length === 0) return explainUnzustaendig(lage, schritt);

  const eigeneSache = akteur === u.initiator && !schritt.initiatorDarf && schritt.art !== 'Kenntnisnahme';
  if (eigeneSache) {
    const weg = wege.find((w) => w.wie === 'selbst');
    return weg
      ? reject('umlauf.eigene-sache', { name: nameOf(v, akteur), schritt: schritt.bezeichnung })
      : reject('umlauf.vertretung-initiator', {
          name: nameOf(v, wege[0]?.fuer ?? ''),
          schritt: schritt.bezeichnung,
        });
  }
  const doppelt = findDoppelte(u, schritt, akteur);
  if (doppelt) return doppelt;
  const [weg] = wege;
  return weg ? ok(weg) : explainUnzustaendig(lage, schritt);
}

/** The same person signs a route only once; taking note does not count. */
function findDoppelte(u: Umlauf, schritt: Schritt, person: PersonId): ReturnType<typeof reject> | null {
  if (schritt.art === 'Kenntnisnahme') return null;
  const andere = gueltigeZeichnungen(u).find(
    (g) => g.schritt.art !== 'Kenntnisnahme' && g.zeichnung.person === person,
  );
  return andere
    ? reject('umlauf.doppelte-zeichnung', {
        schritt: schritt.bezeichnung,
        andere: andere.schritt.bezeichnung,
        zeit: formatZeitpunkt(andere.zeichnung.zeit),
      })
    : null;
}

/** Why not: a deputy whose days are over, a deputy from outside the audit office, or simply somebody else's. */
function explainUnzustaendig(lage: Lage, schritt: Schritt): ReturnType<typeof reject> {
  const { v, facts, tag } = lage;
  const self = v === null ? null : findPerson(v, facts.akteur);
  if (v && self) {
    for (const p of v.personen) {
      if (!isAdressat(v, p, schritt.adressat, tag)) continue;
      const eintraege = p.vertretungen.filter((one) => one.durch === self.id);
      const d = eintraege.find((one) => isValidOn(one, tag)) ?? eintraege.at(-1);
      if (!d) continue;
      if (!isValidOn(d, tag)) {
        return reject('umlauf.vertretung-zeitraum', { name: formatPerson(p), zeitraum: formatZeitraum(d) });
      }
      const grenze = einheitMitEigenerVertretung(v, p.einheit);
      if (grenze !== null && !gehoertZu(v, self.einheit, grenze)) {
        return rejectFremdeVertretung(v, grenze, schritt);
      }
    }
  }
  return reject('umlauf.nicht-zustaendig', {
    schritt: schritt.bezeichnung,
    adressat: describeAdressat(v, schritt.adressat, tag),
  });
}

const rejectFremdeVertretung = (v: Verzeichnis, grenze: string, schritt: Schritt) =>
  reject('umlauf.vertretung-rpa', {
    schritt: schritt.bezeichnung,
    einheit: findEinheit(v, grenze)?.name ?? grenze,
  });

/**
 * A step of a unit that only lets its own people act stays in that unit, whoever replaces whom.
 * Returns the refusal if the new addressee would take it out.
 */
export function checkErsatz(lage: Lage, schritt: Schritt, neu: Adressat): ReturnType<typeof reject> | null {
  const { v, tag } = lage;
  if (v === null) return null;
  const kandidaten = adressaten(v, neu, tag);
  if (kandidaten.length === 0) return reject('umlauf.adressat-leer', {}, 'adressat');
  const bisher = adressaten(v, schritt.frueherAn[0]?.adressat ?? schritt.adressat, tag);
  const grenzen = bisher.map((p) => einheitMitEigenerVertretung(v, p.einheit));
  const grenze = grenzen.find((g) => g !== null) ?? null;
  if (grenze !== null && kandidaten.some((p) => !gehoertZu(v, p.einheit, grenze))) {
    return rejectFremdeVertretung(v, grenze, schritt);
  }
  return null;
}

/** §6 VgV: nobody decides before having declared, and nobody who declared a conflict. */
export function checkErklaerung(
  lage: Lage,
  schritt: Schritt,
  jetztErklaert: boolean,
): ReturnType<typeof reject> | null {
  const { u, v, facts, tag } = lage;
  if (!u.erklaerungPflicht || schritt.art === 'Kenntnisnahme') return null;
  const erklaerung = erklaerungVon(u, facts.akteur);
  if (erklaerung?.ergebnis === 'konflikt') {
    return reject('umlauf.interessenkonflikt', {
      name: erklaerung.name,
      zeit: formatZeitpunkt(erklaerung.zeit),
      schritt: schritt.bezeichnung,
      ersatz:
        findErsatz(lage, schritt, tag)
          .map((id) => nameOf(v, id))
          .join(', ') || 'bitte benennen',
    });
  }
  return erklaerung || jetztErklaert ? null : reject('umlauf.erklaerung-offen', {}, 'erklaerung');
}

/** Others who could take the step: same addressee or deputies, without a declared conflict. */
export function findErsatz(lage: Lage, schritt: Schritt, tag: Tag): readonly PersonId[] {
  const { u, v } = lage;
  if (v === null) return [];
  return v.personen
    .filter((p) => p.id !== u.initiator && erklaerungVon(u, p.id)?.ergebnis !== 'konflikt')
    .filter((p) => handlungen(v, p.id, schritt.adressat, tag).length > 0)
    .map((p) => p.id);
}
