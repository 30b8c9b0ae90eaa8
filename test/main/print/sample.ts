import type { DruckDokument } from '../../../src/domain/shared/druck.ts';

const absatz = (text: string) => ({ art: 'absatz', text }) as const;

/** A Vergabevermerk with everything the printer knows: invented names and figures. */
export const vermerk: DruckDokument = {
  titel: 'Vergabevermerk',
  untertitel: 'Ersatz von sechs Defibrillatoren (AED) für die Verwaltungsgebäude & Außenstellen',
  absender: [
    'Stadt Musterhafen',
    'Die Bürgermeisterin · Fachdienst 11 Zentrale Dienste · Zentrale Vergabestelle',
  ],
  meta: [
    { name: 'Laufzettel', wert: 'LZ-2026-0417' },
    { name: 'Stand', wert: '16.07.2026, 09:12 Uhr' },
    { name: 'Fassung', wert: '2 (ersetzt Fassung 1)' },
    { name: 'Auftragswert netto', wert: '9.600,00 €' },
    { name: 'Vergabeart', wert: 'Verhandlungsvergabe ohne Teilnahmewettbewerb' },
    { name: 'Bedarfsstelle', wert: 'FD 11 Zentrale Dienste' },
  ],
  abschnitte: [
    {
      ebene: 1,
      ueberschrift: '1. Bedarf',
      bloecke: [
        absatz(
          'Die sechs AED-Geräte in den Verwaltungsgebäuden sind abgeschrieben; die Herstellergarantie endete am 30.06.2026. Der Fachdienst 32 empfiehlt den Ersatz vor Beginn der Heizperiode. Größere Straßenüberführungsbauwerke sind nicht betroffen.',
        ),
        {
          art: 'hinweis',
          stufe: 'info',
          text: 'Die Mittel stehen im Haushalt 2026 bei Buchungsstelle 1110.0821 bereit.',
        },
      ],
    },
    {
      ebene: 1,
      ueberschrift: '2. Marktübersicht und Angebote',
      bloecke: [
        {
          art: 'tabelle',
          titel: 'Eingegangene Angebote mit Preis und Punkten',
          kopf: [
            { text: 'Bieter', ausrichtung: 'links', breite: 40 },
            { text: 'Angebot vom', ausrichtung: 'links', breite: 22 },
            { text: 'Preis netto', ausrichtung: 'rechts', breite: 22 },
            { text: 'Punkte', ausrichtung: 'rechts', breite: 16 },
          ],
          zeilen: [
            ['MedTech Nord GmbH', '06.07.2026', '9.600,00 €', '94'],
            ['Hansa Rettungstechnik KG', '07.07.2026', '10.200,00 €', '88'],
            ['Safetec Vertrieb e. K.', '08.07.2026', '11.400,00 €', '81'],
          ],
        },
      ],
    },
    {
      ebene: 2,
      ueberschrift: '2.1 Eignung',
      bloecke: [
        {
          art: 'angaben',
          angaben: [
            { name: 'Ausschlussgründe', wert: 'keine; Eigenerklärung vom 06.07.2026' },
            { name: 'Wettbewerbsregister', wert: 'abgefragt am 09.07.2026, kein Eintrag' },
            { name: 'Referenzen', wert: 'drei vergleichbare Lieferungen an Kommunen seit 2023' },
          ],
        },
      ],
    },
    {
      ebene: 1,
      ueberschrift: '3. Vergabeart',
      bloecke: [
        absatz(
          'Der Auftragswert liegt unter der Wertgrenze der Dienstanweisung Vergabe (25.000 Euro netto).',
        ),
        {
          art: 'liste',
          nummeriert: true,
          punkte: [
            'Schätzung nach § 3 VgV, netto und ohne Aufteilung',
            'drei Unternehmen aufgefordert',
            'Verhandlung entbehrlich, da alle Angebote vollständig und auskömmlich sind und die Leistung eindeutig beschrieben war, so dass Rückfragen nicht nötig wurden',
          ],
        },
        {
          art: 'liste',
          nummeriert: false,
          punkte: ['Aufteilung in Lose: nein', 'Nebenangebote: nicht zugelassen'],
        },
        { art: 'hinweis', stufe: 'warnung', text: 'Die Bindefrist endet am 31.07.2026.' },
        { art: 'hinweis', stufe: 'gut', text: 'Alle Erklärungen nach § 6 VgV liegen vor.' },
      ],
    },
    {
      ebene: 1,
      ueberschrift: '4. Zuschlagsvorschlag und Unterschriften',
      bloecke: [
        absatz('Der Zuschlag soll auf das wirtschaftlichste Angebot der MedTech Nord GmbH erteilt werden.'),
        {
          art: 'unterschriften',
          felder: [
            { feld: 'Mitzeichnung1', bezeichnung: 'Mitzeichnung, Fachdienstleitung 32' },
            { feld: 'Mittelbestaetigung', bezeichnung: 'Mittelbestätigung, Fachdienst 20 Finanzen' },
            { feld: 'Schlusszeichnung', bezeichnung: 'Schlusszeichnung, Bürgermeisterin' },
          ],
        },
      ],
    },
  ],
  anlagen: [
    {
      nummer: 1,
      bezeichnung: 'Leistungsbeschreibung',
      dateiname: 'Leistungsbeschreibung_AED.pdf',
      sha256: '3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea',
      bytes: 214_551,
    },
    {
      nummer: 2,
      bezeichnung: 'Angebot MedTech Nord GmbH',
      dateiname: 'Angebot.pdf',
      sha256: 'e'.repeat(64),
      bytes: 1_402_000,
    },
  ],
  hinweise: ['Die Wertgrenzen der Dienstanweisung sind Übungsdaten und nicht geprüft.'],
  wasserzeichen: 'Übung',
  fusszeile: 'LZ-2026-0417 · Vergabevermerk · Fassung 2, ersetzt Fassung 1 · Stand 16.07.2026, 09:12 Uhr',
  sprache: 'de',
  inhaltsverzeichnis: true,
};
