import { tagOf } from '../../shared/dates.ts';
import type { Command, Reaktion, VorgangId } from '../../shared/vorgang.ts';
import { reaktion } from '../reaktion.ts';
import type { SitzungEvent, TopArt } from './schema.ts';
import type { Sitzung } from './state.ts';

/** Kind of the Vorgang behind an item. */
function artOf(topArt: TopArt): string | null {
  switch (topArt) {
    case 'vorlage':
      return 'vorlage';
    case 'antrag':
    case 'anfrage':
      return 'antrag';
    case 'dringlichkeitsentscheidung':
      return 'dringlichkeitsentscheidung';
    case 'berichtigung':
      return 'niederschrift';
    case 'standard':
    case 'frei':
      return null;
  }
}

type Befehl = Command & Readonly<Record<string, unknown>>;

/** A command to the paper behind an item, if there is one. */
export function paper(topArt: TopArt, bezug: VorgangId | null, command: Befehl): readonly Reaktion[] {
  const art = artOf(topArt);
  return art === null || bezug === null ? [] : [reaktion(art, bezug, command)];
}

/** The papers learn when they are dealt with and what came of it; the non-public part follows along. */
export function reactSitzung(event: SitzungEvent, state: Sitzung, vorgang: VorgangId): readonly Reaktion[] {
  const noe = (command: Befehl) =>
    reaktion('sitzung_nichtoeffentlich', state.nichtoeffentlicheSitzung, command);
  switch (event.type) {
    case 'SitzungAngelegt':
      return [
        noe({
          type: 'createNichtoeffentlicheSitzung',
          sitzung: vorgang,
          gremium: event.gremium,
          gremiumName: event.gremiumName,
          beginn: event.beginn,
        }),
      ];
    case 'SitzungGeaendert':
      return [
        noe({ type: 'changeBeginn', beginn: event.beginn }),
        ...state.tagesordnung.flatMap((t) =>
          paper(t.topArt, t.bezug, terminierung(t.beratung, state, vorgang)),
        ),
      ];
    case 'TopHinzugefuegt':
      return paper(event.topArt, event.bezug, terminierung(event.beratung, state, vorgang));
    case 'TopEntfernt':
      return paper(event.topArt, event.bezug, {
        type: 'withdrawTerminierung',
        sitzung: vorgang,
      });
    case 'SitzungAbgesagt':
      return [
        ...state.tagesordnung.flatMap((t) =>
          paper(t.topArt, t.bezug, { type: 'withdrawTerminierung', sitzung: vorgang }),
        ),
        noe({ type: 'cancelNichtoeffentlicheSitzung' }),
      ];
    case 'EinladungVersandt': {
      const command = { type: 'grantEinsicht', personen: event.berechtigt };
      return [noe(command), ...state.tagesordnung.flatMap((t) => paper(t.topArt, t.bezug, command))];
    }
    case 'SitzungAbgeschlossen':
      return [
        noe({ type: 'closeNichtoeffentlicheSitzung', am: state.beendetUm }),
        ...event.ergebnisse.flatMap((e) =>
          paper(e.bezugArt, e.bezug, {
            type: 'recordBeratungsergebnis',
            sitzung: vorgang,
            beratung: e.beratung,
            ausgang: e.ausgang,
            text: e.text,
            am: state.beendetUm ?? state.beginn,
          }),
        ),
      ];
    default:
      return [];
  }
}

/** Tells a paper when it is dealt with. */
const terminierung = (beratung: string | null, s: Sitzung, vorgang: VorgangId): Befehl => ({
  type: 'recordTerminierung',
  beratung,
  sitzung: vorgang,
  sitzungstag: tagOf(s.beginn),
});
