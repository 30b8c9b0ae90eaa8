import { formatZeitpunkt } from '../../shared/dates.ts';
import { reject } from '../../shared/rejection.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { assertNever, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts, PersonId, Zeitpunkt } from '../../shared/vorgang.ts';
import { findMitglied } from '../gremium/mitglieder.ts';
import { tagOf } from '../../shared/dates.ts';
import type { Teil } from '../grundtypen.ts';
import { isLeer } from '../text/bloecke.ts';
import { judgeAbstimmung } from './abstimmung.ts';
import type { Abstimmungslage } from './abstimmung.ts';
import type { Sitzungslage } from './anwesenheit.ts';
import { beschlussfaehigkeitUm } from './anwesenheit.ts';
import type { VerlaufCommand, VerlaufEvent, Warnung } from './schema.ts';
import type { PunktVerlauf } from './state.ts';

/** What the rules of one item need to know; put together by the Vorgang of the part it belongs to. */
export interface Punktlage {
  /** null: not known on this device, so nothing can be counted and everything passes provisionally */
  readonly sitzung: Sitzungslage | null;
  readonly teil: Teil;
  readonly eroeffnetUm: Zeitpunkt | null;
  readonly beendetUm: Zeitpunkt | null;
  /** protocol closed: results have been handed on, nothing may change but the Beschlusskontrolle */
  readonly abgeschlossen: boolean;
  /** number and title for messages, e.g. „Ö 4 Neubau der Kita“ */
  readonly top: string;
  readonly verlauf: PunktVerlauf;
  readonly ohneBuergermeister: readonly string[];
  /** committees whose advice should have come first and is missing, by name */
  readonly fehlendeVorberatung: readonly string[];
  readonly nameOf: (person: PersonId) => string;
}

type Antwort = Result<readonly VerlaufEvent[], Rejection>;

/** Warnings that concern the body as a whole at that instant: quorum and majority of councillors. */
export function quorumWarnungen(lage: Sitzungslage | null, um: Zeitpunkt): Warnung[] {
  if (!lage) return [];
  const b = beschlussfaehigkeitUm(lage, um);
  const out: Warnung[] = [];
  // recorded all the same: the minutes must be able to say what happened in the room
  if (b.festgestelltUnfaehig) out.push({ code: 'sitzung.unfaehig-festgestellt', params: {} });
  if (b.anwesend < b.erforderlich)
    out.push({
      code: 'sitzung.quorum-fehlt',
      params: { anwesend: b.anwesend, erforderlich: b.erforderlich },
    });
  if (!b.ueberwiegen)
    out.push({
      code: 'sitzung.ratsmitglieder-ueberwiegen-nicht',
      params: { ratsmitglieder: b.ratsmitglieder, sachkundige: b.sachkundige },
    });
  return out;
}

const vorberatungWarnungen = (lage: Punktlage): Warnung[] =>
  lage.fehlendeVorberatung.map((gremium) => ({
    code: 'sitzung.vorberatung-fehlt',
    params: { gremium, top: lage.top },
  }));

/**
 * When it happened: the time named, else the time of the act. It must lie in the session and not in the
 * future (`sitzung.zeit-ausserhalb`).
 */
export function ereigniszeit(
  um: Zeitpunkt | null,
  facts: Facts,
  eroeffnetUm: Zeitpunkt | null,
  beendetUm: Zeitpunkt | null,
): Result<Zeitpunkt, Rejection> {
  if (eroeffnetUm === null) return reject('sitzung.nicht-eroeffnet');
  const zeit = um ?? (beendetUm !== null && facts.geschehenAm > beendetUm ? beendetUm : facts.geschehenAm);
  if (zeit < eroeffnetUm || zeit > facts.jetzt || (beendetUm !== null && zeit > beendetUm))
    return reject('sitzung.zeit-ausserhalb', {
      zeit: formatZeitpunkt(zeit),
      von: formatZeitpunkt(eroeffnetUm),
      bis: beendetUm ? formatZeitpunkt(beendetUm) : 'jetzt',
    });
  return ok(zeit);
}

/** Decides one command on one item of the agenda, for both parts alike. */
export function decideVerlauf(lage: Punktlage, command: VerlaufCommand, facts: Facts): Antwort {
  const { verlauf, top } = lage;
  if (command.type === 'assignUmsetzung') return ok([{ ...command, type: 'UmsetzungZugewiesen' }]);
  if (command.type === 'reportUmsetzung') {
    if (verlauf.ausgang.art !== 'angenommen') return reject('sitzung.kein-beschluss', { top });
    return ok([{ ...command, type: 'UmsetzungGemeldet' }]);
  }
  if (lage.abgeschlossen) return reject('sitzung.protokoll-abgeschlossen', { top });
  const zeit = ereigniszeit('um' in command ? command.um : null, facts, lage.eroeffnetUm, lage.beendetUm);
  if (!zeit.ok) return zeit;
  const um = zeit.value;
  const erledigt = verlauf.ausgang.art === 'abgesetzt' || verlauf.ausgang.art === 'vertagt';
  const nichtErledigt = () =>
    erledigt ? reject('sitzung.top-nicht-beraten', { top, ausgang: verlauf.ausgang.art }) : null;

  switch (command.type) {
    case 'openTop':
      if (verlauf.aufgerufenUm && !verlauf.geschlossenUm) return reject('sitzung.top-schon-offen', { top });
      return (
        nichtErledigt() ??
        ok([
          {
            type: 'TopAufgerufen',
            top: command.top,
            um,
            warnungen: [...quorumWarnungen(lage.sitzung, um), ...vorberatungWarnungen(lage)],
          },
        ])
      );
    case 'closeTop':
      if (!verlauf.aufgerufenUm || verlauf.geschlossenUm) return reject('sitzung.top-nicht-offen', { top });
      return ok([{ type: 'TopGeschlossen', top: command.top, um }]);
    case 'recordBefangenheit':
      return decideBefangenheit(lage, command, um);
    case 'withdrawBefangenheit':
      if (!verlauf.befangen.some((b) => b.person === command.person))
        return reject('sitzung.nicht-befangen', { person: lage.nameOf(command.person), top });
      if (hasAbstimmung(verlauf))
        return reject('sitzung.abstimmung-liegt-vor', { top, person: lage.nameOf(command.person) });
      return ok([{ ...command, type: 'BefangenheitZurueckgenommen' }]);
    case 'addTischvorlage':
      return ok([{ type: 'TischvorlageErfasst', top: command.top, dokument: command.dokument, um }]);
    case 'recordAbsetzung':
    case 'recordVertagung': {
      if (hasAbstimmung(verlauf)) return reject('sitzung.abstimmung-liegt-vor', { top, person: '–' });
      if (command.grund === '') return reject('sitzung.grund-fehlt', { was: top }, 'grund');
      const { type: _, ...angaben } = command;
      return (
        nichtErledigt() ??
        ok([
          command.type === 'recordAbsetzung'
            ? { ...angaben, um, type: 'TopAbgesetzt' as const }
            : { ...angaben, bis: command.bis, um, type: 'TopVertagt' as const },
        ])
      );
    }
    case 'setBeschlusstext':
      if (isLeer(command.text)) return reject('sitzung.beschlusstext-leer', { top }, 'text');
      if (hasAbstimmung(verlauf)) return reject('sitzung.abstimmung-liegt-vor', { top, person: '–' });
      return nichtErledigt() ?? ok([{ ...command, type: 'BeschlusstextGesetzt' }]);
    case 'recordAbstimmung':
      return nichtErledigt() ?? decideAbstimmung(lage, command, um);
    case 'withdrawAbstimmung':
      if (!verlauf.abstimmungen.some((a) => a.id === command.abstimmung && a.zurueckgenommen === null))
        return reject('sitzung.abstimmung-unbekannt', { top });
      if (command.grund === '') return reject('sitzung.grund-fehlt', { was: top }, 'grund');
      return ok([{ ...command, type: 'AbstimmungZurueckgenommen' }]);
    case 'recordKenntnisnahme':
      if (hasAbstimmung(verlauf)) return reject('sitzung.abstimmung-liegt-vor', { top, person: '–' });
      return nichtErledigt() ?? ok([{ type: 'KenntnisnahmeErfasst', top: command.top, um }]);
    case 'setProtokolltext':
      return ok([{ ...command, type: 'ProtokolltextGesetzt' }]);
    default:
      return assertNever(command);
  }
}

const hasAbstimmung = (p: PunktVerlauf) =>
  p.abstimmungen.some((a) => a.zurueckgenommen === null && a.gegenstand === 'beschluss');

/**
 * § 31 GO NRW: a biased member neither advises nor votes. In public it may stay among the listeners, in
 * the non-public part it must leave the room.
 */
function decideBefangenheit(
  lage: Punktlage,
  command: VerlaufCommand & { type: 'recordBefangenheit' },
  um: Zeitpunkt,
): Antwort {
  const { verlauf, top } = lage;
  const person = lage.nameOf(command.person);
  if (verlauf.befangen.some((b) => b.person === command.person))
    return reject('sitzung.schon-befangen', { person, top });
  if (lage.sitzung && !findMitglied(lage.sitzung.gremium, command.person, tagOf(lage.sitzung.beginn)))
    return reject('sitzung.kein-mitglied', { person, gremium: lage.sitzung.gremium.name });
  if (lage.teil === 'nichtoeffentlich' && command.verhalten !== 'raumVerlassen')
    return reject('sitzung.befangen-muss-gehen', { person, top }, 'verhalten');
  if (verlauf.abstimmungen.some((a) => a.zurueckgenommen === null))
    return reject('sitzung.abstimmung-liegt-vor', { top, person });
  const { type: _, ...angaben } = command;
  return ok([{ ...angaben, um, type: 'BefangenheitErfasst' }]);
}

function decideAbstimmung(
  lage: Punktlage,
  command: VerlaufCommand & { type: 'recordAbstimmung' },
  um: Zeitpunkt,
): Antwort {
  const { verlauf, top } = lage;
  if (verlauf.abstimmungen.some((a) => a.id === command.id))
    return reject('sitzung.abstimmung-doppelt', { top });
  if (command.gegenstand === 'beschluss' && hasAbstimmung(verlauf))
    return reject('sitzung.schon-abgestimmt', { top });
  if (command.form === 'geheim' && command.einzelstimmen.length > 0)
    return reject('sitzung.geheim-mit-namen', { top }, 'einzelstimmen');
  if (!lage.sitzung) return reject('sitzung.angabe-unbekannt', { angabe: 'Anwesenheit' });
  const urteil = judgeAbstimmung(abstimmungslage(lage, lage.sitzung), command, um);
  if (!urteil.ok) return urteil;
  const { type: _, ...angaben } = command;
  return ok([
    {
      ...angaben,
      um,
      type: 'AbstimmungErfasst',
      rechnung: urteil.value,
      warnungen: [...quorumWarnungen(lage.sitzung, um), ...vorberatungWarnungen(lage)],
    },
  ]);
}

const abstimmungslage = (lage: Punktlage, sitzung: Sitzungslage): Abstimmungslage => ({
  sitzung,
  befangen: lage.verlauf.befangen.map((b) => b.person),
  ohneBuergermeister: lage.ohneBuergermeister,
  top: lage.top,
  nameOf: lage.nameOf,
});

/**
 * Do the votes recorded on an item from `ab` on still fit the room, after presence was changed? The first
 * that does not, as a rejection; null: all fit.
 */
export function recheckAbstimmungen(lage: Punktlage, ab: Zeitpunkt): Rejection | null {
  if (!lage.sitzung) return null;
  for (const a of lage.verlauf.abstimmungen) {
    if (a.zurueckgenommen !== null || a.um < ab) continue;
    const urteil = judgeAbstimmung(abstimmungslage(lage, lage.sitzung), a, a.um);
    if (!urteil.ok) {
      const params = { top: lage.top, abstimmung: formatZeitpunkt(a.um) };
      return { code: 'sitzung.anwesenheit-widerspricht-abstimmung', params };
    }
  }
  return null;
}
