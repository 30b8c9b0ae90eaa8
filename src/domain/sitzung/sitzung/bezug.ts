import { reject, type Rejection } from '../../shared/rejection.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Facts } from '../../shared/vorgang.ts';
import { requireVorgang } from '../fakten.ts';
import type { Teil } from '../grundtypen.ts';
import { isLeer, type Bloecke } from '../text/bloecke.ts';
import type { Warnung } from '../verlauf/schema.ts';
import { fehlendeVorberatung, type Beratung } from '../vorlage/state.ts';
import { findBeratung, gegenstandOf, type Gegenstand, type Gegenstandsvorgang } from './gegenstand.ts';
import { knownGegenstand } from './lage.ts';

/** What an item of the agenda takes from the paper behind it. */
export interface Bezug {
  /** stop of the Beratungsfolge */
  readonly beratung: string | null;
  readonly bezugNummer: string | null;
  readonly beschlussvorschlag: Bloecke;
  readonly beratungsrolle: Beratung['rolle'] | null;
  readonly warnungen: readonly Warnung[];
}

interface Neu {
  readonly titel: string;
  readonly bezug: string | null;
  readonly beratung: string | null;
  readonly vorschlag?: Bloecke | undefined;
}

/**
 * The paper behind a new item of either part, or why this body may not deal with it there. A paper that is not known
 * on this device is taken as it was entered; at the centre it is refused.
 */
export function readBezug(
  { gremium, gremiumName }: { readonly gremium: string; readonly gremiumName: string },
  teil: Teil,
  neu: Neu,
  facts: Facts,
): Result<Bezug, Rejection> {
  let gegenstand: Gegenstand | null = null;
  let warnungen: readonly Warnung[] = [];
  if (neu.bezug !== null) {
    const bezug = knownGegenstand(facts, neu.bezug);
    if (!bezug) {
      // unknown here or not there at all: requireVorgang says which
      const fehlt = requireVorgang<Gegenstandsvorgang>(facts, neu.bezug, 'vorlage', neu.titel);
      if (!fehlt.ok) return fehlt;
    } else {
      const check = checkGegenstand(bezug, gremium, gremiumName, teil, neu.beratung);
      if (!check.ok) return check;
      ({ gegenstand, warnungen } = check.value);
    }
  }
  const beratung = gegenstand ? findBeratung(gegenstand, gremium, neu.beratung) : null;
  return ok({
    beratung: beratung?.id ?? neu.beratung,
    bezugNummer: gegenstand?.nummer ?? null,
    beschlussvorschlag: vorschlagOf(gegenstand, neu.vorschlag),
    beratungsrolle: beratung?.rolle ?? null,
    warnungen,
  });
}

function checkGegenstand(
  vorgang: Gegenstandsvorgang,
  gremium: string,
  gremiumName: string,
  teil: Teil,
  beratung: string | null,
): Result<{ gegenstand: Gegenstand; warnungen: readonly Warnung[] }, Rejection> {
  const g = gegenstandOf(vorgang);
  const params = { nummer: g.nummer ?? 'ohne Nummer', betreff: g.betreff };
  if (teil === 'oeffentlich' && !g.oeffentlich)
    // the title of the paper is not repeated: this message may be read by many
    return reject('sitzung.nichtoeffentlich-im-oeffentlichen-teil', { nummer: params.nummer });
  if (!g.beratungsreif) return reject('sitzung.vorlage-nicht-freigegeben', { ...params, stand: g.stand });
  if (g.art === 'vorlage' && !findBeratung(g, gremium, beratung))
    return reject('sitzung.gremium-nicht-in-beratungsfolge', { ...params, gremium: gremiumName });
  const fehlend = vorgang.art === 'vorlage' ? fehlendeVorberatung(vorgang, beratung) : [];
  return ok({
    gegenstand: g,
    warnungen: fehlend.map((f) => ({
      code: 'sitzung.vorberatung-fehlt',
      params: { gremium: f, top: g.betreff },
    })),
  });
}

/** What is put to the vote: what the paper says, else what was entered with the item. */
const vorschlagOf = (gegenstand: Gegenstand | null, eingegeben: Bloecke | undefined): Bloecke =>
  gegenstand && !isLeer(gegenstand.beschlussvorschlag) ? gegenstand.beschlussvorschlag : (eingegeben ?? []);
