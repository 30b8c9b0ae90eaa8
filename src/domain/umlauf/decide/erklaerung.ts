import { formatZeitpunkt } from '../../shared/dates.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import { gueltigeZeichnungen } from '../state.ts';
import type { C } from './folge.ts';
import type { Lage, UmlaufDecision } from './kontext.ts';
import { checkOffen, nameOf, requireGrund } from './kontext.ts';

/** Declaration on conflicts of interest (§ 6 VgV), any number of times; the last one counts. */
export function declareInteressenkonflikt(lage: Lage, c: C<'declareInteressenkonflikt'>): UmlaufDecision {
  const { u, facts, v } = lage;
  const mangel = checkOffen(u);
  if (mangel) return mangel;
  if (c.ergebnis === 'konflikt') {
    const grund = requireGrund(c.text, 'Interessenkonflikt erklären');
    if (grund) return grund;
    const schon = gueltigeZeichnungen(u).find((g) => g.zeichnung.person === facts.akteur);
    if (schon) {
      return reject('umlauf.erklaerung-nach-zeichnung', {
        schritt: schon.schritt.bezeichnung,
        zeit: formatZeitpunkt(schon.zeichnung.zeit),
      });
    }
  }
  return ok([
    {
      type: 'ErklaerungAbgegeben',
      person: facts.akteur,
      name: nameOf(v, facts.akteur),
      ergebnis: c.ergebnis,
      text: c.text,
      zeit: facts.geschehenAm,
    },
  ]);
}
