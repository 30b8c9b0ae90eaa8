import { formatTag } from '../../shared/dates.ts';
import type { Aufgabe, Projection } from '../../shared/vorgang.ts';
import { BUERGERMEISTER, SCHRIFTFUEHRUNG, SITZUNGSDIENST } from '../rollen.ts';
import { plainText } from '../text/bloecke.ts';
import type { Niederschrift } from './state.ts';
import type { Unterschriftsrolle } from './unterschrift.ts';
import { niveauText } from './unterschrift.ts';
import { personFor } from './unterschreiben.ts';

/** Signatures that are still to come, in the order of the rule. */
export const offeneUnterschriften = (s: Niederschrift): readonly Unterschriftsrolle[] =>
  (s.regel?.rollen ?? []).filter((r) => !s.unterschriften.some((u) => u.rolle === r));

function aufgaben(s: Niederschrift): readonly Aufgabe[] {
  const seit = s.unterschriften.at(-1)?.am ?? `${s.sitzungstag}T12:00:00.000Z`;
  const was = s.form === 'auszug' ? 'Auszug' : 'Niederschrift';
  if (s.phase === 'entwurf')
    return [
      {
        id: 'schreiben',
        fuer: { person: s.schriftfuehrung },
        art: 'bearbeiten',
        text: `${was} fertigstellen`,
        faellig: null,
        seit,
      },
    ];
  if (s.phase !== 'zurUnterschrift') return [];
  return offeneUnterschriften(s).map((rolle) => ({
    id: `unterschrift:${rolle}`,
    fuer: { person: personFor(s, rolle) },
    art: 'zeichnen',
    text: `${was} unterschreiben`,
    faellig: null,
    seit,
  }));
}

function statusOf(s: Niederschrift): Projection['status'] {
  switch (s.phase) {
    case 'entwurf':
      return { code: 'entwurf', text: 'Entwurf', stufe: 'entwurf' };
    case 'zurUnterschrift': {
      const offen = offeneUnterschriften(s).length;
      return offen > 0
        ? { code: 'zurUnterschrift', text: `zur Unterschrift (${offen} offen)`, stufe: 'wartet' }
        : { code: 'zurUnterschrift', text: 'Signaturprüfung offen', stufe: 'warnung' };
    }
    case 'uebung':
      return { code: 'uebung', text: 'zur Übung unterzeichnet, keine Urkunde', stufe: 'warnung' };
    case 'unterzeichnet':
      return { code: 'unterzeichnet', text: 'unterzeichnet', stufe: 'gut' };
  }
}

export function project(s: Niederschrift): Projection {
  const was = s.form === 'auszug' ? 'Auszug aus der Niederschrift' : 'Niederschrift';
  const intern = [
    `rolle:${SITZUNGSDIENST}`,
    `rolle:${SCHRIFTFUEHRUNG}`,
    `rolle:${BUERGERMEISTER}`,
    `person:${s.leitung}`,
    `person:${s.schriftfuehrung}`,
  ];
  const fertig = s.phase === 'unterzeichnet' || s.phase === 'uebung';
  const empfaenger = s.empfaenger && fertig ? [`einheit:${s.empfaenger}`] : [];
  return {
    nummer: null,
    titel: `${was} ${s.gremiumName}, ${formatTag(s.sitzungstag)}`,
    untertitel: s.teil === 'oeffentlich' ? 'öffentlicher Teil' : 'nichtöffentlicher Teil',
    status: statusOf(s),
    faellig: null,
    aufgaben: aufgaben(s),
    termine: [],
    suchtext: s.inhalt.punkte
      .map((p) => `${p.titel}\n${plainText(p.protokoll)}\n${plainText(p.beschluss)}`)
      .join('\n'),
    lesbar:
      s.teil === 'oeffentlich' && s.phase === 'unterzeichnet'
        ? ['alle']
        : [
            ...intern,
            ...empfaenger,
            ...(s.teil === 'nichtoeffentlich' && fertig ? s.berechtigt.map((p) => `person:${p}`) : []),
          ],
    abgeschlossen: fertig,
    felder: {
      gremium: s.gremiumName,
      datum: s.sitzungstag,
      teil: s.teil,
      form: s.form,
      niveau: s.regel ? niveauText(s.regel.niveau) : null,
    },
    merkmale: [`sitzung:${s.sitzung}`],
  };
}
