import { formatTag, tagOf } from '../../shared/dates.ts';
import type { Projection } from '../../shared/vorgang.ts';
import { BUERGERMEISTER, SCHRIFTFUEHRUNG, SITZUNGSDIENST } from '../rollen.ts';
import { offeneTreffer, type NichtoeffentlicheSitzung } from './state.ts';

/** Readable for the council office, the mayor and, once invited, the members of the body: nobody else. */
export function projectNichtoeffentlich(s: NichtoeffentlicheSitzung): Projection {
  const offen = s.leckpruefung ? offeneTreffer(s.leckpruefung).length : 0;
  const tag = tagOf(s.beginn);
  return {
    nummer: null,
    titel: `${s.gremiumName}, ${formatTag(tag)}, nichtöffentlicher Teil`,
    untertitel: `${s.punkte.length} Punkte`,
    status: s.abgeschlossen
      ? { code: 'abgeschlossen', text: 'abgeschlossen', stufe: 'gut' }
      : offen > 0
        ? { code: 'leck', text: 'Treffer im öffentlichen Paket', stufe: 'fehler' }
        : { code: 'offen', text: 'nichtöffentlich', stufe: 'laeuft' },
    faellig: null,
    aufgaben:
      offen > 0
        ? [
            {
              id: 'leck',
              fuer: { rolle: SITZUNGSDIENST },
              art: 'pruefen',
              text: `Treffer im öffentlichen Paket prüfen (${offen})`,
              faellig: tag,
              seit: s.leckpruefung?.am ?? s.beginn,
            },
          ]
        : [],
    termine: [],
    suchtext: s.punkte.map((p) => `${p.titel} ${p.bezugNummer ?? ''}`).join(' '),
    lesbar: [
      `rolle:${SITZUNGSDIENST}`,
      `rolle:${SCHRIFTFUEHRUNG}`,
      `rolle:${BUERGERMEISTER}`,
      ...s.berechtigt.map((p) => `person:${p}`),
    ],
    abgeschlossen: s.abgeschlossen,
    felder: { gremium: s.gremiumName, datum: tag, punkte: s.punkte.length },
    merkmale: [`sitzung:${s.sitzung}`],
  };
}
