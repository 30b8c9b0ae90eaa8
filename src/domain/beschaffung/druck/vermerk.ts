import { formatTag, formatZeitpunkt } from '../../shared/dates.ts';
import {
  links,
  rechts,
  type Abschnitt,
  type Angabe,
  type Block,
  type DruckDokument,
} from '../../shared/druck.ts';
import { formatEuro } from '../../shared/money.ts';
import { findEinheit } from '../../organisation/verzeichnis.ts';
import { describeAdressat } from '../../umlauf/decide/kontext.ts';
import { signaturfeldOf } from '../../umlauf/ansicht.ts';
import type { Laufwegvorschlag } from '../../umlauf/laufweg.ts';
import { MERKMALNAMEN } from '../decide/umlauf.ts';
import { DOKUMENTART_NAMEN } from '../schema.ts';
import type { Laufzettel } from '../state.ts';
import { currentVersion, vorhandene } from '../state.ts';
import type { Vergabearten } from '../tabellen.ts';
import { PHASEN_NAMEN, checkVermerk, phaseReached } from '../vermerk.ts';
import { bruttoOf, bruttoOfSchaetzung } from '../wert.ts';
import { absenderOf, metaOf, wasserzeichenOf, type Druckkontext } from './rahmen.ts';

/**
 * The Vergabevermerk of the current part: what is needed, its value, the procedure, the twelve items of
 * § 8 (2) VgV, and the route with the reason for each step. `laufweg` null: not known yet.
 */
export function vermerkModel(
  s: Laufzettel,
  arten: Vergabearten | null,
  laufweg: Laufwegvorschlag | null,
  k: Druckkontext,
): DruckDokument {
  return {
    titel: 'Vergabevermerk',
    untertitel: `${s.angaben.titel} – Teil „${PHASEN_NAMEN[s.phase]}“`,
    absender: absenderOf(s),
    meta: metaOf(s, k),
    abschnitte: [
      ueberblick(s, arten, k),
      bedarf(s),
      auftragswert(s),
      verfahren(s, arten),
      mittel(s),
      pflichtangaben(s, arten),
      ...(laufweg ? [laufwegAbschnitt(laufweg, k), unterschriften(laufweg)] : []),
    ],
    anlagen: anlagenOf(s),
    hinweise: hinweiseOf(s, laufweg),
    wasserzeichen: wasserzeichenOf(s, k),
    fusszeile: `${s.nummer ?? 'Laufzettel ohne Nummer'} · Stand ${formatZeitpunkt(k.jetzt)}`,
    sprache: 'de',
    inhaltsverzeichnis: true,
  };
}

const abschnitt = (ueberschrift: string, bloecke: readonly Block[]): Abschnitt => ({
  ebene: 1,
  ueberschrift,
  bloecke,
});

const absatz = (text: string): Block => ({ art: 'absatz', text: text === '' ? 'Keine Angabe.' : text });

function ueberblick(s: Laufzettel, arten: Vergabearten | null, k: Druckkontext): Abschnitt {
  const a = s.angaben;
  const einheit = k.v && a.bedarfsstelle ? findEinheit(k.v, a.bedarfsstelle) : null;
  const leistung = MERKMALNAMEN['leistungsart']?.werte?.[a.leistungsart ?? ''] ?? '–';
  return abschnitt('Auf einen Blick', [
    {
      art: 'angaben',
      angaben: [
        { name: 'Gegenstand', wert: a.titel },
        {
          name: 'Bedarfsstelle',
          wert: einheit ? `${einheit.kuerzel} ${einheit.name}` : s.bedarfsstelleKuerzel,
        },
        {
          name: 'Auftragswert netto',
          wert: a.schaetzung ? formatEuro(a.schaetzung.betragCent) : 'nicht geschätzt',
        },
        {
          name: 'Auftragswert brutto',
          wert: a.schaetzung ? formatEuro(bruttoOfSchaetzung(a.schaetzung)) : '–',
        },
        { name: 'Leistungsart', wert: leistung },
        { name: 'Vergabeart', wert: vergabeartName(s, arten) },
        { name: 'CPV', wert: a.cpv.join(', ') || '–' },
        { name: 'Lieferung bis', wert: a.lieferungBis ? formatTag(a.lieferungBis) : '–' },
        ...(a.lieferant === '' ? [] : [{ name: 'Lieferant', wert: a.lieferant }]),
        ...herkunftAngaben(s),
      ],
    },
  ]);
}

function herkunftAngaben(s: Laufzettel): readonly Angabe[] {
  if (s.herkunft.art !== 'eforms') return [];
  const { bekanntmachung, version, verfahren } = s.herkunft;
  return [{ name: 'Bekanntmachung', wert: `${bekanntmachung}-${version}, Verfahren ${verfahren}` }];
}

const vergabeartName = (s: Laufzettel, arten: Vergabearten | null): string =>
  arten?.arten.find((v) => v.code === s.angaben.vergabeart)?.bezeichnung ?? s.angaben.vergabeart ?? '–';

const bedarf = (s: Laufzettel): Abschnitt => abschnitt('Bedarf', [absatz(s.angaben.bedarf)]);

function auftragswert(s: Laufzettel): Abschnitt {
  const a = s.angaben;
  const schaetzung = a.schaetzung;
  if (!schaetzung) return abschnitt('Auftragswert', [absatz('')]);
  const zeilen = [
    ...a.lose.map((l, i) => ({ name: `Los ${i + 1}: ${l.bezeichnung}`, cent: l.nettoCent })),
    ...a.optionen.map((o) => ({ name: `Option: ${o.bezeichnung}`, cent: o.nettoCent })),
  ];
  const betrag = (cent: number | null) => (cent === null ? '–' : formatEuro(cent));
  return abschnitt('Auftragswert', [
    {
      art: 'angaben',
      angaben: [
        { name: 'Geschätzt am', wert: schaetzung.tag ? formatTag(schaetzung.tag) : '–' },
        { name: 'Methode', wert: schaetzung.methode },
        { name: 'Umsatzsteuer', wert: `${schaetzung.ustProzent} %` },
      ],
    },
    {
      art: 'tabelle',
      titel: 'Zusammensetzung des geschätzten Auftragswerts',
      kopf: [links('Bestandteil', 5), rechts('netto', 2), rechts('brutto', 2)],
      zeilen: [
        ...zeilen.map((z) => [
          z.name,
          betrag(z.cent),
          z.cent === null ? '–' : formatEuro(bruttoOf(z.cent, schaetzung.ustProzent)),
        ]),
        ['Gesamt', formatEuro(schaetzung.betragCent), formatEuro(bruttoOfSchaetzung(schaetzung))],
      ],
    },
    ...(a.ergebnis
      ? [absatz(`Ergebnis: ${a.ergebnis.bieter}, ${formatEuro(a.ergebnis.nettoCent)} netto.`)]
      : []),
  ]);
}

function verfahren(s: Laufzettel, arten: Vergabearten | null): Abschnitt {
  const art = arten?.arten.find(
    (v) =>
      v.code === s.angaben.vergabeart &&
      s.angaben.leistungsart !== null &&
      v.leistungsarten.includes(s.angaben.leistungsart),
  );
  return abschnitt('Verfahren', [
    {
      art: 'angaben',
      angaben: [
        { name: 'Vergabeart', wert: vergabeartName(s, arten) },
        { name: 'Grundlage', wert: art ? art.norm + (art.geprueft ? '' : ' (nicht geprüft)') : '–' },
      ],
    },
    absatz(s.angaben.vergabeartBegruendung || 'Keine gesonderte Begründung.'),
    ...s.hinweise.map((h): Block => ({
      art: 'hinweis',
      stufe: 'warnung',
      text: `${h.text}. Begründung: ${h.begruendung}`,
    })),
  ]);
}

const mittel = (s: Laufzettel): Abschnitt =>
  abschnitt('Haushaltsmittel', [
    {
      art: 'angaben',
      angaben: [
        { name: 'Haushaltsstelle', wert: s.angaben.haushaltsstelle || '–' },
        {
          name: 'Haushaltsjahr',
          wert: s.angaben.haushaltsjahr === null ? '–' : String(s.angaben.haushaltsjahr),
        },
        { name: 'Förderung', wert: s.angaben.foerderung || 'keine' },
      ],
    },
  ]);

/** The twelve items; what belongs to a later part says so instead of looking forgotten. */
function pflichtangaben(s: Laufzettel, arten: Vergabearten | null): Abschnitt {
  return {
    ...abschnitt('Pflichtangaben nach § 8 Abs. 2 VgV', []),
    bloecke: [
      {
        art: 'tabelle',
        titel: 'Zwölf Pflichtangaben mit ihrem Stand',
        kopf: [links('Nr.', 1), links('Angabe', 4), links('Inhalt', 6), links('Quelle', 4)],
        zeilen: checkVermerk(s, arten).map((p) => [
          String(p.nummer),
          p.bezeichnung,
          p.anzeige,
          // what a later part brings has no source yet
          phaseReached(s.phase, p.abPhase) ? p.quelle : '',
        ]),
      },
    ],
  };
}

function laufwegAbschnitt(laufweg: Laufwegvorschlag, k: Druckkontext): Abschnitt {
  const tag = laufweg.laufweg.gueltigAb;
  return abschnitt('Laufweg', [
    absatz(
      `Gebildet aus Fassung ${laufweg.laufweg.fassung} der Laufwegregeln, gültig ab ${formatTag(tag)} (${laufweg.laufweg.quelle}).`,
    ),
    {
      art: 'tabelle',
      titel: 'Schritte des Laufwegs mit ihrer Begründung',
      kopf: [links('Nr.', 1), links('Schritt', 4), links('Zuständig', 4), links('Warum', 6)],
      zeilen: laufweg.schritte.map((one, i) => [
        String(i + 1),
        one.bezeichnung,
        describeAdressat(k.v, one.adressat, k.jetzt.slice(0, 10)),
        one.regeln.map((r) => `${r.warum}. Regel ${r.regel}, ${r.norm}`).join(' '),
      ]),
    },
  ]);
}

const unterschriften = (laufweg: Laufwegvorschlag): Abschnitt => ({
  ...abschnitt('Zeichnungen', [
    {
      art: 'unterschriften',
      felder: laufweg.schritte
        .filter((one) => one.zeichnung === 'pdf')
        .map((one) => ({ feld: signaturfeldOf(one.id, 0), bezeichnung: one.bezeichnung })),
    },
  ]),
  neueSeite: true,
});

/** Everything in the file but the Vermerk of this part and the protocol. */
function anlagenOf(s: Laufzettel): DruckDokument['anlagen'] {
  return vorhandene(s)
    .filter((d) => !(d.art === 'vergabevermerk' && d.phase === s.phase) && d.art !== 'umlaufprotokoll')
    .map((d, i) => {
      const { dateiname, sha256, bytes, version } = currentVersion(d);
      return {
        nummer: i + 1,
        bezeichnung: `${DOKUMENTART_NAMEN[d.art]}, Fassung ${version}`,
        dateiname,
        sha256,
        bytes,
      };
    });
}

function hinweiseOf(s: Laufzettel, laufweg: Laufwegvorschlag | null): readonly string[] {
  const hinweise = ['Maßgeblich ist der Auftragswert ohne Umsatzsteuer (§ 3 VgV).'];
  if (laufweg && !laufweg.laufweg.geprueft) {
    hinweise.push(`Die Laufwegregeln sind nicht geprüft: ${laufweg.laufweg.quelle}.`);
  }
  if (s.nummer === null) hinweise.push('Die Nummer wird bei der Bestätigung durch die Zentrale vergeben.');
  return hinweise;
}
