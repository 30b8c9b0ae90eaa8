import { tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts } from '../../shared/vorgang.ts';
import { requireDokument, requireVorgang } from '../fakten.ts';
import { findLeaks } from '../paket/lecks.ts';
import { nameOf, requireSitzungsdienst } from '../rollen.ts';
import { readBezug } from '../sitzung/bezug.ts';
import { addTopHuelle, removeTop, renameTop } from '../sitzung/decide-planung.ts';
import type { SitzungEvent } from '../sitzung/schema.ts';
import { ergebnisOf } from '../sitzung/decide-abschluss.ts';
import { requirePdf } from '../sitzung/decide-ladung.ts';
import { punktlage, requireGremium } from '../sitzung/lage.ts';
import type { Sitzung } from '../sitzung/state.ts';
import { decideVerlauf } from '../verlauf/decide.ts';
import type { VerlaufCommand } from '../verlauf/schema.ts';
import { verlaufOf } from '../verlauf/state.ts';
import type { NichtoeffentlichCommand, NichtoeffentlichEvent } from './schema.ts';
import type { NichtoeffentlicheSitzung } from './state.ts';
import { freigabesperre } from './state.ts';

type Antwort = Result<readonly NichtoeffentlichEvent[], Rejection>;
type Befehl<T extends NichtoeffentlichCommand['type']> = Extract<NichtoeffentlichCommand, { type: T }>;
type Noe = NichtoeffentlicheSitzung;

export function decideNichtoeffentlich(
  state: Noe | null,
  command: NichtoeffentlichCommand,
  facts: Facts,
): Antwort {
  const rolle = requireSitzungsdienst(facts, 'den nichtöffentlichen Teil führen');
  if (!rolle.ok) return rolle;
  if (command.type === 'createNichtoeffentlicheSitzung')
    return state
      ? reject('sitzung.schon-angelegt', { was: 'Nichtöffentlicher Teil' })
      : ok([{ ...command, type: 'NichtoeffentlicheSitzungAngelegt' }]);
  if (!state) return reject('sitzung.nicht-angelegt', { was: 'Nichtöffentlicher Teil' });
  switch (command.type) {
    case 'changeBeginn':
      return ok([{ ...command, type: 'BeginnGeaendert' }]);
    case 'cancelNichtoeffentlicheSitzung':
      return ok([{ type: 'NichtoeffentlicheSitzungAbgesagt' }]);
    case 'grantEinsicht':
      return ok([{ ...command, type: 'EinsichtGewaehrt' }]);
    case 'closeNichtoeffentlicheSitzung':
      return ok([closed(state, command.am)]);
    case 'addNichtoeffentlichenTop':
      return addTop(state, command, facts);
    case 'changeNichtoeffentlichenTop':
      if (state.abgeschlossen) return reject('sitzung.tagesordnung-geschlossen', { phase: 'abgeschlossen' });
      if (!state.punkte.some((p) => p.id === command.id))
        return reject('sitzung.top-unbekannt', { top: command.id });
      return (
        checkNeutral(command) ??
        tryOnSitzung(state, facts, (s) =>
          renameTop(s, { type: 'renameTopHuelle', top: command.id, titel: command.neutralerTitel }),
        ) ??
        ok([{ ...command, type: 'NichtoeffentlicherTopGeaendert' }])
      );
    case 'removeNichtoeffentlichenTop': {
      const punkt = state.punkte.find((p) => p.id === command.id);
      if (!punkt) return reject('sitzung.top-unbekannt', { top: command.id });
      const { bezug, topArt } = punkt;
      const versuch = tryOnSitzung(state, facts, (s) =>
        removeTop(s, { type: 'removeTopHuelle', top: command.id, grund: '' }),
      );
      if (versuch) return versuch;
      return ok([{ ...command, type: 'NichtoeffentlicherTopEntfernt', bezug, topArt }]);
    }
    case 'recordLeckpruefung':
      return recordLeckpruefung(state, command, facts);
    case 'liftTreffer':
      return liftTreffer(state, command, facts);
    case 'releaseOeffentlichesPaket':
      return releasePaket(state);
    case 'recordVollstaendigesPaket': {
      const pdf = requirePdf(facts, command.dokument, 'Vollständiges Sitzungspaket');
      return pdf.ok ? ok([{ ...command, type: 'VollstaendigesPaketErfasst' }]) : pdf;
    }
    default:
      return decideTop(state, command, facts);
  }
}

/**
 * What goes to the public agenda gives nothing away: neither title nor reason may name the real title or one
 * of the words to be kept secret.
 */
function checkNeutral(c: {
  readonly titel: string;
  readonly neutralerTitel: string;
  readonly begriffe: readonly string[];
  readonly nachtragGrund?: string | null;
  readonly erweiterung?: { readonly grund: string } | null;
}) {
  const quellen = [
    { quelle: 'titel', bezeichnung: 'der eigentliche Titel', text: c.titel, wort: false },
    ...c.begriffe.map((b) => ({ quelle: b, bezeichnung: `„${b}“`, text: b, wort: true })),
  ];
  const texte = [c.neutralerTitel, c.nachtragGrund ?? '', c.erweiterung?.grund ?? ''];
  const orte = texte.map((text) => ({ ort: text, seite: null, text }));
  const [leck] = findLeaks(orte, quellen);
  return leck
    ? reject('sitzung.titel-nicht-neutral', { titel: leck.ort, fund: leck.bezeichnung }, 'neutralerTitel')
    : null;
}

/**
 * Decides on the session what the reaction will ask of it. A refusal there is a refusal here, before
 * anything is written; so is a lost vote on an urgent extension.
 */
function tryOnSitzung(
  state: Noe,
  facts: Facts,
  versuch: (s: Sitzung) => Result<readonly SitzungEvent[], Rejection>,
) {
  const sitzung = requireVorgang<Sitzung>(facts, state.sitzung, 'sitzung', 'Sitzung');
  if (!sitzung.ok) return sitzung;
  if (!sitzung.value) return null;
  const decided = versuch(sitzung.value);
  if (!decided.ok) return decided;
  const [event] = decided.value;
  if (event?.type !== 'ErweiterungAbgelehnt') return null;
  return reject('sitzung.erweiterung-abgelehnt', { ergebnis: event.rechnung.text });
}

function addTop(state: Noe, command: Befehl<'addNichtoeffentlichenTop'>, facts: Facts): Antwort {
  if (state.abgeschlossen) return reject('sitzung.tagesordnung-geschlossen', { phase: 'abgeschlossen' });
  if (state.punkte.some((p) => p.id === command.id || (p.bezug !== null && p.bezug === command.bezug)))
    return reject('sitzung.top-doppelt', { titel: command.titel });
  const neutral = checkNeutral(command);
  if (neutral) return neutral;
  const { id, neutralerTitel: titel, vor, nachtragGrund, erweiterung } = command;
  const versuch = tryOnSitzung(state, facts, (s) =>
    addTopHuelle(s, { type: 'addTopHuelle', id, titel, vor, nachtragGrund, erweiterung }, facts),
  );
  if (versuch) return versuch;
  const bezug = readBezug(state, 'nichtoeffentlich', command, facts);
  if (!bezug.ok) return bezug;
  const { vorschlag: _, ...angaben } = command;
  return ok([
    {
      ...angaben,
      type: 'NichtoeffentlicherTopHinzugefuegt',
      ...bezug.value,
      sitzungstag: tagOf(state.beginn),
    },
  ]);
}

/**
 * The check counts only if it looked at every page of that very file and for every item there is now;
 * otherwise a half check would open the way.
 */
function recordLeckpruefung(state: Noe, command: Befehl<'recordLeckpruefung'>, facts: Facts): Antwort {
  const dokument = requireDokument(facts, command.dokument);
  if (!dokument.ok) return dokument;
  const seiten = dokument.value?.seiten ?? command.seiten;
  const fehlend = state.punkte.filter((p) => !command.geprueftePunkte.includes(p.id)).length;
  if (seiten !== command.seiten || fehlend > 0)
    return reject('sitzung.leckpruefung-unvollstaendig', {
      seiten,
      geprueft: command.seiten,
      punkte: fehlend,
    });
  return ok([{ ...command, type: 'LeckpruefungErfasst' }]);
}

/** Two different people, each with a reason, say that a hit is none; several at once, all or none. */
function liftTreffer(state: Noe, command: Befehl<'liftTreffer'>, facts: Facts): Antwort {
  const events: NichtoeffentlichEvent[] = [];
  for (const id of new Set(command.treffer)) {
    const treffer = state.leckpruefung?.treffer.find((t) => t.id === id);
    if (!treffer) return reject('sitzung.treffer-unbekannt');
    if (command.grund === '') return reject('sitzung.grund-fehlt', { was: treffer.bezeichnung }, 'grund');
    if (treffer.aufhebungen.some((a) => a.von === facts.akteur))
      return reject('sitzung.gleiche-person-aufhebung', { person: nameOf(facts, facts.akteur).name });
    events.push({ type: 'TrefferAufgehoben', treffer: id, grund: command.grund });
  }
  return ok(events);
}

function releasePaket(state: Noe): Antwort {
  const p = state.leckpruefung;
  if (!p) return reject('sitzung.leckpruefung-fehlt');
  const offen = freigabesperre(p);
  if (offen) return { ok: false, error: offen };
  const neu = state.punkte.filter((x) => !p.geprueftePunkte.includes(x.id)).length;
  if (neu > 0)
    return reject('sitzung.leckpruefung-unvollstaendig', {
      seiten: p.seiten,
      geprueft: p.seiten,
      punkte: neu,
    });
  return ok([
    { type: 'OeffentlichesPaketFreigegeben', dokument: p.dokument, seiten: p.seiten, teil: 'oeffentlich' },
  ]);
}

function decideTop(state: Noe, command: VerlaufCommand, facts: Facts): Antwort {
  const sitzung = requireVorgang<Sitzung>(facts, state.sitzung, 'sitzung', 'Sitzung');
  if (!sitzung.ok) return sitzung;
  const gremium = requireGremium(facts, state.gremium);
  if (!gremium.ok) return gremium;
  const punkt = state.punkte.find((p) => p.id === command.top);
  if (!punkt) return reject('sitzung.top-unbekannt', { top: command.top });
  if (!sitzung.value) return reject('sitzung.angabe-unbekannt', { angabe: 'Sitzung' });
  const lage = punktlage(
    sitzung.value,
    gremium.value,
    command.top,
    {
      teil: 'nichtoeffentlich',
      verlauf: state.verlauf,
      bezug: punkt.bezug,
      beratung: punkt.beratung,
      titel: punkt.titel,
    },
    facts,
  );
  return lage.ok ? decideVerlauf(lage.value, command, facts) : lage;
}

function closed(state: Noe, am: string | null): NichtoeffentlichEvent {
  return {
    type: 'NichtoeffentlicheSitzungAbgeschlossen',
    am,
    ergebnisse: state.punkte.flatMap((p) =>
      p.bezug === null
        ? []
        : [
            {
              bezug: p.bezug,
              bezugArt: p.topArt,
              beratung: p.beratung,
              ...ergebnisOf(verlaufOf(state.verlauf, p.id), p),
            },
          ],
    ),
  };
}
