import { formatTag, formatZeitpunkt, tagOf, uhrzeitOf } from '../../shared/dates.ts';
import { links, type Abschnitt, type DruckDokument } from '../../shared/druck.ts';
import type { Tag } from '../../shared/vorgang.ts';
import { noetigeSchritte, werteAus } from '../auftrag/auswertung.ts';
import { schrittText, tore, torText } from '../auftrag/schema.ts';
import type { AuftragState } from '../auftrag/state.ts';
import { bestattungsartText, grabartText } from '../begriffe.ts';
import { formatGrab } from '../grab.ts';
import { formatWochentag } from '../kalender.ts';
import type { Kolonne } from '../tabellen/orte.ts';
import {
  angaben,
  blatt,
  fassungsAngaben,
  formatFassung,
  fuss,
  wasserzeichen,
  type Druckumfeld,
} from './rahmen.ts';

const spanne = (von: string, bis: string): string =>
  `${formatTag(tagOf(von))}, ${uhrzeitOf(von)}–${uhrzeitOf(bis)} Uhr`;

/** The crew's work order as a sheet: what, where, when, the four gates and the steps to tick off. */
export function druckeArbeitsauftrag(a: AuftragState, u: Druckumfeld): DruckDokument {
  const { inhalt } = a;
  const { einsatz } = inhalt;
  const grab = einsatz.grab;
  const auswertung = werteAus(a);
  return blatt(u, {
    titel: `Arbeitsauftrag ${grab?.schluessel ?? ''}`,
    untertitel: `${bestattungsartText[inhalt.bestattungsart]}, ${formatWochentag(tagOf(inhalt.beginn))}, ${uhrzeitOf(inhalt.beginn)} Uhr`,
    meta: [
      ...angaben(['Nummer', a.nummer ?? 'vorläufig'], ['Kolonne', einsatz.kolonneName]),
      ...fassungsAngaben(a.fassung, a.fassungAm),
    ],
    abschnitte: [
      ...zurueckgezogen(a),
      {
        ebene: 1,
        ueberschrift: 'Wer und wo',
        bloecke: [
          {
            art: 'angaben',
            angaben: angaben(
              ['Name', inhalt.name],
              [inhalt.zweitesMerkmal.art, inhalt.zweitesMerkmal.wert],
              ['Friedhof', `${einsatz.friedhofName}, ${einsatz.adresse}`],
              [
                'Grab',
                grab ? `${grab.schluessel} (${formatGrab(grab.schluessel)}), Stelle ${grab.stelle}` : 'offen',
              ],
              ['Grabart', grab ? grabartText[grab.grabart] : null],
              [
                'Grabmaße',
                grab
                  ? `${grab.masse.laengeCm} × ${grab.masse.breiteCm} cm, Tiefe ${grab.masse.tiefeCm} cm`
                  : null,
              ],
              ['Lage (EPSG:25832)', grab ? `${grab.lage.ost} / ${grab.lage.nord}` : null],
              ['Sarg', inhalt.sarg ? `${inhalt.sarg.laengeCm} × ${inhalt.sarg.breiteCm} cm` : null],
              ['Grabmal', grab?.denkmal ? 'vorhanden, vor dem Aushub abräumen' : null],
            ),
          },
        ],
      },
      {
        ebene: 1,
        ueberschrift: 'Zeiten',
        bloecke: [
          {
            art: 'angaben',
            angaben: angaben(
              ['Aushub', spanne(einsatz.ablauf.aushubBeginn, einsatz.ablauf.aushubEnde)],
              [
                'Trauerfeier',
                inhalt.feierMin > 0 ? `${uhrzeitOf(inhalt.beginn)} Uhr, ${einsatz.halleName ?? ''}` : null,
              ],
              ['Am Grab', `${uhrzeitOf(einsatz.ablauf.beisetzungBeginn)} Uhr`],
              ['Fertig', `${uhrzeitOf(einsatz.ablauf.ende)} Uhr`],
              ['Bagger', einsatz.baggerName],
              ['Zufahrt', einsatz.zufahrt],
              ['Redner', inhalt.redner],
              ['Musik', inhalt.musik],
              ['Träger', inhalt.traeger],
              ['Bestatter', `${inhalt.bestatter.name}, ${inhalt.bestatter.telefon}`],
              ['Hinweise', inhalt.hinweis],
            ),
          },
          {
            art: 'hinweis',
            stufe: 'warnung',
            text: 'Offenes Grab sichern: Verbau, Laufbohlen mindestens 40 cm breit, Abdeckung (VSG 4.7, nicht geprüft).',
          },
        ],
      },
      {
        ebene: 1,
        ueberschrift: 'Grabprüfung: vier Tore, zwei Merkmale, zwei Personen',
        bloecke: [
          {
            art: 'tabelle',
            titel: 'Vier Tore der Grabprüfung',
            kopf: [
              links('Tor', 4),
              links('Stand', 2),
              links('Grab gelesen', 2),
              links(inhalt.zweitesMerkmal.art, 2),
              links('Zwei Handzeichen', 3),
            ],
            zeilen: tore.map((tor) => {
              const t = auswertung.tore.find((x) => x.tor === tor);
              const stand = t?.falsch ? 'FALSCHES GRAB' : t?.bestanden ? 'bestanden' : 'offen';
              return [torText[tor], stand, '', '', (t?.personen ?? []).map(u.nameVon).join(', ')];
            }),
          },
          {
            art: 'hinweis',
            stufe: 'warnung',
            text: 'Stimmt ein Merkmal nicht: Arbeit stoppen und die Friedhofsverwaltung anrufen.',
          },
        ],
      },
      {
        ebene: 1,
        ueberschrift: 'Schritte',
        bloecke: [
          {
            art: 'tabelle',
            titel: 'Schritte zum Abhaken',
            kopf: [links('Schritt', 5), links('Erledigt', 3), links('Wer', 3)],
            zeilen: noetigeSchritte(a).map((s) => {
              const m = a.meldungen.find((x) => x.type === 'SchrittGemeldet' && x.schritt === s);
              return [schrittText[s], m ? formatZeitpunkt(m.geschehenAm) : '', m ? u.nameVon(m.person) : ''];
            }),
          },
        ],
      },
    ],
    fusszeile: fuss(a.nummer, a.fassung, u),
    wasserzeichen: wasserzeichen(
      u,
      a.zurueckgezogen ? (a.zurueckgezogen.anlass === 'storniert' ? 'Storniert' : 'Verlegt') : null,
    ),
  });
}

const zurueckgezogen = (a: AuftragState): readonly Abschnitt[] =>
  a.zurueckgezogen === null
    ? []
    : [
        {
          ebene: 1,
          ueberschrift: a.zurueckgezogen.anlass === 'storniert' ? 'Auftrag storniert' : 'Auftrag verlegt',
          bloecke: [
            { art: 'hinweis', stufe: 'warnung', text: `Nicht ausführen. Grund: ${a.zurueckgezogen.grund}` },
          ],
        },
      ];

/** All orders of one crew on one day, with their versions: which sheets are the valid ones. */
export function druckeTagesblatt(
  auftraege: readonly AuftragState[],
  kolonne: Kolonne,
  tag: Tag,
  u: Druckumfeld,
): DruckDokument {
  const liste = auftraege
    .filter((a) => a.inhalt.einsatz.kolonne === kolonne.id && betrifftTag(a, tag))
    .sort((x, y) => (x.inhalt.beginn < y.inhalt.beginn ? -1 : 1));
  return blatt(u, {
    titel: `Tagesblatt ${kolonne.name}`,
    untertitel: formatWochentag(tag),
    meta: angaben(
      ['Aufträge', String(liste.length)],
      ['Gedruckt', formatZeitpunkt(u.gedrucktAm)],
      ['Telefon', kolonne.telefon],
    ),
    abschnitte: [
      {
        ebene: 1,
        ueberschrift: 'Aufträge',
        bloecke:
          liste.length === 0
            ? [{ art: 'absatz', text: 'Für diesen Tag liegen keine Aufträge vor.' }]
            : [
                {
                  art: 'tabelle',
                  titel: 'Aufträge des Tages',
                  kopf: [
                    links('Uhrzeit', 2),
                    links('Arbeit', 3),
                    links('Name', 3),
                    links('Friedhof, Grab', 4),
                    links('Bagger', 2),
                    links('Fassung', 3),
                  ],
                  zeilen: liste
                    .flatMap((a) => zeilenVon(a, tag))
                    .sort((x, y) => ((x[0] as string) < (y[0] as string) ? -1 : 1)),
                },
              ],
      },
    ],
    fusszeile: [
      `Tagesblatt ${kolonne.name}`,
      formatTag(tag),
      `gedruckt ${formatZeitpunkt(u.gedrucktAm)}`,
    ].join(' · '),
  });
}

export const betrifftTag = (a: AuftragState, tag: Tag): boolean =>
  tagOf(a.inhalt.beginn) === tag || tagOf(a.inhalt.einsatz.ablauf.aushubBeginn) === tag;

/** Digging and burial may lie on different days: each is a line of its own day. */
function zeilenVon(a: AuftragState, tag: Tag): readonly (readonly string[])[] {
  const { inhalt, fassung } = a;
  const { ablauf, friedhofName, grab, baggerName } = inhalt.einsatz;
  const ort = `${friedhofName}, ${grab?.schluessel ?? ''}`;
  const stand = a.zurueckgezogen ? ` (${a.zurueckgezogen.anlass})` : '';
  const zeile = (um: string, was: string): readonly string[] => [
    uhrzeitOf(um),
    `${was}${stand}`,
    inhalt.name,
    ort,
    baggerName ?? '',
    formatFassung(fassung),
  ];
  return [
    ...(tagOf(ablauf.aushubBeginn) === tag ? [zeile(ablauf.aushubBeginn, 'Aushub')] : []),
    ...(tagOf(inhalt.beginn) === tag
      ? [zeile(inhalt.beginn, bestattungsartText[inhalt.bestattungsart])]
      : []),
  ];
}
