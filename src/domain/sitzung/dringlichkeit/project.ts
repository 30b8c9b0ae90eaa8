import { formatTag, tagOf } from '../../shared/dates.ts';
import type { Aufgabe, Projection } from '../../shared/vorgang.ts';
import { BUERGERMEISTER, SITZUNGSDIENST } from '../rollen.ts';
import { plainText } from '../text/bloecke.ts';
import type { Unterschriftsrolle } from '../niederschrift/unterschrift.ts';
import type { Dringlichkeitsentscheidung } from './state.ts';

type State = Dringlichkeitsentscheidung;

function aufgaben(s: State): readonly Aufgabe[] {
  const seit = s.entschiedenAm ?? s.angelegtAm;
  if (s.phase === 'zurUnterschrift') {
    const offen = (rolle: Unterschriftsrolle) => !s.unterschriften.some((u) => u.rolle === rolle);
    const zeichnen = (id: string, fuer: Aufgabe['fuer']): Aufgabe => ({
      id: `unterschrift:${id}`,
      fuer,
      art: 'zeichnen',
      text: 'Dringlichkeitsentscheidung unterschreiben',
      faellig: tagOf(seit),
      seit,
    });
    return [
      ...(offen('buergermeister') ? [zeichnen('buergermeister', { rolle: BUERGERMEISTER })] : []),
      // whoever it was passed to; the first true signature settles it for all of them
      ...(offen('mitglied') ? s.einsicht.map((person) => zeichnen(`mitglied:${person}`, { person })) : []),
    ];
  }
  if (s.phase === 'entschieden' && s.sitzung === null)
    return [
      {
        id: 'genehmigung',
        fuer: { rolle: SITZUNGSDIENST },
        art: 'bearbeiten',
        text: 'Zur Genehmigung auf die nächste Tagesordnung setzen (§ 60 GO NRW)',
        faellig: null,
        seit,
      },
    ];
  return [];
}

const STATUS: Readonly<Record<State['phase'], Projection['status']>> = {
  entwurf: { code: 'entwurf', text: 'Entwurf', stufe: 'entwurf' },
  zurUnterschrift: { code: 'zurUnterschrift', text: 'zur Unterschrift', stufe: 'wartet' },
  entschieden: { code: 'entschieden', text: 'entschieden, Genehmigung offen', stufe: 'warnung' },
  genehmigt: { code: 'genehmigt', text: 'genehmigt', stufe: 'gut' },
  aufgehoben: { code: 'aufgehoben', text: 'aufgehoben', stufe: 'ruht' },
  verworfen: { code: 'verworfen', text: 'verworfen', stufe: 'ruht' },
};

export function project(s: State): Projection {
  const fertig = s.phase === 'genehmigt' || s.phase === 'aufgehoben' || s.phase === 'verworfen';
  const status = STATUS[s.phase];
  return {
    nummer: s.nummer,
    titel: s.betreff,
    untertitel: `Dringlichkeitsentscheidung anstelle: ${s.gremiumName}`,
    status: s.uebung ? { ...status, text: `${status.text} (Übung)` } : status,
    faellig: s.sitzungstag,
    aufgaben: aufgaben(s),
    termine: [],
    suchtext: `${s.betreff}\n${plainText(s.beschluss)}\n${s.dringlichkeit}`,
    lesbar:
      s.oeffentlich && (s.phase === 'entschieden' || s.phase === 'genehmigt' || s.phase === 'aufgehoben')
        ? ['alle']
        : [
            `rolle:${SITZUNGSDIENST}`,
            `rolle:${BUERGERMEISTER}`,
            ...[...s.einsicht, ...s.unterschriften.map((u) => u.person)].map((p) => `person:${p}`),
          ],
    abgeschlossen: fertig,
    felder: {
      nummer: s.nummer,
      gremium: s.gremiumName,
      sitzung: s.sitzungstag ? formatTag(s.sitzungstag) : null,
    },
    merkmale: [
      ...(s.nummer === null ? [] : [`nummer:${s.nummer}`]),
      ...(s.phase === 'entschieden' && s.sitzung === null ? [`beratungsreif:${s.gremium}`] : []),
    ],
  };
}
