import { bruttoOfSchaetzung } from '../../domain/beschaffung/wert.ts';
import type { Laufzettel } from '../../domain/beschaffung/state.ts';
import type { Schritt } from '../../domain/umlauf/index.ts';
import { betrag } from '../kit/format.ts';
import type { Zusatzfelder } from '../umlauf/vorgang.ts';

/** The slip in two lines: number and subject, then value (net first) and supplier. */
export function worum(s: Laufzettel): readonly string[] {
  const { schaetzung, lieferant, titel } = s.angaben;
  const wert = schaetzung
    ? `${betrag(schaetzung.betragCent)} netto (${betrag(bruttoOfSchaetzung(schaetzung))} brutto)`
    : 'ohne Auftragswert';
  return [`${s.nummer ?? 'noch ohne Nummer'} ${titel}`, lieferant ? `${wert} an ${lieferant}` : wert];
}

/** What the treasury confirms along with its signature: gross, because the budget pays the VAT. */
export function mittelFelder(s: Laufzettel, schritt: Schritt): Zusatzfelder | null {
  if (schritt.art !== 'Mittelbestaetigung') return null;
  const { schaetzung, haushaltsjahr, haushaltsstelle } = s.angaben;
  return {
    legende: 'Bestätigte Mittel',
    felder: [
      {
        name: 'betragCent',
        label: 'Betrag (brutto)',
        art: 'euro',
        vorgabe: schaetzung ? bruttoOfSchaetzung(schaetzung) : 0,
      },
      { name: 'haushaltsjahr', label: 'Haushaltsjahr', art: 'zahl', vorgabe: haushaltsjahr ?? s.jahr },
      { name: 'konto', label: 'Haushaltsstelle', art: 'text', vorgabe: haushaltsstelle },
    ],
  };
}
