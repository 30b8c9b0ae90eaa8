import { formatTag, tagOf } from '../../shared/dates.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { assertNever, ok, type Result } from '../../shared/result.ts';
import { getFact, type Facts, type MerkmalTreffer, type Sha256, type Tag } from '../../shared/vorgang.ts';
import { readVerzeichnis, requireRolle } from '../../organisation/berechtigung.ts';
import { nextNummer } from '../../stammdaten/nummernkreise.ts';
import { ersteSperre } from '../befund.ts';
import { bestattungStatusText, ROLLE_VERWALTUNG, unterlageText, type BestattungStatus } from '../begriffe.ts';
import type { Terminplan } from '../belegung.ts';
import { pruefeDokument } from '../dokument.ts';
import { berechneFenster, pruefeSterbezeit, type Genehmigung } from '../fristen.ts';
import { gebuehrenFuer } from './abschluss.ts';
import { berechneRechtsfolge, findGrabartRegel, plusJahre, ruhefristBis } from '../grabregeln.ts';
import { auftragOf } from '../kennung.ts';
import { regelwerkAus } from '../tabellen/index.ts';
import type { AuftragState } from '../auftrag/state.ts';
import { auftragSicht } from '../auftrag/auswertung.ts';
import { doppelfallFragen } from './needs.ts';
import { kolonnenInhalt } from './inhalt.ts';
import {
  baueTermin,
  leseUmfeld,
  pruefeGrabOhneTermin,
  pruefeVorhaben,
  vormerkungBis,
  type Pruefstufe,
  type Termin,
  type Umfeld,
  type Vorhaben,
} from './pruefung.ts';
import type { Angaben, BestattungCommand, BestattungEvent } from './schema.ts';
import { haeltRessourcen, istBeendet, istFreigegeben, nameVon, type BestattungState } from './state.ts';

type Decided = Result<readonly BestattungEvent[], Rejection>;

export function decideBestattung(state: BestattungState | null, c: BestattungCommand, facts: Facts): Decided {
  if (c.type === 'expireVormerkung' || c.type === 'applyAuftragsstand') {
    // Both only draw a conclusion from the clock or from another Vorgang; no right is needed to conclude.
    if (state === null) return reject('bestattung.gibt-es-nicht');
    return c.type === 'expireVormerkung' ? expire(state, facts) : applyAuftragsstand(state, facts);
  }
  const verzeichnis = readVerzeichnis(facts);
  if (!verzeichnis.ok) return verzeichnis;
  const rolle = requireRolle(facts, verzeichnis.value, [ROLLE_VERWALTUNG]);
  if (!rolle.ok) return rolle;
  if (c.type === 'createBestattung') return create(state, c, facts);
  if (state === null) return reject('bestattung.gibt-es-nicht');
  switch (c.type) {
    case 'updateAngaben':
      return updateAngaben(state, c.angaben, facts);
    case 'requestTermin':
      return imStatus(state, ['entwurf', 'angefragt'], () => ok([{ type: 'TerminAngefragt', plan: c.plan }]));
    case 'assignGrab':
      return assignGrab(state, c, facts);
    case 'recordUnterlage':
      return offen(state, () =>
        mitDatei(facts, c.dokument, 'scan', `Der Scan zu „${unterlageText[c.unterlage]}“`, {
          type: 'UnterlageErfasst',
          unterlage: c.unterlage,
          am: c.am,
          dokument: c.dokument,
        }),
      );
    case 'removeUnterlage':
      return offen(state, () => ok([{ type: 'UnterlageEntfernt', unterlage: c.unterlage, grund: c.grund }]));
    case 'recordGenehmigung':
      return offen(state, () => {
        const frist = fristVon(state.angaben, [...state.genehmigungen, c.genehmigung], facts);
        return mitDatei(facts, c.dokument, 'scan', 'Der Scan der Genehmigung', {
          type: 'GenehmigungErfasst',
          genehmigung: c.genehmigung,
          dokument: c.dokument,
          frist,
        });
      });
    case 'keepBlatt':
      return keepBlatt(state, c, facts);
    case 'holdTermin':
      return imStatus(state, ['entwurf', 'angefragt', 'vorgemerkt', 'verlegt'], () =>
        hold(state, c.plan, facts),
      );
    case 'releaseTermin':
      return imStatus(state, ['vorgemerkt'], () => release(state, facts));
    case 'rejectAnfrage':
      return imStatus(state, ['angefragt', 'vorgemerkt'], () =>
        ok([{ type: 'AnfrageAbgelehnt', grund: c.grund, aufbewahrenBis: aufbewahrenBis(facts) }]),
      );
    case 'cancelBestattung':
      return imStatus(state, STORNIERBAR, () => {
        // Whoever was once told a date must be told that it is off, also while a new one was being sought.
        const warFreigegeben = state.fassung > 0;
        const fassung = state.fassung + (warFreigegeben ? 1 : 0);
        return ok([
          {
            type: 'BestattungStorniert',
            grund: c.grund,
            fassung,
            warFreigegeben,
            aufbewahrenBis: aufbewahrenBis(facts),
          },
        ]);
      });
    case 'moveTermin':
      return imStatus(state, VERLEGBAR, () => move(state, c.plan, c.grund, facts));
    case 'recordAnruf':
      return recordAnruf(state, c);
    case 'closeBestattung':
      return imStatus(state, ['durchgefuehrt'], () => close(state, c, facts));
    default:
      return assertNever(c);
  }
}

const STORNIERBAR: readonly BestattungStatus[] = [
  'entwurf',
  'angefragt',
  'vorgemerkt',
  'freigegeben',
  'vorbereitet',
  'geprueft',
  'verlegt',
];
const VERLEGBAR: readonly BestattungStatus[] = ['vorgemerkt', 'freigegeben', 'vorbereitet', 'geprueft'];

function imStatus(
  state: BestattungState,
  erlaubt: readonly BestattungStatus[],
  dann: () => Decided,
): Decided {
  if (erlaubt.includes(state.status)) return dann();
  const texte = erlaubt.map((s) => bestattungStatusText[s]).join('“ oder „');
  return reject('bestattung.status', { status: bestattungStatusText[state.status], erlaubt: texte });
}

const offen = (state: BestattungState, dann: () => Decided): Decided =>
  istBeendet(state.status)
    ? reject('bestattung.status', { status: bestattungStatusText[state.status], erlaubt: 'nicht beendet' })
    : dann();

function create(
  state: BestattungState | null,
  c: Extract<BestattungCommand, { type: 'createBestattung' }>,
  facts: Facts,
): Decided {
  if (state !== null) return reject('bestattung.besteht-schon');
  const sterbezeit = ersteSperre(pruefeSterbezeit(c.angaben.verstorben.sterbezeit, facts.jetzt, null));
  if (sterbezeit) return { ok: false, error: sterbezeit };
  const doppelt = c.keinDoppelfall === null ? findeDoppelfall(c.angaben, facts) : null;
  if (doppelt) return reject('bestattung.doppelfall', { nr: doppelt }, 'verstorben');
  const { nummer, serie } = nextNummer(facts, 'bestattung', c.jahr);
  return ok([
    {
      type: 'BestattungAngelegt',
      nummer,
      serie,
      auftrag: auftragOf(facts.vorgang),
      angaben: c.angaben,
      keinDoppelfall: c.keinDoppelfall,
      frist: fristVon(c.angaben, [], facts),
    },
  ]);
}

/** Number or name of another open case for what seems to be the same person; null: none known. */
function findeDoppelfall(a: Angaben, facts: Facts): string | null {
  for (const frage of doppelfallFragen(a)) {
    const fact = getFact<readonly MerkmalTreffer[]>(facts, frage);
    const treffer = fact.bekannt ? fact.wert.find((t) => t.vorgang !== facts.vorgang) : undefined;
    if (treffer) return treffer.nummer ?? treffer.titel;
  }
  return null;
}

/** The statutory window as far as the rules are known on this device. */
function fristVon(a: Angaben, genehmigungen: readonly Genehmigung[], facts: Facts) {
  const r = regelwerkAus(facts, tagOf(facts.jetzt));
  if (r === null) return null;
  const f = berechneFenster(
    a.art,
    a.verstorben.sterbezeit,
    a.einaescherung?.tag ?? null,
    genehmigungen,
    r.fristen,
  );
  return { fruehestens: f.fruehestens, spaetestens: f.spaetestens };
}

/** An entry with the file behind it, if one is named: it must be stored and readable. */
function mitDatei(
  facts: Facts,
  dokument: Sha256 | null,
  wofuer: 'scan' | 'blatt',
  was: string,
  event: BestattungEvent,
): Decided {
  const datei = pruefeDokument(facts, dokument, wofuer, was);
  return datei.ok ? ok([event]) : datei;
}

/** Keeps the sheet of a version that went out; each once, also after the case has ended. */
function keepBlatt(
  state: BestattungState,
  c: Extract<BestattungCommand, { type: 'keepBlatt' }>,
  facts: Facts,
): Decided {
  const fassung = state.fassungen.find((f) => f.nummer === c.fassung);
  if (!fassung) return reject('bestattung.fassung-unbekannt', { n: c.fassung });
  if (fassung.blaetter?.some((b) => b.blatt === c.blatt)) return ok([]);
  return mitDatei(facts, c.dokument, 'blatt', 'Das Blatt', {
    type: 'BlattAufbewahrt',
    fassung: c.fassung,
    blatt: c.blatt,
    dokument: c.dokument,
  });
}

/** Also after a cancellation: that the crew was told by phone is what matters then. */
function recordAnruf(
  state: BestattungState,
  c: Extract<BestattungCommand, { type: 'recordAnruf' }>,
): Decided {
  return state.fassungen.some((f) => f.nummer === c.fassung)
    ? ok([{ type: 'AnrufErfasst', fassung: c.fassung, mit: c.mit, kolonne: c.kolonne }])
    : reject('bestattung.fassung-unbekannt', { n: c.fassung });
}

/** Last day a case that came to no burial is kept; null: the city has not decided. */
function aufbewahrenBis(facts: Facts): Tag | null {
  const heute = tagOf(facts.jetzt);
  const jahre = regelwerkAus(facts, heute)?.fristen.ohneBestattungJahre;
  return jahre === undefined ? null : plusJahre(heute, jahre);
}

const vorhabenVon = (s: BestattungState, plan: Terminplan): Vorhaben => ({
  angaben: s.angaben,
  plan,
  grab: s.grab,
  verlaengerungJahre: s.verlaengerungJahre,
  genehmigungen: s.genehmigungen,
  unterlagen: s.unterlagen.map((u) => u.unterlage),
});

/** Checks a plan and, if every rule holds, resolves what it claims. */
function pruefe(
  v: Vorhaben,
  stufe: Pruefstufe,
  facts: Facts,
): Result<{ readonly termin: Termin; readonly u: Umfeld }, Rejection> {
  const umfeld = leseUmfeld(facts, tagOf(v.plan.beginn), v.angaben, v.plan, v.grab);
  if (!umfeld.ok) return umfeld;
  const nein = ersteSperre(pruefeVorhaben(v, umfeld.value, stufe));
  return nein ? { ok: false, error: nein } : ok({ termin: baueTermin(v, umfeld.value), u: umfeld.value });
}

function hold(state: BestattungState, plan: Terminplan, facts: Facts): Decided {
  const geprueft = pruefe(vorhabenVon(state, plan), 'vormerken', facts);
  if (!geprueft.ok) return geprueft;
  const { termin, u } = geprueft.value;
  return ok([{ type: 'TerminVorgemerkt', ...termin, bis: vormerkungBis(plan, facts.jetzt, u.r) }]);
}

function expire(state: BestattungState, facts: Facts): Decided {
  if (state.status !== 'vorgemerkt' || state.vormerkungBis === null || facts.jetzt < state.vormerkungBis)
    return ok([]);
  return ok([{ type: 'VormerkungVerfallen' }]);
}

function release(state: BestattungState, facts: Facts): Decided {
  if (state.vormerkungBis !== null && facts.jetzt >= state.vormerkungBis)
    return reject('bestattung.vormerkung-abgelaufen');
  if (state.plan === null) return reject('bestattung.gibt-es-nicht');
  const geprueft = pruefe(vorhabenVon(state, state.plan), 'freigeben', facts);
  if (!geprueft.ok) return geprueft;
  return ok([{ type: 'TerminFreigegeben', ...geprueft.value.termin, fassung: state.fassung + 1 }]);
}

/** Moves at once to a new date with all its resources, or gives the old one up and leaves the new one open. */
function move(state: BestattungState, plan: Terminplan | null, grund: string, facts: Facts): Decided {
  const warFreigegeben = istFreigegeben(state.status);
  const fassung = state.fassung + (warFreigegeben ? 1 : 0);
  if (plan === null) return ok([{ type: 'TerminVerlegt', grund, fassung, warFreigegeben, neu: null }]);
  const geprueft = pruefe(vorhabenVon(state, plan), warFreigegeben ? 'freigeben' : 'vormerken', facts);
  if (!geprueft.ok) return geprueft;
  const { termin, u } = geprueft.value;
  const bis = warFreigegeben ? null : vormerkungBis(plan, facts.jetzt, u.r);
  return ok([{ type: 'TerminVerlegt', grund, fassung, warFreigegeben, neu: { ...termin, bis } }]);
}

function updateAngaben(state: BestattungState, angaben: Angaben, facts: Facts): Decided {
  return offen(state, () => {
    const sterbezeit = ersteSperre(pruefeSterbezeit(angaben.verstorben.sterbezeit, facts.jetzt, null));
    if (sterbezeit) return { ok: false, error: sterbezeit };
    const neu: BestattungState = { ...state, angaben };
    const gerechnet = rechneNeu(state, neu, facts);
    if (!gerechnet.ok) return gerechnet;
    return ok([
      {
        type: 'AngabenGeaendert',
        angaben,
        frist: fristVon(angaben, state.genehmigungen, facts),
        ...gerechnet.value,
      },
    ]);
  });
}

function assignGrab(
  state: BestattungState,
  c: Extract<BestattungCommand, { type: 'assignGrab' }>,
  facts: Facts,
): Decided {
  return offen(state, () => {
    const neu: BestattungState = { ...state, grab: c.grab, verlaengerungJahre: c.verlaengerungJahre };
    const umfeld = leseUmfeld(facts, tagOf(facts.jetzt), state.angaben, state.plan, c.grab);
    if (!umfeld.ok) return umfeld;
    const { grab, r } = umfeld.value;
    const nein =
      grab === null || haeltRessourcen(state.status)
        ? null
        : ersteSperre(pruefeGrabOhneTermin(state.angaben, grab, tagOf(facts.jetzt), r));
    if (nein) return { ok: false, error: nein };
    const gerechnet = rechneNeu(state, neu, facts);
    if (!gerechnet.ok) return gerechnet;
    return ok([
      {
        type: 'GrabZugeordnet',
        grab: c.grab,
        grabart: umfeld.value.grab?.grabart ?? null,
        verlaengerungJahre: c.verlaengerungJahre,
        ...gerechnet.value,
      },
    ]);
  });
}

/**
 * After a change of the case while a date is held: every rule again, the claims anew, and a new version when what
 * the crew reads has changed. Nothing is held: nothing to do.
 */
function rechneNeu(
  alt: BestattungState,
  neu: BestattungState,
  facts: Facts,
): Result<{ readonly termin: Termin | null; readonly fassung: number | null }, Rejection> {
  if (neu.plan === null || !haeltRessourcen(neu.status)) return ok({ termin: null, fassung: null });
  if (neu.status === 'durchgefuehrt') return ok({ termin: null, fassung: null });
  const frei = istFreigegeben(neu.status);
  const vorhaben = vorhabenVon(neu, neu.plan);
  const umfeld = leseUmfeld(facts, tagOf(neu.plan.beginn), neu.angaben, neu.plan, neu.grab);
  if (!umfeld.ok) return umfeld;
  // Work may have begun: that the digging lies in the past does not forbid correcting a name.
  // A paper that was taken back after the release does not forbid it either, unless the change asks for another one.
  const ohneNeuePapiere = neu.grab === alt.grab && neu.angaben.art === alt.angaben.art;
  const befunde = pruefeVorhaben(vorhaben, umfeld.value, frei ? 'freigeben' : 'vormerken').filter(
    (b) =>
      b.code !== 'bestattung.termin-vergangen' &&
      !(ohneNeuePapiere && b.code === 'bestattung.unterlage-fehlt'),
  );
  const nein = ersteSperre(befunde);
  if (nein) return { ok: false, error: nein };
  const termin = baueTermin(vorhaben, umfeld.value);
  const vorher = JSON.stringify(kolonnenInhalt(alt));
  const nachher = JSON.stringify(kolonnenInhalt({ ...neu, einsatz: termin.einsatz }));
  return ok({ termin, fassung: frei && vorher !== nachher ? alt.fassung + 1 : null });
}

/** Takes over how far the crew is; what cannot be seen here changes nothing. */
function applyAuftragsstand(state: BestattungState, facts: Facts): Decided {
  const fact = getFact<AuftragState | null>(facts, { art: 'vorgang', id: state.auftragId });
  if (!fact.bekannt || fact.wert === null) return ok([]);
  return ok([{ type: 'AuftragsstandUebernommen', ...auftragSicht(fact.wert) }]);
}

function close(
  state: BestattungState,
  c: Extract<BestattungCommand, { type: 'closeBestattung' }>,
  facts: Facts,
): Decided {
  const fehlt = (was: string): Decided => reject('bestattung.bericht-unvollstaendig', { was });
  if (state.auftrag.klaerung.length > 0 && c.klaerung === null)
    return fehlt(state.auftrag.klaerung.join('; '));
  const stelle = state.einsatz?.grab?.stelle;
  if (state.grab === null || state.plan === null || stelle === undefined)
    return fehlt('kein Grab zugeordnet');
  if (c.beigesetztAm > tagOf(facts.jetzt))
    return fehlt(`Tag der Beisetzung ${formatTag(c.beigesetztAm)} liegt in der Zukunft`);
  if (c.beigesetztAm < state.angaben.verstorben.sterbezeit.tag)
    return fehlt('Tag der Beisetzung liegt vor dem Sterbetag');
  const umfeld = leseUmfeld(facts, c.beigesetztAm, state.angaben, state.plan, state.grab);
  if (!umfeld.ok) return umfeld;
  const { r, grab } = umfeld.value;
  if (grab === null) return reject('bestattung.nicht-pruefbar');
  const { angaben, plan } = state;
  const regel = findGrabartRegel(r.satzung, grab.grabart);
  const recht = berechneRechtsfolge(grab, angaben.art, c.beigesetztAm, regel);
  return ok([
    {
      type: 'BestattungAbgeschlossen',
      abschluss: {
        grab: state.grab,
        grabart: grab.grabart,
        friedhof: grab.friedhof,
        eintrag: {
          bestattung: facts.vorgang,
          nummer: state.nummer,
          name: nameVon(angaben),
          geburtsdatum: angaben.verstorben.geburtsdatum,
          sterbetag: angaben.verstorben.sterbezeit.tag,
          bestattungsart: angaben.art,
          beigesetztAm: c.beigesetztAm,
          stelle,
          ruhefristBis: ruhefristBis(regel, angaben.art, c.beigesetztAm),
          einaescherungsnummer: angaben.einaescherung?.nummer ?? null,
        },
        recht,
        inhaber:
          grab.recht?.inhaber ?? angaben.nutzungsberechtigt?.name ?? angaben.kostentraeger?.name ?? null,
        gebuehren: gebuehrenFuer(angaben.art, grab, regel, plan, recht, r),
        klaerung: c.klaerung,
      },
    },
  ]);
}
