import { addDays } from '../../shared/dates.ts';
import type { Tag } from '../../shared/vorgang.ts';
import { printBekanntmachung, printEinladung } from '../druck/index.ts';
import { letzterLadungstag } from '../gremium/ladungsfrist.ts';
import type { Gremium } from '../gremium/schema.ts';
import type { Sitzung } from '../sitzung/state.ts';
import type { Vorlage } from '../vorlage/state.ts';
import { VORLAGEN } from './texte.ts';
import { at, rahmenOf, werktagAb, werktagVor } from './welt.ts';
import type { Akt, Welt } from './welt.ts';
import { durchfuehrung } from './durchfuehrung.ts';

export function sitzungen(d: Welt): Akt[] {
  const gehalten = werktagVor(addDays(d.tag, -6));
  const naechste = werktagAb(addDays(d.tag, 4));
  const spaeter = werktagAb(addDays(d.tag, 24));
  return [
    ...planung(d, 'bua', 'BUA', gehalten, '9. Sitzung', 'Rathaus, Raum 211'),
    ...tagesordnung(d, 'bua', gehalten, ['radweg', 'gebuehren', 'spielplatz'], []),
    ...versand(d, 'bua', gehalten),
    ...durchfuehrung(d, 'bua', gehalten),
    ...planung(d, 'rat', 'Rat', naechste, '7. Sitzung', 'Rathaus, Ratssaal'),
    ...tagesordnung(d, 'rat', naechste, ['kita', 'radweg', 'gebuehren'], ['grundstueck']),
    ...versand(d, 'rat', naechste),
    ...planung(d, 'hfa', 'HFA', spaeter, '5. Sitzung', 'Rathaus, Ratssaal'),
  ];
}

function planung(d: Welt, name: string, kuerzel: string, tag: Tag, titel: string, ort: string): Akt[] {
  const angelegt = werktagVor(addDays(d.tag < tag ? d.tag : tag, -28));
  return [
    {
      zeit: at(angelegt, '08:30'),
      tun: (zeit) =>
        d.b.run(zeit, d.ratsbuero, 'sitzung', d.id(name), {
          type: 'createSitzung',
          gremium: d.gremium(kuerzel),
          nichtoeffentlicheSitzung: d.id(`${name}-n`),
          titel,
          beginn: at(tag, '17:00'),
          ort,
          form: 'praesenz',
          wiederholungVon: null,
          standardTops: [
            'Eröffnung und Feststellung der ordnungsgemäßen Ladung',
            'Niederschrift der letzten Sitzung',
            'Mitteilungen der Verwaltung',
          ].map((t) => ({ id: d.id(`${name}-${t}`), titel: t })),
        }),
    },
  ];
}

/** Papers come onto the agenda a day before the invitation; those still with their committee later. */
function tagesordnung(
  d: Welt,
  name: string,
  tag: Tag,
  oeffentlich: readonly string[],
  nichtoeffentlich: readonly string[],
): Akt[] {
  return [
    {
      zeit: at(werktagVor(addDays(tag, name === 'rat' ? -11 : -14)), '09:30'),
      tun: (zeit) => {
        const anfragen = d.id(`${name}-Mitteilungen der Verwaltung`);
        for (const k of oeffentlich) {
          const v = d.b.state<Vorlage>(d.id(k));
          d.b.run(zeit, d.ratsbuero, 'sitzung', d.id(name), {
            type: 'addTop',
            id: d.id(`${name}-top-${k}`),
            topArt: 'vorlage',
            titel: VORLAGEN.find((x) => x.schluessel === k)?.betreff ?? k,
            bezug: d.id(k),
            beratung:
              v.beratungsfolge.find((x) => x.gremium === d.b.state<Sitzung>(d.id(name)).gremium)?.id ?? null,
            vor: anfragen,
            nachtragGrund: null,
            erweiterung: null,
          });
        }
        for (const k of nichtoeffentlich)
          d.b.run(zeit, d.ratsbuero, 'sitzung_nichtoeffentlich', d.id(`${name}-n`), {
            type: 'addNichtoeffentlichenTop',
            id: d.id(`${name}-top-${k}`),
            topArt: 'vorlage',
            titel: VORLAGEN.find((x) => x.schluessel === k)?.betreff ?? k,
            neutralerTitel: 'Grundstücksangelegenheit',
            bezug: d.id(k),
            beratung: null,
            begriffe: ['Muster Werft', 'Flurstück 113'],
            vor: null,
            nachtragGrund: null,
            erweiterung: null,
          });
      },
    },
  ];
}

function versand(d: Welt, name: 'bua' | 'rat', tag: Tag): Akt[] {
  const kuerzel = name === 'bua' ? 'BUA' : 'Rat';
  // the bodies are founded before anything else, but this plan is made before they are: read the file
  const datei = d.q.gremien.gremien.find((g) => g.kuerzel === kuerzel);
  if (!datei) return [];
  const letzter = letzterLadungstag(at(tag, '17:00'), datei.regeln.ladung).letzterTag;
  const heraus = werktagVor(letzter);
  return [
    {
      zeit: at(heraus, '14:00'),
      tun: (zeit) => {
        const s = d.b.state<Sitzung>(d.id(name));
        const gremium = d.b.state<Gremium>(s.gremium);
        const rahmen = rahmenOf(d, zeit);
        // the dispatched file is readable by everyone; members get the real titles with the full package
        const einladung = printEinladung(
          s,
          gremium,
          { nichtoeffentlich: null, verkuerzungGrund: null },
          rahmen,
        );
        const dokument = d.b.print(zeit, `Einladung ${kuerzel} ${tag}.pdf`, einladung);
        d.b.run(zeit, d.ratsbuero, 'sitzung', d.id(name), {
          type: 'sendEinladung',
          dokument,
          versand: gremium.mitglieder.map((m, i) => ({
            person: m.person,
            weg: i % 9 === 4 ? 'post' : 'portal',
          })),
          verkuerzungGrund: null,
        });
      },
    },
    {
      zeit: at(heraus, '15:30'),
      tun: (zeit) => {
        const s = d.b.state<Sitzung>(d.id(name));
        const druck = printBekanntmachung(s, rahmenOf(d, zeit));
        d.b.run(zeit, d.ratsbuero, 'sitzung', d.id(name), {
          type: 'publishBekanntmachung',
          dokument: d.b.print(zeit, `Bekanntmachung ${kuerzel} ${tag}.pdf`, druck),
          wo: 'Internetseite der Stadt und Aushang am Rathaus',
        });
        // the council's letters have not all been confirmed yet
        const offen = name === 'rat' ? 4 : 0;
        for (const z of s.zustellungen.slice(0, s.zustellungen.length - offen))
          d.b.run(zeit, d.ratsbuero, 'sitzung', d.id(name), {
            type: 'recordZustellung',
            person: z.person,
            weg: z.weg,
            um: zeit,
            nachweis: z.weg === 'portal' ? 'Lesebestätigung des Portals' : 'Einlieferungsbeleg',
            dokument: null,
          });
      },
    },
  ];
}
