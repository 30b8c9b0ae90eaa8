import type { Bestattungsart } from './begriffe.ts';
import type { Gebuehr } from './bestattung/schema.ts';
import type { Rechtsfolge } from './grabregeln.ts';
import type { GebuehrenRegel, GrabartRegel } from './tabellen/regeln.ts';

/**
 * Basis of the fee notice: items of the tariff that one burial touches, with number and cents each.
 * In: kind, grave, units of the hall (0: none), what happens to the right. It is a basis, not the notice itself.
 */
export function berechneGebuehren(
  art: Bestattungsart,
  grab: GrabartRegel,
  hallenEinheiten: number,
  recht: Rechtsfolge,
  neuesReihengrab: boolean,
  tarif: GebuehrenRegel,
): Gebuehr[] {
  return tarif.posten.flatMap((p) => {
    const passt =
      (p.bestattungsarten.length === 0 || p.bestattungsarten.includes(art)) &&
      (p.grabarten.length === 0 || p.grabarten.includes(grab.grabart));
    if (!passt) return [];
    const anzahl = {
      bestattung: 1,
      halle_je_einheit: hallenEinheiten,
      ersterwerb: recht.art === 'ersterwerb' ? 1 : 0,
      verlaengerung_je_jahr: recht.art === 'verlaengerung' ? recht.jahre : 0,
      grab: neuesReihengrab ? 1 : 0,
    }[p.anlass];
    return anzahl === 0 ? [] : [{ schluessel: p.schluessel, text: p.text, anzahl, cent: p.cent * anzahl }];
  });
}
