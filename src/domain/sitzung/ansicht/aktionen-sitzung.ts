import type { Rejection } from '../../shared/rejection.ts';
import { freigabesperre, offeneTreffer, type NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import type { Sitzung } from '../sitzung/state.ts';
import { amt, type Aktion, type Blick } from './aktion.ts';

/** The public part: invite, hold, close. */
export function sitzungAktionen(s: Sitzung, b: Blick): readonly Aktion[] {
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

/** The non-public part: its items, and the check that nothing of them stands in the public package. */
export function nichtoeffentlichAktionen(s: NichtoeffentlicheSitzung, b: Blick): readonly Aktion[] {
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
