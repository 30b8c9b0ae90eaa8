import { VERZEICHNIS } from '../organisation/berechtigung.ts';
import { mayActFor } from '../organisation/vertretung.ts';
import { reject } from '../shared/rejection.ts';
import { assertNever } from '../shared/result.ts';
import type { FactQuery, Facts } from '../shared/vorgang.ts';
import type { Lage, UmlaufDecision, UmlaufKontext } from './decide/kontext.ts';
import { readLage } from './decide/kontext.ts';
import { declareInteressenkonflikt } from './decide/erklaerung.ts';
import { answerRueckfrage, askRueckfrage } from './decide/rueckfrage.ts';
import { returnUmlauf } from './decide/rueckgabe.ts';
import { addSchritt, remindSchritt, replaceAdressat, skipSchritt, withdrawUmlauf } from './decide/steuern.ts';
import { signSchritt } from './decide/zeichnen.ts';
import { SIGNATURNIVEAU } from './niveau.ts';
import type { UmlaufCommand } from './schema.ts';
import { dokumentQuery } from './signatur.ts';
import type { Umlauf } from './state.ts';

/** Facts that a command on the route needs; to be put into the Fach's own `needs`. */
export function needsUmlauf(
  command: UmlaufCommand,
  kontext: Pick<UmlaufKontext, 'dokumente' | 'hauptdokument'>,
): readonly FactQuery[] {
  if (command.type !== 'signSchritt' || command.signatur.art === 'ohne') return [VERZEICHNIS];
  const haupt = kontext.dokumente.find((d) => d.dokument === kontext.hauptdokument);
  return [
    VERZEICHNIS,
    SIGNATURNIVEAU,
    dokumentQuery(command.signatur.sha256),
    ...(haupt ? [dokumentQuery(haupt.sha256)] : []),
  ];
}

/** Decides one command on a route; the Fach passes what it knows of its documents. */
export function decideUmlauf(
  u: Umlauf | null,
  command: UmlaufCommand,
  facts: Facts,
  kontext: UmlaufKontext,
): UmlaufDecision {
  if (u === null) return reject('umlauf.nicht-gestartet');
  const lage = readLage(u, facts, kontext);
  if (!lage.ok) return lage;
  return dispatch(lage.value, command);
}

function dispatch(lage: Lage, command: UmlaufCommand): UmlaufDecision {
  switch (command.type) {
    case 'signSchritt':
      return signSchritt(lage, command);
    case 'declareInteressenkonflikt':
      return declareInteressenkonflikt(lage, command);
    case 'replaceAdressat':
      return replaceAdressat(lage, command);
    case 'returnUmlauf':
      return returnUmlauf(lage, command);
    case 'askRueckfrage':
      return askRueckfrage(lage, command);
    case 'answerRueckfrage':
      return answerRueckfrage(
        lage,
        command,
        (an) => lage.v === null || mayActFor(lage.v, lage.facts.akteur, an, lage.tag) !== null,
      );
    case 'remindSchritt':
      return remindSchritt(lage, command);
    case 'addSchritt':
      return addSchritt(lage, command);
    case 'skipSchritt':
      return skipSchritt(lage, command);
    case 'withdrawUmlauf':
      return withdrawUmlauf(lage, command);
    default:
      return assertNever(command);
  }
}
