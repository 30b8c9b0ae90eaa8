import { formatTag, formatZeitpunkt } from '../../shared/dates.ts';
import { links, rechts, type DruckDokument } from '../../shared/druck.ts';
import { formatEuro } from '../../shared/money.ts';
import { bestattungsartText, grabartText } from '../begriffe.ts';
import type { GrabakteState } from '../grabakte/grabakte.ts';
import { formatGrab, grabMitAkte, type Grab } from '../grab.ts';
import { angaben, blatt, type Druckumfeld } from './rahmen.ts';

/** Extract from the burial register for one grave: imported occupancy and what was entered since, with the right. */
export function druckeRegisterauszug(grab: Grab, akte: GrabakteState | null, u: Druckumfeld): DruckDokument {
  const heute = grabMitAkte(grab, akte);
  return blatt(u, {
    titel: 'Auszug aus dem Bestattungsregister',
    untertitel: `Grab ${grab.schluessel} (${formatGrab(grab.schluessel)})`,
    meta: angaben(
      ['Grabart', grabartText[grab.grabart]],
      ['Plätze', `${grab.kapazitaetSarg} Särge, ${grab.kapazitaetUrne} Urnen`],
      [
        'Nutzungsrecht',
        heute.recht ? `${heute.recht.inhaber}, bis ${formatTag(heute.recht.endetAm)}` : 'keines',
      ],
    ),
    abschnitte: [
      {
        ebene: 1,
        ueberschrift: 'Bestattungen',
        bloecke:
          heute.belegungen.length === 0
            ? [{ art: 'absatz', text: 'In diesem Grab ist niemand bestattet.' }]
            : [
                {
                  art: 'tabelle',
                  titel: 'Bestattungen in diesem Grab',
                  kopf: [
                    links('Name', 4),
                    links('Geboren', 2),
                    links('Art', 3),
                    links('Beigesetzt', 2),
                    links('Ruhefrist bis', 2),
                  ],
                  zeilen: heute.belegungen.map((b) => [
                    b.name,
                    b.geburtsdatum ? formatTag(b.geburtsdatum) : '',
                    bestattungsartText[b.bestattungsart],
                    formatTag(b.beigesetztAm),
                    formatTag(b.ruhefristBis),
                  ]),
                },
              ],
      },
      ...(akte && akte.gebuehren.length > 0
        ? [
            {
              ebene: 1 as const,
              ueberschrift: 'Gebührengrundlage',
              bloecke: [
                {
                  art: 'tabelle' as const,
                  titel: 'Gebührengrundlage der letzten Bestattung',
                  kopf: [links('Posten', 5), rechts('Anzahl', 1), rechts('Betrag', 2)],
                  zeilen: (akte.gebuehren.at(-1)?.posten ?? []).map((p) => [
                    p.text,
                    String(p.anzahl),
                    formatEuro(p.cent),
                  ]),
                },
              ],
            },
          ]
        : []),
    ],
    hinweise: ['Ruhefristen und Gebühren nach der hinterlegten Mustersatzung (nicht geprüft).'],
    fusszeile: `Grab ${grab.schluessel} · gedruckt ${formatZeitpunkt(u.gedrucktAm)}`,
  });
}
