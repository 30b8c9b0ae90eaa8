import type { Projection } from '../../shared/vorgang.ts';
import { aufgabenOf, faelligOf, lesbarOf } from '../../umlauf/index.ts';
import { BUERGERMEISTER, SITZUNGSDIENST } from '../rollen.ts';
import { plainText } from '../text/bloecke.ts';
import type { Vorlage, Vorlagenphase } from './state.ts';
import { aktuelleFassung } from './state.ts';

const STATUS: Readonly<Record<Vorlagenphase, Projection['status']>> = {
  entwurf: { code: 'entwurf', text: 'Entwurf', stufe: 'entwurf' },
  mitzeichnung: { code: 'mitzeichnung', text: 'in Mitzeichnung', stufe: 'laeuft' },
  zurueckgegeben: { code: 'zurueckgegeben', text: 'zurückgegeben', stufe: 'warnung' },
  mitgezeichnet: { code: 'mitgezeichnet', text: 'mitgezeichnet, Freigabe offen', stufe: 'wartet' },
  freigegeben: { code: 'freigegeben', text: 'freigegeben', stufe: 'gut' },
  erledigt: { code: 'erledigt', text: 'erledigt', stufe: 'ruht' },
  zurueckgezogen: { code: 'zurueckgezogen', text: 'zurückgezogen', stufe: 'ruht' },
};

export function projectVorlage(v: Vorlage): Projection {
  const f = aktuelleFassung(v);
  const naechste = v.beratungsfolge.find((b) => b.sitzungstag !== null && b.ergebnis === null);
  const frei = v.phase === 'freigegeben' || v.phase === 'erledigt';
  const eigene: Projection['aufgaben'] = [
    ...(v.phase === 'zurueckgegeben' && v.umlauf?.status !== 'zurueckgegeben'
      ? [
          {
            id: 'ueberarbeiten',
            fuer: { person: v.verfasser },
            art: 'bearbeiten' as const,
            text: `Überarbeiten: ${v.rueckgaben.at(-1)?.grund ?? ''}`,
            faellig: null,
            seit: v.rueckgaben.at(-1)?.am ?? f.am,
          },
        ]
      : []),
    ...(v.phase === 'mitgezeichnet'
      ? [
          {
            id: 'freigabe',
            fuer: { rolle: SITZUNGSDIENST },
            art: 'entscheiden' as const,
            text: 'Vorlage freigeben',
            faellig: null,
            seit: v.umlauf?.beendet?.zeit ?? f.am,
          },
        ]
      : []),
  ];
  return {
    nummer: v.nummer,
    titel: f.inhalt.betreff,
    untertitel: v.beratungsfolge.map((b) => b.gremiumName).join(' → '),
    status: STATUS[v.phase],
    faellig: faelligOf(v.umlauf) ?? naechste?.sitzungstag ?? null,
    aufgaben: [
      ...(v.phase === 'mitzeichnung' || v.phase === 'zurueckgegeben' ? aufgabenOf(v.umlauf) : []),
      ...eigene,
    ],
    termine: [],
    suchtext: [
      f.inhalt.betreff,
      plainText(f.inhalt.beschlussvorschlag),
      plainText(f.inhalt.sachverhalt),
      ...f.inhalt.anlagen.map((a) => a.bezeichnung),
    ].join('\n'),
    lesbar:
      frei && v.oeffentlich
        ? ['alle']
        : [
            ...new Set([
              `person:${v.verfasser}`,
              `einheit:${v.einheit}`,
              `rolle:${SITZUNGSDIENST}`,
              `rolle:${BUERGERMEISTER}`,
              ...lesbarOf(v.umlauf),
              ...v.einsicht.map((p) => `person:${p}`),
            ]),
          ],
    abgeschlossen: v.phase === 'erledigt' || v.phase === 'zurueckgezogen',
    felder: {
      nummer: v.nummer,
      beratungsart: v.oeffentlich ? 'öffentlich' : 'nichtöffentlich',
      fassung: f.nummer,
      naechsteSitzung: naechste?.sitzungstag ?? null,
      gremien: v.beratungsfolge.map((b) => b.gremiumName).join(', '),
    },
    merkmale: [
      ...(v.nummer === null ? [] : [`nummer:${v.nummer}`]),
      ...v.beratungsfolge.filter((b) => b.sitzung === null).map((b) => `beratungsreif:${b.gremium}`),
      ...(v.antrag ? [`antrag:${v.antrag}`] : []),
    ],
  };
}
