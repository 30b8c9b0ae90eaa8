import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts } from '../../shared/vorgang.ts';
import { getFact } from '../../shared/vorgang.ts';
import { requireVorgang, tabelleAm, vorgangQuery } from '../fakten.ts';
import type { Gremium } from '../gremium/schema.ts';
import type { Teil } from '../grundtypen.ts';
import { nameOf } from '../rollen.ts';
import { TABELLE } from '../tabellen.ts';
import type { Stimmrechtregel } from '../tabellen.ts';
import type { Sitzungslage } from '../verlauf/anwesenheit.ts';
import type { Punktlage } from '../verlauf/decide.ts';
import type { Verlaeufe } from '../verlauf/state.ts';
import { verlaufOf } from '../verlauf/state.ts';
import { fehlendeVorberatung } from '../vorlage/state.ts';
import type { Vorlage } from '../vorlage/state.ts';
import { tagOf } from '../../shared/dates.ts';
import type { Gegenstandsvorgang } from './gegenstand.ts';
import type { Sitzung } from './state.ts';
import { findTop, topText } from './tagesordnung.ts';

/** The room as rules see it. */
export const sitzungslage = (s: Sitzung, gremium: Gremium): Sitzungslage => ({
  gremium,
  beginn: s.beginn,
  wiederholung: s.wiederholungVon !== null,
  anwesenheit: s.anwesenheit,
  feststellungen: s.feststellungen,
});

export const requireGremium = (facts: Facts, id: string): Result<Gremium | null, Rejection> =>
  requireVorgang<Gremium>(facts, id, 'gremium', 'Gremium');

/** The paper behind an item, if it is known here. */
export function knownGegenstand(facts: Facts, bezug: string | null): Gegenstandsvorgang | null {
  if (bezug === null) return null;
  const fact = getFact<Gegenstandsvorgang | null>(facts, vorgangQuery(bezug));
  return fact.bekannt ? fact.wert : null;
}

interface Teilangaben {
  readonly teil: Teil;
  readonly verlauf: Verlaeufe;
  /** Vorlage and stop of its Beratungsfolge behind the item */
  readonly bezug: string | null;
  readonly beratung: string | null;
  /** title for messages; null: the public one */
  readonly titel: string | null;
}

/** Everything the rules of one item need, from the session, its part and the facts. */
export function punktlage(
  sitzung: Sitzung,
  gremium: Gremium | null,
  top: string,
  teil: Teilangaben,
  facts: Facts,
): Result<Punktlage, Rejection> {
  const found = findTop(sitzung.tagesordnung, top);
  if (!found || found.teil !== teil.teil) return reject('sitzung.top-unbekannt', { top });
  const stimmrecht = tabelleAm<Stimmrechtregel>(facts, TABELLE.stimmrecht, tagOf(sitzung.beginn));
  const paper = knownGegenstand(facts, teil.bezug);
  const vorlage: Vorlage | null = paper?.art === 'vorlage' ? paper : null;
  const nummer = topText(sitzung.tagesordnung, top).slice(0, -found.titel.length);
  return ok({
    sitzung: gremium ? sitzungslage(sitzung, gremium) : null,
    teil: teil.teil,
    eroeffnetUm: sitzung.eroeffnetUm,
    beendetUm: sitzung.beendetUm,
    abgeschlossen: sitzung.phase === 'abgeschlossen',
    top: `${nummer}${teil.titel ?? found.titel}`,
    verlauf: verlaufOf(teil.verlauf, top),
    ohneBuergermeister: stimmrecht?.inhalt.ohneBuergermeister ?? [],
    fehlendeVorberatung: vorlage ? fehlendeVorberatung(vorlage, teil.beratung) : [],
    nameOf: (p) => nameOf(facts, p).name,
  });
}
