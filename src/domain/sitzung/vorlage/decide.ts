import { tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts } from '../../shared/vorgang.ts';
import { getFact } from '../../shared/vorgang.ts';
import { findPerson } from '../../organisation/verzeichnis.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { checkNummernjahr, nextNummer } from '../../stammdaten/nummernkreise.ts';
import type { Laufwege, Laufwegvorschlag, UmlaufKontext } from '../../umlauf/index.ts';
import { beginUmlauf, buildLaufweg, decideUmlauf, isUmlaufCommand } from '../../umlauf/index.ts';
import { decideBeratung } from '../beratung/decide.ts';
import { requireVorgang, tabelleAm, treffer } from '../fakten.ts';
import type { NichtoeffentlicheAnlage } from '../anlage/kind.ts';
import type { Gremium } from '../gremium/schema.ts';
import {
  BUERGERMEISTER,
  SITZUNGSDIENST,
  VERZEICHNIS,
  requireRolle,
  requireSitzungsdienst,
} from '../rollen.ts';
import { TABELLE } from '../tabellen.ts';
import { fehlendeAngaben, mitzeichnungssperre, TEXTDOKUMENT } from './freigabe.ts';
import { inhaltHash } from './inhalt.ts';
import type { VorlageCommand, VorlageEvent } from './schema.ts';
import type { Vorlage } from './state.ts';
import { aktuelleFassung } from './state.ts';

type Antwort = Result<readonly VorlageEvent[], Rejection>;
type Befehl<T extends VorlageCommand['type']> = Extract<VorlageCommand, { type: T }>;

export function decideVorlage(state: Vorlage | null, command: VorlageCommand, facts: Facts): Antwort {
  if (command.type === 'createVorlage')
    return state ? reject('sitzung.schon-angelegt', { was: 'Vorlage' }) : createVorlage(command, facts);
  if (!state) return reject('sitzung.nicht-angelegt', { was: 'Vorlage' });
  if (isUmlaufCommand(command)) {
    if (state.phase !== 'mitzeichnung') return reject('umlauf.nicht-gestartet');
    return decideUmlauf(state.umlauf, command, facts, umlaufKontext(state));
  }
  switch (command.type) {
    case 'saveFassung':
      return saveFassung(state, command, facts);
    case 'setOeffentlichkeit':
      if (isFrei(state)) return reject('sitzung.vorlage-freigegeben', { nummer: nummerOf(state) });
      return requireBearbeiter(state, facts) ?? ok([{ ...command, type: 'OeffentlichkeitGesetzt' }]);
    case 'setBeratungsfolge':
      return setBeratungsfolge(state, command, facts);
    case 'startMitzeichnung':
      return startMitzeichnung(state, command, facts);
    case 'returnVorlage': {
      const rolle = requireRolle(facts, [SITZUNGSDIENST, BUERGERMEISTER], 'eine Vorlage zurückgeben');
      if (!rolle.ok) return rolle;
      const terminiert = state.beratungsfolge.find((b) => b.sitzung !== null || b.ergebnis !== null);
      if (state.phase === 'freigegeben' && terminiert)
        return reject('sitzung.beratung-terminiert', { gremium: terminiert.gremiumName });
      if (state.phase !== 'mitgezeichnet' && state.phase !== 'freigegeben')
        return reject('sitzung.nicht-mitgezeichnet', { nummer: nummerOf(state) });
      if (command.grund === '') return reject('sitzung.grund-fehlt', { was: 'Rückgabe' }, 'grund');
      return ok([{ ...command, type: 'VorlageZurueckgegeben' }]);
    }
    case 'releaseVorlage':
      return releaseVorlage(state, facts);
    case 'withdrawVorlage':
      if (state.phase === 'erledigt' || state.phase === 'zurueckgezogen')
        return reject('sitzung.vorlage-erledigt', { nummer: nummerOf(state) });
      if (command.grund === '') return reject('sitzung.grund-fehlt', { was: 'Zurückziehen' }, 'grund');
      return requireBearbeiter(state, facts) ?? ok([{ ...command, type: 'VorlageZurueckgezogen' }]);
    case 'assignNummer':
      return assignNummer(state, command, facts);
    case 'registerNichtoeffentlicheAnlage':
      return registerAnlage(state, command, facts);
    default: {
      const rolle = requireSitzungsdienst(facts, 'Beratungen führen');
      if (!rolle.ok) return rolle;
      return decideBeratung(command, facts);
    }
  }
}

const isFrei = (v: Vorlage) => v.phase === 'freigegeben' || v.phase === 'erledigt';
const nummerOf = (v: Vorlage) => v.nummer ?? 'ohne Nummer';

/** The author, the lead unit and the council office may work on the text. */
function requireBearbeiter(state: Vorlage, facts: Facts) {
  if (facts.akteur === state.verfasser) return null;
  const verzeichnis = getFact<Verzeichnis>(facts, VERZEICHNIS);
  const person = verzeichnis.bekannt ? findPerson(verzeichnis.wert, facts.akteur) : null;
  if (person?.einheit === state.einheit) return null;
  const rolle = requireRolle(facts, [SITZUNGSDIENST], 'fremde Vorlagen bearbeiten');
  return rolle.ok ? null : rolle;
}

/**
 * What is listed here is shown to those invited with the Vorlage and is erased with it: only its own annexes, and
 * only those of whoever works on it.
 */
function registerAnlage(
  state: Vorlage,
  command: Befehl<'registerNichtoeffentlicheAnlage'>,
  facts: Facts,
): Antwort {
  const recht = requireBearbeiter(state, facts);
  if (recht) return recht;
  const bezeichnung = 'Nichtöffentliche Anlage';
  const anlage = requireVorgang<NichtoeffentlicheAnlage>(
    facts,
    command.anlage,
    'anlage_nichtoeffentlich',
    bezeichnung,
  );
  if (!anlage.ok) return anlage;
  if (anlage.value && anlage.value.vorlage !== facts.vorgang)
    return reject('sitzung.bezug-fehlt', { bezeichnung, kennung: command.anlage });
  return ok([{ ...command, type: 'NichtoeffentlicheAnlageVerzeichnet' }]);
}

function createVorlage(command: Befehl<'createVorlage'>, facts: Facts): Antwort {
  const falsch = checkNummernjahr(facts, command.jahr);
  if (falsch) return falsch;
  const { type: _, jahr, ...angaben } = command;
  return ok([
    {
      ...angaben,
      type: 'VorlageAngelegt',
      ...nextNummer(facts, 'vorlage', jahr),
      hash: inhaltHash(command.inhalt),
    },
  ]);
}

function saveFassung(state: Vorlage, command: Befehl<'saveFassung'>, facts: Facts): Antwort {
  if (isFrei(state)) return reject('sitzung.vorlage-freigegeben', { nummer: nummerOf(state) });
  if (state.phase === 'zurueckgezogen')
    return reject('sitzung.vorlage-erledigt', { nummer: nummerOf(state) });
  const recht = requireBearbeiter(state, facts);
  if (recht) return recht;
  const hash = inhaltHash(command.inhalt);
  if (hash === aktuelleFassung(state).hash) return ok([]);
  return ok([{ ...command, type: 'FassungGespeichert', hash }]);
}

function setBeratungsfolge(state: Vorlage, command: Befehl<'setBeratungsfolge'>, facts: Facts): Antwort {
  const recht = requireBearbeiter(state, facts);
  if (recht) return recht;
  const massgeblich = command.stationen.filter((s) => s.massgeblich);
  if (massgeblich.length !== 1)
    return reject('sitzung.massgebliches-gremium', { anzahl: massgeblich.length });
  const kept = state.beratungsfolge.filter((b) => b.sitzung !== null || b.ergebnis !== null);
  const entfallen = kept.find((b) => !command.stationen.some((s) => s.id === b.id));
  if (entfallen) return reject('sitzung.beratung-terminiert', { gremium: entfallen.gremiumName });
  const stationen: Extract<VorlageEvent, { type: 'BeratungsfolgeGesetzt' }>['stationen'][number][] = [];
  for (const s of command.stationen) {
    const gremium = requireVorgang<Gremium>(facts, s.gremium, 'gremium', 'Gremium');
    if (!gremium.ok) return gremium;
    stationen.push({ ...s, gremiumName: gremium.value?.name ?? s.gremium });
  }
  return ok([{ type: 'BeratungsfolgeGesetzt', stationen }]);
}

/** The route as the rules in force give it for this Vorlage; shown before it starts. */
export function laufwegFor(state: Vorlage, facts: Facts): Result<Laufwegvorschlag, Rejection> {
  const tag = tagOf(facts.jetzt);
  const verzeichnis = getFact<Verzeichnis>(facts, VERZEICHNIS);
  const { finanzen } = aktuelleFassung(state).inhalt;
  const summe =
    finanzen.art === 'ja' ? Math.max(0, finanzen.aufwandCent) + Math.max(0, finanzen.investitionCent) : 0;
  return buildLaufweg({
    tabelle: TABELLE.laufwege,
    fassung: tabelleAm<Laufwege>(facts, TABELLE.laufwege, tag),
    merkmale: {
      finanzen: finanzen.art,
      summe,
      oeffentlich: state.oeffentlich ? 'ja' : 'nein',
      einheit: state.einheit,
    },
    namen: {
      finanzen: {
        name: 'Finanzielle Auswirkungen',
        format: 'text',
        werte: { ja: 'ja', keine: 'keine' },
      },
      summe: { name: 'Aufwand und Investition', format: 'euro' },
      oeffentlich: { name: 'öffentlich', format: 'text' },
    },
    einheit: state.einheit,
    verzeichnis: verzeichnis.bekannt ? verzeichnis.wert : null,
    tag,
  });
}

function startMitzeichnung(state: Vorlage, command: Befehl<'startMitzeichnung'>, facts: Facts): Antwort {
  const recht = requireBearbeiter(state, facts);
  if (recht) return recht;
  if (isFrei(state)) return reject('sitzung.vorlage-freigegeben', { nummer: nummerOf(state) });
  if (state.phase === 'zurueckgezogen')
    return reject('sitzung.vorlage-erledigt', { nummer: nummerOf(state) });
  const fehlend = fehlendeAngaben(state);
  if (fehlend.length > 0) return reject('sitzung.angaben-fehlen', { angaben: fehlend.join(', ') });
  const vorschlag = laufwegFor(state, facts);
  if (!vorschlag.ok) return vorschlag;
  return beginUmlauf(state.umlauf, vorschlag.value, command.gezeigt, facts, false);
}

/** Everything the route must know: the text in its current version, with the annexes. */
export function umlaufKontext(state: Vorlage): UmlaufKontext {
  const f = aktuelleFassung(state);
  const name = `Vorlage ${nummerOf(state)}, Fassung ${f.nummer}`;
  return {
    dokumente: [
      { dokument: TEXTDOKUMENT, version: f.nummer, sha256: f.hash, dateiname: name },
      ...f.inhalt.anlagen.map((a) => ({
        dokument: a.id,
        version: 1,
        sha256: a.sha256,
        dateiname: a.bezeichnung,
      })),
    ],
    hauptdokument: null,
    dokumentart: 'vorlage',
    steuerung: [SITZUNGSDIENST],
  };
}

function releaseVorlage(state: Vorlage, facts: Facts): Antwort {
  const rolle = requireRolle(facts, [SITZUNGSDIENST, BUERGERMEISTER], 'Vorlagen freigeben');
  if (!rolle.ok) return rolle;
  const nummer = nummerOf(state);
  if (isFrei(state)) return reject('sitzung.vorlage-freigegeben', { nummer });
  if (state.phase === 'zurueckgezogen') return reject('sitzung.vorlage-erledigt', { nummer });
  const sperre = mitzeichnungssperre(state);
  if (sperre) return { ok: false, error: sperre };
  if (state.phase !== 'mitgezeichnet') return reject('sitzung.nicht-mitgezeichnet', { nummer });
  const fehlend = fehlendeAngaben(state);
  if (fehlend.length > 0) return reject('sitzung.angaben-fehlen', { angaben: fehlend.join(', ') });
  if (state.nummer === null && !facts.vorlaeufig) return reject('sitzung.nummer-fehlt');
  const f = aktuelleFassung(state);
  return ok([{ type: 'VorlageFreigegeben', fassung: f.nummer, hash: f.hash }]);
}

/** A number is unique: a second paper with the same one keeps its contents and needs another number. */
function assignNummer(state: Vorlage, command: Befehl<'assignNummer'>, facts: Facts): Antwort {
  const recht = requireBearbeiter(state, facts);
  if (recht) return recht;
  if (state.nummer !== null) return reject('sitzung.nummer-vergeben', { nummer: state.nummer });
  if (command.vonHand === null)
    return (
      checkNummernjahr(facts, command.jahr) ??
      ok([{ type: 'NummerVergeben', ...nextNummer(facts, 'vorlage', command.jahr) }])
    );
  const [andere] = treffer(facts, 'vorlage', `nummer:${command.vonHand}`);
  if (andere) {
    const titel = andere.verdeckt ? 'eine Vorlage, die Sie nicht einsehen dürfen' : andere.titel;
    return reject('sitzung.nummer-doppelt', { nummer: command.vonHand, andere: titel }, 'vonHand');
  }
  return ok([{ type: 'NummerVergeben', nummer: command.vonHand, serie: null }]);
}
