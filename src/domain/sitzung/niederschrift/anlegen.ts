import { formatTag, tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts } from '../../shared/vorgang.ts';
import { requireVorgang, tabelleAm } from '../fakten.ts';
import { findMitglied, unterschriftsregel } from '../gremium/mitglieder.ts';
import type { Gremium } from '../gremium/schema.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import { nameOf, requireSitzungsdienst } from '../rollen.ts';
import type { Sitzung } from '../sitzung/state.ts';
import { TABELLE } from '../tabellen.ts';
import type { Unterschriftentabelle } from '../tabellen.ts';
import { draftNiederschrift } from './entwurf.ts';
import type { Niederschrift } from './state.ts';
import type { NiederschriftCommand, NiederschriftEvent } from './schema.ts';

type Antwort = Result<readonly NiederschriftEvent[], Rejection>;
type Befehl<T extends NiederschriftCommand['type']> = Extract<NiederschriftCommand, { type: T }>;

export function create(command: Befehl<'createNiederschrift'>, facts: Facts): Antwort {
  const rolle = requireSitzungsdienst(facts, 'Niederschriften anlegen');
  if (!rolle.ok) return rolle;
  const sitzung = requireVorgang<Sitzung>(facts, command.sitzung, 'sitzung', 'Sitzung');
  if (!sitzung.ok) return sitzung;
  const gremium = requireVorgang<Gremium>(facts, command.gremium, 'gremium', 'Gremium');
  if (!gremium.ok) return gremium;
  const s = sitzung.value;
  const g = gremium.value;
  if (!s || !g) return reject('sitzung.angabe-unbekannt', { angabe: 'Sitzung und Gremium' });
  if (!s.leitung || !s.schriftfuehrung || (s.phase !== 'beendet' && s.phase !== 'abgeschlossen'))
    return reject('sitzung.nicht-beendet');
  let noe: NichtoeffentlicheSitzung | null = null;
  if (command.teil === 'nichtoeffentlich') {
    const fact = requireVorgang<NichtoeffentlicheSitzung>(
      facts,
      command.nichtoeffentlicheSitzung ?? s.nichtoeffentlicheSitzung,
      'sitzung_nichtoeffentlich',
      'Nichtöffentlicher Teil',
    );
    if (!fact.ok) return fact;
    if (!fact.value) return reject('sitzung.angabe-unbekannt', { angabe: 'Nichtöffentlicher Teil' });
    noe = fact.value;
  }
  const tag = tagOf(s.beginn);
  const leitung = findMitglied(g, s.leitung, tag);
  const allgemein = tabelleAm<Unterschriftentabelle>(facts, TABELLE.unterschriften, tag)?.inhalt.regeln ?? [];
  return ok([
    {
      type: 'NiederschriftEntworfen',
      form: 'niederschrift',
      teil: command.teil,
      sitzung: command.sitzung,
      sitzungstag: tag,
      gremium: command.gremium,
      gremiumName: s.gremiumName,
      leitung: s.leitung,
      schriftfuehrung: s.schriftfuehrung,
      leitungEhrenamtlich:
        leitung !== null && !['buergermeister', 'verwaltung'].includes(leitung.eigenschaft),
      regel: unterschriftsregel(g, tag, 'niederschrift', allgemein),
      quelle: null,
      empfaenger: null,
      berechtigt: noe?.berechtigt ?? [],
      inhalt: draftNiederschrift({
        sitzung: s,
        gremium: g,
        nichtoeffentlich: noe,
        nameOf: (p) => nameOf(facts, p).name,
      }),
    },
  ]);
}

/** An extract takes over items of the minutes as they were signed, word for word. */
export function createAuszug(command: Befehl<'createAuszug'>, facts: Facts): Antwort {
  const rolle = requireSitzungsdienst(facts, 'Auszüge anlegen');
  if (!rolle.ok) return rolle;
  const fact = requireVorgang<Niederschrift>(facts, command.niederschrift, 'niederschrift', 'Niederschrift');
  if (!fact.ok) return fact;
  const n = fact.value;
  if (!n) return reject('sitzung.angabe-unbekannt', { angabe: 'Niederschrift' });
  if (n.phase !== 'unterzeichnet' && n.phase !== 'uebung')
    return reject('sitzung.niederschrift-offen', { tag: formatTag(n.sitzungstag) });
  const punkte = n.inhalt.punkte.filter((p) => command.tops.includes(p.top));
  if (punkte.length === 0) return reject('sitzung.auszug-leer');
  const allgemein =
    tabelleAm<Unterschriftentabelle>(facts, TABELLE.unterschriften, n.sitzungstag)?.inhalt.regeln ?? [];
  return ok([
    {
      type: 'NiederschriftEntworfen',
      form: 'auszug',
      teil: n.teil,
      sitzung: n.sitzung,
      sitzungstag: n.sitzungstag,
      gremium: n.gremium,
      gremiumName: n.gremiumName,
      leitung: n.leitung,
      schriftfuehrung: n.schriftfuehrung,
      leitungEhrenamtlich: n.leitungEhrenamtlich,
      regel: allgemein.find((r) => r.dokument === 'auszug') ?? n.regel,
      quelle: command.niederschrift,
      empfaenger: command.empfaenger,
      berechtigt: n.berechtigt,
      inhalt: { ...n.inhalt, punkte },
    },
  ]);
}
