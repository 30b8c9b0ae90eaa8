import type { Rejection } from '../../shared/rejection.ts';
import { findPerson } from '../../organisation/verzeichnis.ts';
import type { Dringlichkeitsentscheidung } from '../dringlichkeit/state.ts';
import { offeneUnterschriften } from '../niederschrift/project.ts';
import type { Niederschrift } from '../niederschrift/state.ts';
import type { Unterschrift } from '../niederschrift/unterschrift.ts';
import { BUERGERMEISTER } from '../rollen.ts';
import { aktion, amt, hat, type Aktion, type Blick } from './aktion.ts';

/** Minutes: written by one person, signed by two. */
export function niederschriftAktionen(s: Niederschrift, b: Blick): readonly Aktion[] {
  const schreibt = b.person === s.schriftfuehrung;
  const p = findPerson(b.v, s.schriftfuehrung);
  const name = p ? `${p.vorname} ${p.nachname}` : 'die Schriftführung';
  const nurSchriftfuehrung: Rejection | null = schreibt
    ? null
    : { code: 'sitzung.nur-schriftfuehrung', params: { person: name } };
  switch (s.phase) {
    case 'entwurf':
      return [
        aktion('saveNiederschrift', 'Bearbeiten', nurSchriftfuehrung),
        aktion('presentNiederschrift', 'Zur Unterschrift vorlegen …', nurSchriftfuehrung),
      ];
    case 'zurUnterschrift':
      return [
        ...offeneUnterschriften(s).flatMap((rolle): Aktion[] => {
          const wer = rolle === 'schriftfuehrung' ? s.schriftfuehrung : s.leitung;
          const grund: Rejection | null =
            wer === b.person
              ? null
              : {
                  code: 'sitzung.nicht-unterschriftsberechtigt',
                  params: { person: 'Sie', berechtigt: rolle === 'schriftfuehrung' ? name : 'der Vorsitz' },
                };
          const papier = rolle === 'vorsitz' && s.leitungEhrenamtlich && s.regel?.papier === true;
          return [
            aktion('signNiederschrift', 'Unterschreiben …', grund, rolle),
            ...(papier ? [amt(b, 'recordPapierunterschrift', 'Papierunterschrift erfassen …')] : []),
          ];
        }),
        aktion('reopenNiederschrift', 'Wieder öffnen …', nurSchriftfuehrung),
        ...(offenePruefung(s.unterschriften)
          ? [aktion('recheckUnterschriften', 'Signaturen nachprüfen', null)]
          : []),
      ];
    case 'uebung':
    case 'unterzeichnet':
      return s.form === 'auszug'
        ? []
        : [amt(b, 'createAuszug', 'Auszug …'), amt(b, 'addTop', 'Berichtigung beschließen lassen …')];
  }
}

/** A signature was taken down before its check was complete. */
const offenePruefung = (unterschriften: readonly Unterschrift[]): boolean =>
  unterschriften.some((u) => u.art.weg === 'elektronisch' && !u.art.geprueft);

/** An urgent decision: signed by mayor and a member, approved later. */
export function dringlichkeitAktionen(s: Dringlichkeitsentscheidung, b: Blick): readonly Aktion[] {
  switch (s.phase) {
    case 'entwurf':
      return [
        amt(b, 'presentDringlichkeitsentscheidung', 'Zur Unterschrift vorlegen …'),
        amt(b, 'changeDringlichkeitsentscheidung', 'Bearbeiten'),
        amt(b, 'discardDringlichkeitsentscheidung', 'Verwerfen …'),
      ];
    case 'zurUnterschrift': {
      const hatSchon = s.unterschriften.some((u) => u.person === b.person);
      const rolle = hat(b, BUERGERMEISTER) ? 'buergermeister' : 'mitglied';
      const doppelt: Rejection = { code: 'sitzung.doppelte-unterschrift', params: { person: 'Sie' } };
      return [
        aktion('signDringlichkeitsentscheidung', 'Unterschreiben …', hatSchon ? doppelt : null, rolle),
        ...(s.papierErlaubt ? [amt(b, 'recordPapierunterschrift', 'Papierunterschrift erfassen …')] : []),
        ...(offenePruefung(s.unterschriften)
          ? [amt(b, 'recheckUnterschriften', 'Signaturen nachprüfen')]
          : []),
        amt(b, 'discardDringlichkeitsentscheidung', 'Verwerfen …'),
      ];
    }
    case 'entschieden':
      return s.sitzung === null ? [amt(b, 'addTop', 'Zur Genehmigung auf eine Tagesordnung setzen …')] : [];
    case 'genehmigt':
    case 'aufgehoben':
    case 'verworfen':
      return [];
  }
}
