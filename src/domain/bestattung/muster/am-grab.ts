import { addMinutes } from '../../shared/dates.ts';
import type { PersonId, Tag, Zeitpunkt } from '../../shared/vorgang.ts';
import { tore, type AuftragCommand, type Schritt, type Tor } from '../auftrag/schema.ts';
import type { Ablauf } from '../belegung.ts';
import type { Angaben } from '../bestattung/schema.ts';
import type { Fall } from './faelle.ts';

/** A released case on the day it is carried out. */
export interface Arbeit {
  readonly fall: Fall;
  readonly angaben: Angaben;
  readonly grab: string;
  readonly ablauf: Ablauf;
  /** clerk and head of the office */
  readonly buero: readonly [PersonId, PersonId];
  readonly crew: { readonly vorarbeit: PersonId; readonly zweite: PersonId };
  readonly heute: Tag;
  readonly id: () => string;
}

/** What the crew reports, gate by gate and step by step, up to where the case stands. */
export function arbeite(
  { fall, angaben, grab, ablauf, buero, crew, heute, id }: Arbeit,
  melde: (c: AuftragCommand, zeit: Zeitpunkt, akteur?: PersonId) => void,
): void {
  const schritt = (s: Schritt, zeit: Zeitpunkt): void =>
    melde({ type: 'reportSchritt', id: id(), fassung: 1, foto: null, bemerkung: '', schritt: s }, zeit);
  const merkmal =
    angaben.art === 'urne'
      ? (angaben.einaescherung?.nummer ?? '')
      : deutsch(angaben.verstorben.geburtsdatum ?? heute);
  const pruefe = (
    tor: Tor,
    zeit: Zeitpunkt,
    wer: readonly [PersonId, PersonId] = [crew.vorarbeit, crew.zweite],
  ): void =>
    melde(
      {
        type: 'reportGrabpruefung',
        id: id(),
        fassung: 1,
        foto: null,
        bemerkung: '',
        tor,
        erfasst: { grab, merkmal },
        zweitePerson: { person: wer[1], nachweis: { art: 'pin', zeit, beleg: 'demo-nachweis' } },
      },
      zeit,
      wer[0],
    );
  const fertigBis = fall.bis === 'vorbereitet' ? 'aushub' : fall.bis === 'freigegeben' ? null : 'ende';
  if (fertigBis === null) return;
  const vorAushub = addMinutes(ablauf.aushubBeginn, -20);
  pruefe('buero', addMinutes(vorAushub, -20), buero);
  schritt('markiert', addMinutes(vorAushub, 2));
  pruefe('markierung', addMinutes(vorAushub, 4));
  pruefe('vor_aushub', addMinutes(vorAushub, 15));
  schritt('ausgehoben', ablauf.aushubEnde);
  if (fall.art === 'erdbestattung') schritt('gesichert', addMinutes(ablauf.aushubEnde, 10));
  if (fertigBis === 'aushub') return;
  if (!fall.torVergessen) pruefe(tore[3], addMinutes(ablauf.beisetzungBeginn, -5));
  schritt('beigesetzt', addMinutes(ablauf.beisetzungEnde, -5));
  schritt('verfuellt', ablauf.ende);
  schritt('aufgeraeumt', addMinutes(ablauf.ende, 5));
}

const deutsch = (tag: Tag): string => tag.split('-').reverse().join('.');
