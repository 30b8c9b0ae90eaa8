import type { Rejection } from '../../shared/rejection.ts';
import type { PersonId, Tag } from '../../shared/vorgang.ts';
import { formatRolle } from '../../organisation/rollen.ts';
import { mayActFor } from '../../organisation/vertretung.ts';
import { findPerson } from '../../organisation/verzeichnis.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { umlaufAktionen } from '../../umlauf/index.ts';
import type { Antrag } from '../antrag/state.ts';
import type { Dringlichkeitsentscheidung } from '../dringlichkeit/state.ts';
import { offeneUnterschriften } from '../niederschrift/project.ts';
import type { Niederschrift } from '../niederschrift/state.ts';
import type { Unterschrift } from '../niederschrift/unterschrift.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import { freigabesperre, offeneTreffer } from '../nichtoeffentlich/state.ts';
import { BUERGERMEISTER, SCHRIFTFUEHRUNG, SITZUNGSDIENST } from '../rollen.ts';
import type { Sitzung } from '../sitzung/state.ts';
import { umlaufKontext } from '../vorlage/decide.ts';
import { fehlendeAngaben, mitzeichnungsmaengel } from '../vorlage/freigabe.ts';
import type { Vorlage } from '../vorlage/state.ts';

/** A command somebody might issue now, in the words of its button, and why not if not. */
export interface Aktion {
  readonly command: string;
  readonly text: string;
  readonly erlaubt: boolean;
  readonly grund: Rejection | null;
  /** step, item or capacity it is for, if any */
  readonly bezug: string | null;
}

export type Aktionsvorgang =
  Vorlage | Antrag | Sitzung | NichtoeffentlicheSitzung | Niederschrift | Dringlichkeitsentscheidung;

interface Blick {
  readonly person: PersonId;
  readonly v: Verzeichnis;
  readonly tag: Tag;
}

const hat = (b: Blick, ...rollen: readonly string[]) =>
  rollen.some((rolle) => mayActFor(b.v, b.person, { rolle }, b.tag) !== null);

const OFFICE = [SITZUNGSDIENST, SCHRIFTFUEHRUNG, BUERGERMEISTER] as const;

const verwehrt = (was: string, rollen: readonly string[]): Rejection => ({
  code: 'sitzung.nicht-berechtigt',
  params: { was, rollen: rollen.map(formatRolle).join(' oder ') },
});

const aktion = (
  command: string,
  text: string,
  grund: Rejection | null,
  bezug: string | null = null,
): Aktion => ({
  command,
  text,
  erlaubt: grund === null,
  grund,
  bezug,
});

/** An action of the council office. */
const amt = (b: Blick, command: string, text: string, hindernis: Rejection | null = null): Aktion =>
  aktion(command, text, hat(b, ...OFFICE) ? hindernis : verwehrt(text, OFFICE));

/**
 * What this person may do next with a Vorgang, the likely first. Only what fits its phase is listed; what
 * fits but is refused says why. The rule decides again when the command comes.
 */
export function nextActions(
  s: Aktionsvorgang,
  person: PersonId,
  v: Verzeichnis,
  tag: Tag,
): readonly Aktion[] {
  const b = { person, v, tag };
  switch (s.art) {
    case 'vorlage':
      return vorlage(s, b);
    case 'antrag':
      return s.phase === 'eingegangen'
        ? [amt(b, 'admitAntrag', 'Zulassen'), amt(b, 'refuseAntrag', 'Zurückweisen …')]
        : s.phase === 'zugelassen'
          ? [
              amt(b, 'answerAntrag', s.antragArt === 'anfrage' ? 'Beantworten …' : 'Stellungnahme …'),
              amt(b, 'withdrawAntrag', 'Zurückziehen …'),
            ]
          : [];
    case 'sitzung':
      return sitzung(s, b);
    case 'sitzung_nichtoeffentlich':
      return nichtoeffentlich(s, b);
    case 'niederschrift':
      return niederschrift(s, b);
    case 'dringlichkeitsentscheidung':
      return dringlichkeit(s, b);
  }
}

function vorlage(s: Vorlage, b: Blick): readonly Aktion[] {
  const p = findPerson(b.v, b.person);
  const eigene = b.person === s.verfasser || p?.einheit === s.einheit || hat(b, SITZUNGSDIENST);
  const recht = eigene ? null : verwehrt('diese Vorlage bearbeiten', [SITZUNGSDIENST]);
  const fehlend = fehlendeAngaben(s);
  const angaben: Rejection | null =
    fehlend.length > 0 ? { code: 'sitzung.angaben-fehlen', params: { angaben: fehlend.join(', ') } } : null;
  const schreiben = aktion('saveFassung', 'Bearbeiten', recht);
  const freigabe = (): Aktion => {
    const [m] = mitzeichnungsmaengel(s);
    const nummer = s.nummer ?? 'ohne Nummer';
    const mangel: Rejection | null = !m
      ? null
      : m.art === 'veraltet'
        ? {
            code: 'sitzung.mitzeichnung-veraltet',
            params: { nummer, station: m.station, fassung: m.gezeichneteFassung ?? '?', stelle: m.stelle },
          }
        : { code: 'sitzung.mitzeichnung-fehlt', params: { nummer, station: m.station } };
    const rollen = [SITZUNGSDIENST, BUERGERMEISTER];
    return aktion('releaseVorlage', 'Freigeben', hat(b, ...rollen) ? mangel : verwehrt('freigeben', rollen));
  };
  switch (s.phase) {
    case 'entwurf':
    case 'zurueckgegeben':
      return [
        aktion('startMitzeichnung', 'Mitzeichnung starten …', recht ?? angaben),
        schreiben,
        aktion('setBeratungsfolge', 'Beratungsfolge …', recht),
        aktion('withdrawVorlage', 'Zurückziehen …', recht),
      ];
    case 'mitzeichnung':
      return [
        ...(s.umlauf
          ? umlaufAktionen(s.umlauf, umlaufKontext(s), b.person, b.v, b.tag).map((a) => ({
              command: a.command,
              text: a.text,
              erlaubt: a.erlaubt,
              grund: a.grund,
              bezug: a.schritt,
            }))
          : []),
        schreiben,
      ];
    case 'mitgezeichnet':
      return [freigabe(), amt(b, 'returnVorlage', 'Zurückgeben …'), schreiben];
    case 'freigegeben':
      return [amt(b, 'addTop', 'Auf eine Tagesordnung setzen …'), amt(b, 'returnVorlage', 'Zurückgeben …')];
    case 'erledigt':
    case 'zurueckgezogen':
      return [];
  }
}

function sitzung(s: Sitzung, b: Blick): readonly Aktion[] {
  switch (s.phase) {
    case 'planung':
      return [
        amt(b, 'addTop', 'Punkt aufnehmen …'),
        amt(
          b,
          'sendEinladung',
          'Einladung versenden …',
          s.tagesordnung.length === 0 ? { code: 'sitzung.tagesordnung-leer', params: {} } : null,
        ),
        amt(b, 'changeSitzung', 'Termin ändern …'),
        amt(b, 'cancelSitzung', 'Absagen …'),
      ];
    case 'eingeladen':
      return [
        amt(b, 'startSitzung', 'Sitzung eröffnen …'),
        ...(s.nachtragOffen ? [amt(b, 'sendNachtrag', 'Nachtrag versenden …')] : []),
        ...(s.bekanntmachung ? [] : [amt(b, 'publishBekanntmachung', 'Bekannt machen …')]),
        amt(b, 'recordZustellung', 'Zustellung nachweisen …'),
        amt(b, 'addTop', 'Nachtrag aufnehmen …'),
        amt(b, 'cancelSitzung', 'Absagen …'),
      ];
    case 'laufend':
      return [
        amt(b, 'recordAnwesenheit', 'Kommen und Gehen …'),
        amt(b, 'recordAbstimmung', 'Abstimmung …'),
        amt(b, 'recordFeststellung', 'Beschlussfähigkeit feststellen …'),
        amt(b, 'addTop', 'Wegen Dringlichkeit aufnehmen …'),
        amt(b, 'endSitzung', 'Sitzung beenden'),
      ];
    case 'beendet':
      return [
        amt(b, 'closeSitzung', 'Protokoll abschließen'),
        amt(b, 'createNiederschrift', 'Niederschrift entwerfen …'),
        amt(b, 'correctAnwesenheit', 'Anwesenheit berichtigen …'),
      ];
    case 'abgeschlossen':
      return [
        amt(b, 'createNiederschrift', 'Niederschrift entwerfen …'),
        amt(b, 'assignUmsetzung', 'Umsetzung zuweisen …'),
      ];
    case 'abgesagt':
      return [];
  }
}

function nichtoeffentlich(s: NichtoeffentlicheSitzung, b: Blick): readonly Aktion[] {
  if (s.abgeschlossen) return [];
  const offen = s.leckpruefung ? offeneTreffer(s.leckpruefung) : [];
  const schonAufgehoben = offen.every((t) => t.aufhebungen.some((a) => a.von === b.person));
  const sperre: Rejection | null = s.leckpruefung
    ? freigabesperre(s.leckpruefung)
    : { code: 'sitzung.leckpruefung-fehlt', params: {} };
  return [
    amt(b, 'addNichtoeffentlichenTop', 'Nichtöffentlichen Punkt aufnehmen …'),
    amt(b, 'recordLeckpruefung', 'Öffentliches Paket prüfen'),
    amt(b, 'releaseOeffentlichesPaket', 'Öffentliches Paket freigeben', sperre),
    ...(offen.length > 0
      ? [
          amt(
            b,
            'liftTreffer',
            'Fehltreffer aufheben …',
            schonAufgehoben
              ? { code: 'sitzung.gleiche-person-aufhebung', params: { person: 'Sie selbst' } }
              : null,
          ),
        ]
      : []),
  ];
}

function niederschrift(s: Niederschrift, b: Blick): readonly Aktion[] {
  const schreibt = b.person === s.schriftfuehrung;
  const p = findPerson(b.v, s.schriftfuehrung);
  const name = p ? `${p.vorname} ${p.nachname}` : 'die Schriftführung';
  const nurSchriftfuehrung: Rejection | null = schreibt
    ? null
    : { code: 'sitzung.nur-schriftfuehrung', params: { person: name } };
  switch (s.phase) {
    case 'entwurf':
      return [
        aktion('saveNiederschrift', 'Bearbeiten', nurSchriftfuehrung),
        aktion('presentNiederschrift', 'Zur Unterschrift vorlegen …', nurSchriftfuehrung),
      ];
    case 'zurUnterschrift':
      return [
        ...offeneUnterschriften(s).flatMap((rolle): Aktion[] => {
          const wer = rolle === 'schriftfuehrung' ? s.schriftfuehrung : s.leitung;
          const grund: Rejection | null =
            wer === b.person
              ? null
              : {
                  code: 'sitzung.nicht-unterschriftsberechtigt',
                  params: { person: 'Sie', berechtigt: rolle === 'schriftfuehrung' ? name : 'der Vorsitz' },
                };
          const papier = rolle === 'vorsitz' && s.leitungEhrenamtlich && s.regel?.papier === true;
          return [
            aktion('signNiederschrift', 'Unterschreiben …', grund, rolle),
            ...(papier ? [amt(b, 'recordPapierunterschrift', 'Papierunterschrift erfassen …')] : []),
          ];
        }),
        aktion('reopenNiederschrift', 'Wieder öffnen …', nurSchriftfuehrung),
        ...(offenePruefung(s.unterschriften)
          ? [aktion('recheckUnterschriften', 'Signaturen nachprüfen', null)]
          : []),
      ];
    case 'uebung':
    case 'unterzeichnet':
      return s.form === 'auszug'
        ? []
        : [amt(b, 'createAuszug', 'Auszug …'), amt(b, 'addTop', 'Berichtigung beschließen lassen …')];
  }
}

/** A signature was taken down before its check was complete. */
const offenePruefung = (unterschriften: readonly Unterschrift[]): boolean =>
  unterschriften.some((u) => u.art.weg === 'elektronisch' && !u.art.geprueft);

function dringlichkeit(s: Dringlichkeitsentscheidung, b: Blick): readonly Aktion[] {
  switch (s.phase) {
    case 'entwurf':
      return [
        amt(b, 'presentDringlichkeitsentscheidung', 'Zur Unterschrift vorlegen …'),
        amt(b, 'changeDringlichkeitsentscheidung', 'Bearbeiten'),
        amt(b, 'discardDringlichkeitsentscheidung', 'Verwerfen …'),
      ];
    case 'zurUnterschrift': {
      const hatSchon = s.unterschriften.some((u) => u.person === b.person);
      const rolle = hat(b, BUERGERMEISTER) ? 'buergermeister' : 'mitglied';
      const doppelt: Rejection = { code: 'sitzung.doppelte-unterschrift', params: { person: 'Sie' } };
      return [
        aktion('signDringlichkeitsentscheidung', 'Unterschreiben …', hatSchon ? doppelt : null, rolle),
        ...(s.papierErlaubt ? [amt(b, 'recordPapierunterschrift', 'Papierunterschrift erfassen …')] : []),
        ...(offenePruefung(s.unterschriften)
          ? [amt(b, 'recheckUnterschriften', 'Signaturen nachprüfen')]
          : []),
        amt(b, 'discardDringlichkeitsentscheidung', 'Verwerfen …'),
      ];
    }
    case 'entschieden':
      return s.sitzung === null ? [amt(b, 'addTop', 'Zur Genehmigung auf eine Tagesordnung setzen …')] : [];
    case 'genehmigt':
    case 'aufgehoben':
    case 'verworfen':
      return [];
  }
}
