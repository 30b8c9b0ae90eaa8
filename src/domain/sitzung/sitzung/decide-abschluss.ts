import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts } from '../../shared/vorgang.ts';
import { getFact } from '../../shared/vorgang.ts';
import { vorgangQuery } from '../fakten.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import { plainText } from '../text/bloecke.ts';
import type { PunktVerlauf } from '../verlauf/state.ts';
import { beschlussabstimmung, verlaufOf } from '../verlauf/state.ts';
import type { SitzungEvent } from './schema.ts';
import type { Sitzung, Top } from './state.ts';
import { teilOf, topText } from './tagesordnung.ts';

type Antwort = Result<readonly SitzungEvent[], Rejection>;

/** Needs an outcome only where something was to be decided or noted. */
const brauchtAusgang = (t: Top) => t.topArt !== 'standard' && t.topArt !== 'frei';

/** Closes the record: every item has its outcome, and the results go to the papers. */
export function closeSitzung(state: Sitzung, facts: Facts): Antwort {
  if (state.phase !== 'beendet') return reject('sitzung.nicht-beendet');
  const offen = teilOf(state.tagesordnung, 'oeffentlich').filter(
    (t) => brauchtAusgang(t) && verlaufOf(state.verlauf, t.id).ausgang.art === 'offen',
  );
  const noe = getFact<NichtoeffentlicheSitzung | null>(facts, vorgangQuery(state.nichtoeffentlicheSitzung));
  const offenN = (noe.bekannt ? (noe.wert?.punkte ?? []) : []).filter(
    (p) =>
      p.bezug !== null &&
      verlaufOf(noe.bekannt ? (noe.wert?.verlauf ?? {}) : {}, p.id).ausgang.art === 'offen',
  );
  const ids = [...offen.map((t) => t.id), ...offenN.map((p) => p.id)];
  if (ids.length > 0)
    return reject('sitzung.top-ohne-ausgang', {
      tops: ids.map((id) => topText(state.tagesordnung, id)).join('; '),
    });
  return ok([
    {
      type: 'SitzungAbgeschlossen',
      ergebnisse: teilOf(state.tagesordnung, 'oeffentlich').flatMap((t) =>
        t.bezug === null
          ? []
          : [
              {
                bezug: t.bezug,
                bezugArt: t.topArt,
                beratung: t.beratung,
                top: t.id,
                ...ergebnisOf(verlaufOf(state.verlauf, t.id), t),
              },
            ],
      ),
    },
  ]);
}

/** Outcome and its words for the paper. */
export function ergebnisOf(
  p: PunktVerlauf,
  top: Pick<Top, 'topArt' | 'beschlussvorschlag'>,
): { ausgang: PunktVerlauf['ausgang']['art']; text: string } {
  const abstimmung = beschlussabstimmung(p);
  // minutes that were corrected must say how: their own text never changes
  const geaendert =
    top.topArt === 'berichtigung'
      ? ` ${plainText(p.beschlusstext ?? top.beschlussvorschlag)}`
      : p.beschlusstext
        ? ` Beschluss in geänderter Fassung: ${plainText(p.beschlusstext)}`
        : '';
  switch (p.ausgang.art) {
    case 'angenommen':
    case 'abgelehnt':
      return { ausgang: p.ausgang.art, text: `${abstimmung?.rechnung.text ?? p.ausgang.art}.${geaendert}` };
    case 'vertagt':
    case 'abgesetzt':
      return { ausgang: p.ausgang.art, text: p.ausgang.grund };
    case 'zurKenntnis':
      return { ausgang: p.ausgang.art, text: 'zur Kenntnis genommen' };
    case 'offen':
      return { ausgang: 'offen', text: '' };
  }
}
