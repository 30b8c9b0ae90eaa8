import { formatTag, formatZeitpunkt, tagOf } from '../../shared/dates.ts';
import { links, type Abschnitt, type Angabe, type DruckDokument } from '../../shared/druck.ts';
import { letzterLadungstag } from '../gremium/ladungsfrist.ts';
import { regelnAm } from '../gremium/mitglieder.ts';
import type { Gremium } from '../gremium/schema.ts';
import type { Teil } from '../grundtypen.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import type { Sitzung } from '../sitzung/state.ts';
import { nummern, teilOf } from '../sitzung/tagesordnung.ts';
import type { Druckrahmen } from './rahmen.ts';
import { absaetze, dokument } from './rahmen.ts';

const FORM: Readonly<Record<Sitzung['form'], string>> = {
  praesenz: 'Präsenzsitzung',
  hybrid: 'hybride Sitzung',
  digital: 'digitale Sitzung',
};

const meta = (s: Sitzung): readonly Angabe[] => [
  { name: 'Gremium', wert: s.gremiumName },
  { name: 'Sitzung', wert: s.titel },
  { name: 'Beginn', wert: formatZeitpunkt(s.beginn) },
  { name: 'Ort', wert: s.ort },
  { name: 'Form', wert: FORM[s.form] },
];

/** Agenda of one part; `titel` gives an item its real title where the reader may know it. */
function tagesordnung(s: Sitzung, teil: Teil, titel: (id: string) => string | null): readonly Abschnitt[] {
  const n = nummern(s.tagesordnung);
  const tops = teilOf(s.tagesordnung, teil);
  if (tops.length === 0) return [];
  return [
    {
      ebene: 1,
      ueberschrift: teil === 'oeffentlich' ? 'Öffentlicher Teil' : 'Nichtöffentlicher Teil',
      bloecke: [
        {
          art: 'tabelle',
          titel: `Tagesordnung, ${teil === 'oeffentlich' ? 'öffentlicher' : 'nichtöffentlicher'} Teil`,
          kopf: [links('TOP', 1), links('Gegenstand', 7), links('Vorlage', 2)],
          zeilen: tops.map((t) => [n[t.id] ?? '', titel(t.id) ?? t.titel, t.bezugNummer ?? '']),
        },
      ],
    },
  ];
}

/** § 49 Abs. 2 GO NRW: the invitation to a second meeting must say what it means. */
const hinweisWiederholung = (s: Sitzung): readonly string[] =>
  s.wiederholungVon === null
    ? []
    : [
        'Zu dieser Sitzung wird wegen Beschlussunfähigkeit zum zweiten Mal über denselben Gegenstand eingeladen. ' +
          'Der Rat oder Ausschuss ist in dieser Sitzung ohne Rücksicht auf die Zahl der Erschienenen beschlussfähig (§ 49 Abs. 2 GO NRW).',
      ];

/**
 * Invitation to the members. With `nichtoeffentlich` it names the real titles of the non-public items and
 * is for members only; without it the neutral ones stand there.
 */
export function printEinladung(
  s: Sitzung,
  gremium: Gremium,
  angaben: {
    readonly nichtoeffentlich: NichtoeffentlicheSitzung | null;
    /** reason of a shortened period, before the invitation is out */
    readonly verkuerzungGrund: string | null;
  },
  rahmen: Druckrahmen,
): DruckDokument {
  const { nichtoeffentlich } = angaben;
  const frist = letzterLadungstag(s.beginn, regelnAm(gremium, tagOf(s.beginn)).ladung);
  const real = (id: string) => nichtoeffentlich?.punkte.find((p) => p.id === id)?.titel ?? null;
  const verkuerzung = s.einladung?.verkuerzungGrund ?? angaben.verkuerzungGrund;
  return dokument(rahmen, {
    titel: 'Einladung',
    untertitel: `${s.gremiumName}, ${formatTag(tagOf(s.beginn))}`,
    meta: meta(s),
    abschnitte: [
      {
        ebene: 1,
        ueberschrift: 'Einladung zur Sitzung',
        bloecke: absaetze(
          `Sie sind zur Sitzung des Gremiums „${s.gremiumName}“ am ${formatZeitpunkt(s.beginn)} eingeladen.`,
          ...hinweisWiederholung(s),
          verkuerzung ? `Die Ladungsfrist ist verkürzt: ${verkuerzung}` : '',
        ),
      },
      ...tagesordnung(s, 'oeffentlich', () => null),
      ...tagesordnung(s, 'nichtoeffentlich', real),
    ],
    hinweise: [
      `Letzter Tag der Ladung: ${formatTag(frist.letzterTag)} (${frist.norm}${frist.geprueft ? '' : ', nicht geprüft'}).`,
      'Wer verhindert oder befangen ist (§ 31 GO NRW), teilt dies bitte unaufgefordert mit.',
    ],
    wasserzeichen: nichtoeffentlich ? 'Vertraulich' : null,
  });
}

/** Public notice of time, place and agenda (§ 48 Abs. 1 GO NRW): neutral titles only. */
export function printBekanntmachung(s: Sitzung, rahmen: Druckrahmen): DruckDokument {
  return dokument(rahmen, {
    titel: 'Öffentliche Bekanntmachung',
    untertitel: `Sitzung: ${s.gremiumName}`,
    meta: meta(s),
    abschnitte: [
      {
        ebene: 1,
        ueberschrift: 'Zeit, Ort und Tagesordnung',
        bloecke: absaetze(
          `Am ${formatZeitpunkt(s.beginn)} findet eine Sitzung des Gremiums „${s.gremiumName}“ statt. Ort: ${s.ort}.`,
          ...hinweisWiederholung(s),
        ),
      },
      ...tagesordnung(s, 'oeffentlich', () => null),
      ...tagesordnung(s, 'nichtoeffentlich', () => null),
    ],
    hinweise: ['Der öffentliche Teil ist für alle zugänglich (§ 48 Abs. 2 GO NRW).'],
  });
}
