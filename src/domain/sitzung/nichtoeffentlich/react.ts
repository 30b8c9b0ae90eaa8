import { tagOf } from '../../shared/dates.ts';
import type { Reaktion } from '../../shared/vorgang.ts';
import { reaktion } from '../reaktion.ts';
import { paper } from '../sitzung/react.ts';
import type { NichtoeffentlichEvent } from './schema.ts';
import type { NichtoeffentlicheSitzung } from './state.ts';

/** The public part and the papers follow along; nothing goes there that the neutral title hides. */
export function reactNichtoeffentlich(
  event: NichtoeffentlichEvent,
  state: NichtoeffentlicheSitzung,
): readonly Reaktion[] {
  const sitzung = (command: Reaktion['command'] & Readonly<Record<string, unknown>>) =>
    reaktion('sitzung', state.sitzung, command);
  switch (event.type) {
    case 'NichtoeffentlicherTopHinzugefuegt': {
      const { id, neutralerTitel: titel, vor, nachtragGrund, erweiterung } = event;
      return [
        sitzung({ type: 'addTopHuelle', id, titel, vor, nachtragGrund, erweiterung }),
        ...paper(event.topArt, event.bezug, {
          type: 'recordTerminierung',
          beratung: event.beratung,
          sitzung: state.sitzung,
          sitzungstag: event.sitzungstag,
        }),
      ];
    }
    case 'BeginnGeaendert':
      return state.punkte.flatMap((p) =>
        paper(p.topArt, p.bezug, {
          type: 'recordTerminierung',
          beratung: p.beratung,
          sitzung: state.sitzung,
          sitzungstag: tagOf(event.beginn),
        }),
      );
    case 'NichtoeffentlicherTopGeaendert':
      return [sitzung({ type: 'renameTopHuelle', top: event.id, titel: event.neutralerTitel })];
    case 'NichtoeffentlicherTopEntfernt':
      return [
        // the reason may tell what the neutral title hides
        sitzung({ type: 'removeTopHuelle', top: event.id, grund: '' }),
        ...paper(event.topArt, event.bezug, { type: 'withdrawTerminierung', sitzung: state.sitzung }),
      ];
    case 'NichtoeffentlicheSitzungAbgesagt':
      return state.punkte.flatMap((p) =>
        paper(p.topArt, p.bezug, { type: 'withdrawTerminierung', sitzung: state.sitzung }),
      );
    case 'EinsichtGewaehrt':
      return state.punkte.flatMap((p) =>
        paper(p.topArt, p.bezug, { type: 'grantEinsicht', personen: event.personen }),
      );
    case 'OeffentlichesPaketFreigegeben':
      return [sitzung({ type: 'recordPaketfreigabe', dokument: event.dokument, seiten: event.seiten })];
    case 'NichtoeffentlicheSitzungAbgeschlossen':
      return event.ergebnisse.flatMap((e) =>
        paper(e.bezugArt, e.bezug, {
          type: 'recordBeratungsergebnis',
          sitzung: state.sitzung,
          beratung: e.beratung,
          ausgang: e.ausgang,
          text: e.text,
          am: event.am ?? state.beginn,
        }),
      );
    default:
      return [];
  }
}
