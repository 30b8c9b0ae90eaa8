import { formatZeitpunkt } from '../../shared/dates.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Adressat } from '../../shared/vorgang.ts';
import { findSchritt } from '../state.ts';
import { findBefugnis } from './befugnis.ts';
import { isEmpty } from './folge.ts';
import type { C } from './folge.ts';
import type { Lage, UmlaufDecision } from './kontext.ts';
import { checkOffen, darfSteuern, describeAdressat, requireGrund } from './kontext.ts';

/** A question beside the route; the step stays where it is. */
export function askRueckfrage(lage: Lage, c: C<'askRueckfrage'>): UmlaufDecision {
  const { u, facts, v, tag } = lage;
  const schritt = findSchritt(u, c.schritt);
  const mangel = checkOffen(u) ?? requireGrund(c.text, 'Rückfrage');
  if (mangel) return mangel;
  const schon = u.rueckfragen.find((r) => r.id === c.id);
  if (schon) return reject('umlauf.rueckfrage-besteht', { zeit: formatZeitpunkt(schon.zeit) });
  if (!schritt) return reject('umlauf.schritt-unbekannt');
  if (schritt.status !== 'aktuell') {
    return reject('umlauf.schritt-nicht-aktuell', { schritt: schritt.bezeichnung });
  }
  if (isEmpty(c.an)) return reject('umlauf.adressat-leer', {}, 'an');
  if (!darfSteuern(lage) && !findBefugnis(lage, schritt).ok) {
    return reject('umlauf.nicht-zustaendig', {
      schritt: schritt.bezeichnung,
      adressat: describeAdressat(v, schritt.adressat, tag),
    });
  }
  const { type: _, ...frage } = c;
  return ok([{ type: 'RueckfrageGestellt', ...frage, von: facts.akteur, zeit: facts.jetzt }]);
}

export function answerRueckfrage(
  lage: Lage,
  c: C<'answerRueckfrage'>,
  darfAntworten: (an: Adressat) => boolean,
): UmlaufDecision {
  const { u, facts, v, tag } = lage;
  const mangel = checkOffen(u) ?? requireGrund(c.text, 'Antwort');
  if (mangel) return mangel;
  const frage = u.rueckfragen.find((r) => r.id === c.id && r.antwort === null);
  if (!frage) return reject('umlauf.rueckfrage-unbekannt');
  if (!darfAntworten(frage.an)) {
    return reject('umlauf.nicht-zustaendig', {
      schritt: 'Rückfrage',
      adressat: describeAdressat(v, frage.an, tag),
    });
  }
  return ok([
    { type: 'RueckfrageBeantwortet', id: c.id, von: facts.akteur, text: c.text, zeit: facts.jetzt },
  ]);
}
