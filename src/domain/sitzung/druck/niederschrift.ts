import { formatTag, formatZeitpunkt, tagOf } from '../../shared/dates.ts';
import {
  links,
  type Abschnitt,
  type Block,
  type DruckDokument,
  type Unterschriftsfeld,
} from '../../shared/druck.ts';
import type { Unterschriftsregel } from '../gremium/schema.ts';
import type { Dringlichkeitsentscheidung } from '../dringlichkeit/state.ts';
import type { Niederschrift, NiederschriftPunkt } from '../niederschrift/state.ts';
import { isLeer } from '../text/bloecke.ts';
import type { Druckrahmen } from './rahmen.ts';
import { absaetze, asAbschnitte, dokument } from './rahmen.ts';

const ROLLE: Readonly<Record<Unterschriftsregel['rollen'][number], string>> = {
  vorsitz: 'Vorsitz',
  schriftfuehrung: 'Schriftführung',
  buergermeister: 'Bürgermeisterin/Bürgermeister',
  mitglied: 'Ratsmitglied',
};

/** Signature fields in the order of the rule; the PDF gets them before the first signature. */
const unterschriften = (rollen: Unterschriftsregel['rollen']): Block => ({
  art: 'unterschriften',
  felder: rollen.map((r): Unterschriftsfeld => ({
    feld: `Unterschrift${r[0]?.toUpperCase()}${r.slice(1)}`,
    bezeichnung: ROLLE[r],
  })),
});

function kopf(n: Niederschrift): readonly Abschnitt[] {
  const i = n.inhalt;
  return [
    {
      ebene: 1,
      ueberschrift: 'Anwesenheit',
      bloecke: [
        {
          art: 'tabelle',
          titel: 'Anwesende',
          kopf: [links('Name', 4), links('Eigenschaft', 4), links('Fraktion', 2), links('Zeit', 3)],
          zeilen: i.anwesende.map((a) => [
            a.vertritt ? `${a.name} (für ${a.vertritt})` : a.name,
            a.sitz,
            a.fraktion,
            a.zeiten,
          ]),
        },
        ...absaetze(i.entschuldigt.length > 0 ? `Es fehlen: ${i.entschuldigt.join(', ')}.` : ''),
      ],
    },
    {
      ebene: 1,
      ueberschrift: 'Ladung und Beschlussfähigkeit',
      bloecke: absaetze(i.ladung, ...i.beschlussfaehigkeit),
    },
  ];
}

function punkt(p: NiederschriftPunkt): readonly Abschnitt[] {
  const bezug = p.bezugNummer ? ` (${p.bezugNummer})` : '';
  const vorher = absaetze(
    p.herkunft,
    p.befangen.length > 0 ? `Befangen: ${p.befangen.join('; ')}.` : '',
    p.tischvorlagen.length > 0 ? `Tischvorlagen: ${p.tischvorlagen.join('; ')}.` : '',
  );
  const [erster, ...weitere] = asAbschnitte(`${p.nummer} ${p.titel}${bezug}`, 2, p.protokoll);
  const ergebnis = absaetze(
    p.abweichung ? `Abweichend von der Empfehlung: ${p.abweichung}` : '',
    ...p.abstimmungen.map((a) => `Abstimmung: ${a}.`),
    p.ausgang ? `Ergebnis: ${p.ausgang}.` : '',
  );
  const beschluss = isLeer(p.beschluss) ? [] : asAbschnitte('Beschluss', 3, p.beschluss);
  const alle: Abschnitt[] = [
    ...(erster ? [{ ...erster, bloecke: [...vorher, ...erster.bloecke] }] : []),
    ...weitere,
    ...beschluss,
  ];
  const letzter = alle.at(-1);
  return letzter ? [...alle.slice(0, -1), { ...letzter, bloecke: [...letzter.bloecke, ...ergebnis] }] : [];
}

/** A draft to read, or the document that is presented for signing and then never changes. */
export type Druckzweck = 'entwurf' | 'zurUnterschrift';

/** Minutes or an extract of one part, with room for the signatures the rule asks for. */
export function printNiederschrift(n: Niederschrift, zweck: Druckzweck, rahmen: Druckrahmen): DruckDokument {
  const was = n.form === 'auszug' ? 'Auszug aus der Niederschrift' : 'Niederschrift';
  const teil = n.teil === 'oeffentlich' ? 'öffentlicher Teil' : 'nichtöffentlicher Teil';
  return dokument(rahmen, {
    titel: was,
    untertitel: `${n.gremiumName}, ${formatTag(n.sitzungstag)}, ${teil}`,
    meta: [
      { name: 'Beginn', wert: n.inhalt.beginn },
      { name: 'Ende', wert: n.inhalt.ende },
      { name: 'Ort', wert: n.inhalt.ort },
      { name: 'Leitung', wert: n.inhalt.leitung },
      { name: 'Schriftführung', wert: n.inhalt.schriftfuehrung },
    ],
    abschnitte: [
      ...(n.form === 'auszug' ? [] : kopf(n)),
      { ebene: 1, ueberschrift: 'Beratung und Beschlüsse', bloecke: [] },
      ...n.inhalt.punkte.flatMap(punkt),
      {
        ebene: 1,
        ueberschrift: 'Unterschriften',
        bloecke: [...absaetze(n.inhalt.schlussbemerkung), unterschriften(n.regel?.rollen ?? [])],
      },
    ],
    hinweise: n.regel
      ? [`Unterschriften: ${n.regel.norm}${n.regel.geprueft ? '' : ' (nicht geprüft)'}.`]
      : [],
    wasserzeichen: zweck === 'entwurf' ? 'Entwurf' : null,
    inhaltsverzeichnis: n.inhalt.punkte.length > 8,
  });
}

/** Decision under § 60 GO NRW with its reasons and the two signature fields. */
export function printDringlichkeitsentscheidung(
  d: Dringlichkeitsentscheidung,
  zweck: Druckzweck,
  rahmen: Druckrahmen,
): DruckDokument {
  return dokument(rahmen, {
    titel: 'Dringlichkeitsentscheidung',
    untertitel: d.betreff,
    meta: [
      { name: 'Nummer', wert: d.nummer ?? 'vorläufig' },
      { name: 'anstelle', wert: d.gremiumName },
      { name: 'Stand', wert: formatZeitpunkt(rahmen.stand) },
    ],
    abschnitte: [
      ...asAbschnitte('Entscheidung', 1, d.beschluss),
      { ebene: 1, ueberschrift: 'Grund der Dringlichkeit', bloecke: absaetze(d.dringlichkeit) },
      ...(d.anstelle === 'rat'
        ? [
            {
              ebene: 1 as const,
              ueberschrift: 'Warum der Hauptausschuss nicht rechtzeitig tagen konnte',
              bloecke: absaetze(d.hauptausschussGrund),
            },
          ]
        : []),
      { ebene: 1, ueberschrift: 'Unterschriften', bloecke: [unterschriften(['buergermeister', 'mitglied'])] },
    ],
    hinweise: [
      'Die Entscheidung ist dem Gremium in der nächsten Sitzung zur Genehmigung vorzulegen (§ 60 Abs. 1 GO NRW).',
      ...(d.sitzungstag ? [`Vorgesehen für den ${formatTag(d.sitzungstag)}.`] : []),
      ...(d.entschiedenAm ? [`Getroffen am ${formatTag(tagOf(d.entschiedenAm))}.`] : []),
    ],
    wasserzeichen: zweck === 'entwurf' ? 'Entwurf' : null,
  });
}
