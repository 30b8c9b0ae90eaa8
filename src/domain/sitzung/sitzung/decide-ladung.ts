import { formatTag, formatZeitpunkt, tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts, Sha256 } from '../../shared/vorgang.ts';
import { requireDokument, treffer } from '../fakten.ts';
import { beurteileLadung, letzterBekanntmachungstag, letzterLadungstag } from '../gremium/ladungsfrist.ts';
import { mitgliederAm, regelnAm, zuLaden } from '../gremium/mitglieder.ts';
import type { Gremium } from '../gremium/schema.ts';
import { nameOf } from '../rollen.ts';
import type { Warnung } from '../verlauf/schema.ts';
import { requireGremium } from './lage.ts';
import type { SitzungCommand, SitzungEvent } from './schema.ts';
import type { Sitzung } from './state.ts';
import { nummern } from './tagesordnung.ts';

type Antwort = Result<readonly SitzungEvent[], Rejection>;
type Befehl<T extends SitzungCommand['type']> = Extract<SitzungCommand, { type: T }>;

/** A stored PDF; provisionally anything that is not known here. */
export function requirePdf(facts: Facts, sha256: Sha256, was: string): Result<null, Rejection> {
  const dokument = requireDokument(facts, sha256);
  if (!dokument.ok) return dokument;
  if (dokument.value && dokument.value.mime !== 'application/pdf') return reject('sitzung.kein-pdf', { was });
  return ok(null);
}

/**
 * The invitation leaves: in time, or shortened with a reason where the body allows it, to every member,
 * with an agenda. From here on the numbers of the items are fixed.
 */
export function sendEinladung(state: Sitzung, command: Befehl<'sendEinladung'>, facts: Facts): Antwort {
  if (state.phase !== 'planung') return reject('sitzung.schon-eingeladen');
  if (state.tagesordnung.length === 0) return reject('sitzung.tagesordnung-leer');
  const pdf = requirePdf(facts, command.dokument, 'Einladung');
  if (!pdf.ok) return pdf;
  const gremium = requireGremium(facts, state.gremium);
  if (!gremium.ok) return gremium;
  if (!gremium.value) return reject('sitzung.angabe-unbekannt', { angabe: 'Gremium' });
  const tag = tagOf(state.beginn);
  const regel = regelnAm(gremium.value, tag).ladung;
  const frist = letzterLadungstag(state.beginn, regel);
  const params = { letzterTag: formatTag(frist.letzterTag), norm: frist.norm };
  switch (beurteileLadung(frist, facts.jetzt)) {
    case 'rechtzeitig':
      break;
    case 'nurVerkuerzt':
      if (!command.verkuerzungGrund)
        return reject('sitzung.ladung-verkuerzt-ohne-grund', {
          ...params,
          bis: frist.verkuerztBis ? formatZeitpunkt(frist.verkuerztBis) : '',
        });
      break;
    case 'verspaetet':
      return reject('sitzung.ladung-verspaetet', {
        ...params,
        verkuerzung: frist.verkuerztBis
          ? `Verkürzt war sie bis ${formatZeitpunkt(frist.verkuerztBis)} möglich.`
          : 'Eine Verkürzung ist nicht vorgesehen.',
      });
  }
  const erreicht = new Set(command.versand.map((v) => v.person));
  if (erreicht.size < command.versand.length) return reject('sitzung.empfaenger-doppelt');
  const fehlend = mitgliederAm(gremium.value, tag).filter(
    (m) => m.funktion !== 'stellvertretung' && !erreicht.has(m.person),
  );
  if (fehlend.length > 0)
    return reject('sitzung.empfaenger-fehlt', {
      namen: fehlend.map((m) => nameOf(facts, m.person).name).join(', '),
    });
  return ok([
    {
      ...command,
      type: 'EinladungVersandt',
      letzterTag: frist.letzterTag,
      norm: frist.norm,
      nummern: nummern(state.tagesordnung),
      berechtigt: zuLaden(gremium.value, tag),
      warnungen: offeneDringlichkeit(state, facts),
    },
  ]);
}

/** § 60 Abs. 1 GO NRW: an urgent decision is to be put to the body at its next session. */
const offeneDringlichkeit = (state: Sitzung, facts: Facts): readonly Warnung[] =>
  treffer(facts, 'dringlichkeitsentscheidung', `beratungsreif:${state.gremium}`)
    .filter((t) => !state.tagesordnung.some((top) => top.bezug === t.vorgang))
    .map((t) => ({
      code: 'sitzung.dringlichkeit-ohne-top',
      // a non-public decision is named by its number only
      params: { nummer: t.nummer ?? 'ohne Nummer', gremium: state.gremiumName },
    }));

export function recordZustellung(state: Sitzung, command: Befehl<'recordZustellung'>, facts: Facts): Antwort {
  const eintrag = state.zustellungen.find((z) => z.person === command.person);
  const name = nameOf(facts, command.person).name;
  if (!state.einladung || !eintrag) return reject('sitzung.nicht-geladen-person', { person: name });
  if (eintrag.zugestellt) return reject('sitzung.schon-zugestellt', { person: name });
  if (command.um < state.einladung.versandtAm || command.um > facts.jetzt)
    return reject('sitzung.zeit-ausserhalb', {
      zeit: formatZeitpunkt(command.um),
      von: formatZeitpunkt(state.einladung.versandtAm),
      bis: 'jetzt',
    });
  return ok([{ ...command, type: 'ZustellungErfasst' }]);
}

export function sendNachtrag(state: Sitzung, command: Befehl<'sendNachtrag'>, facts: Facts): Antwort {
  if (state.phase !== 'eingeladen' || !state.nachtragOffen) return reject('sitzung.kein-nachtrag');
  const pdf = requirePdf(facts, command.dokument, 'Nachtrag');
  if (!pdf.ok) return pdf;
  const gremium = requireGremium(facts, state.gremium);
  if (!gremium.ok) return gremium;
  if (gremium.value) {
    // a supplement keeps the same period as the invitation; what comes later is § 48 Abs. 1
    const frist = letzterLadungstag(state.beginn, regelnAm(gremium.value, tagOf(state.beginn)).ladung);
    if (beurteileLadung(frist, facts.jetzt) === 'verspaetet')
      return reject('sitzung.nachtrag-verspaetet', { letzterTag: formatTag(frist.letzterTag) });
  }
  return ok([{ ...command, type: 'NachtragVersandt' }]);
}

/** Recorded all the same: it is out, and the office must know what that means for the resolutions. */
function spaeteBekanntmachung(state: Sitzung, gremium: Gremium, facts: Facts): Warnung[] {
  const regeln = regelnAm(gremium, tagOf(state.beginn));
  const letzter = letzterBekanntmachungstag(state.beginn, regeln.bekanntmachungTage);
  if (tagOf(facts.jetzt) <= letzter) return [];
  const params = { letzterTag: formatTag(letzter), norm: regeln.quelle };
  return [{ code: 'sitzung.bekanntmachung-spaet', params }];
}

export function publishBekanntmachung(
  state: Sitzung,
  command: Befehl<'publishBekanntmachung'>,
  facts: Facts,
): Antwort {
  if (state.phase !== 'eingeladen') return reject('sitzung.erst-einladen');
  const pdf = requirePdf(facts, command.dokument, 'Bekanntmachung');
  if (!pdf.ok) return pdf;
  const gremium = requireGremium(facts, state.gremium);
  if (!gremium.ok) return gremium;
  const warnungen = gremium.value ? spaeteBekanntmachung(state, gremium.value, facts) : [];
  // a notice in time says nothing more than it always did
  const hinweis = warnungen.length > 0 ? { warnungen } : {};
  return ok([{ ...command, type: 'BekanntmachungVeroeffentlicht', ...hinweis }]);
}

export function recordPaketfreigabe(
  state: Sitzung,
  command: Befehl<'recordPaketfreigabe'>,
  facts: Facts,
): Antwort {
  if (state.phase === 'abgesagt') return reject('sitzung.abgesagt');
  const pdf = requirePdf(facts, command.dokument, 'Sitzungspaket');
  if (!pdf.ok) return pdf;
  return ok([{ ...command, type: 'PaketFreigegeben' }]);
}
