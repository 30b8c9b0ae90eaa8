import { formatTag, formatZeitpunkt } from '../../shared/dates.ts';
import { links, rechts, type Abschnitt, type Block, type DruckDokument } from '../../shared/druck.ts';
import { formatEuro } from '../../shared/money.ts';
import { formatZeichner } from '../../umlauf/ansicht.ts';
import { describeAdressat, nameOf } from '../../umlauf/decide/kontext.ts';
import { SCHRITTART_NAMEN } from '../../umlauf/entscheidung.ts';
import { NIVEAU_NAMEN } from '../../umlauf/niveau.ts';
import type { Schritt, Umlauf, Zeichnung } from '../../umlauf/state.ts';
import { findSchritt, gueltigeZeichnung } from '../../umlauf/state.ts';
import { absenderOf, metaOf, wasserzeichenOf, type Druckkontext } from './rahmen.ts';
import { readMittel } from '../mittel.ts';
import type { Phase } from '../schema.ts';
import type { Dokument, Dokumentversion, Laufzettel } from '../state.ts';
import { currentVersion } from '../state.ts';
import { PHASEN_NAMEN } from '../vermerk.ts';

/**
 * The closing Umlaufprotokoll: every step of every part with decision, remark and signature, also the
 * superseded ones, and every version of every document with its hash. It is what makes the signed PDF and
 * the detached records one story.
 */
export function protokollModel(s: Laufzettel, k: Druckkontext): DruckDokument {
  const teile = [...s.fruehereUmlaeufe, ...(s.umlauf ? [{ phase: s.phase, umlauf: s.umlauf }] : [])];
  return {
    titel: 'Umlaufprotokoll',
    untertitel: s.angaben.titel,
    absender: absenderOf(s),
    meta: [
      ...metaOf(s, k),
      {
        name: 'Auftragswert netto',
        wert: s.angaben.schaetzung ? formatEuro(s.angaben.schaetzung.betragCent) : '–',
      },
    ],
    abschnitte: [
      ...teile.flatMap((t, i) => umlaufAbschnitte(t, i + 1, k)),
      dokumente(s),
      hinweisAbschnitt(s, k),
    ],
    anlagen: [],
    hinweise: [
      'Die Prüfsummen (SHA-256) bezeichnen genau die Fassungen, die gezeigt und gezeichnet wurden.',
      'Parallele Schritte sind mit einem eigenen Zeichnungssatz signiert, nacheinander folgende im PDF.',
    ],
    wasserzeichen: wasserzeichenOf(s, k),
    fusszeile: `${s.nummer ?? 'Laufzettel ohne Nummer'} · Umlaufprotokoll · ${formatZeitpunkt(k.jetzt)}`,
    sprache: 'de',
    inhaltsverzeichnis: teile.length > 1,
  };
}

function umlaufAbschnitte(
  teil: { readonly phase: Phase; readonly umlauf: Umlauf },
  nummer: number,
  k: Druckkontext,
): readonly Abschnitt[] {
  const u = teil.umlauf;
  const ersetzt = u.schritte.flatMap((s) =>
    s.zeichnungen.filter((z) => z.ersetzt !== null).map((z) => ({ s, z })),
  );
  const unter = (ueberschrift: string, bloecke: readonly Block[]): Abschnitt => ({
    ebene: 2,
    ueberschrift,
    bloecke,
  });
  return [
    {
      ebene: 1,
      ueberschrift: `Umlauf ${nummer}: ${PHASEN_NAMEN[teil.phase]}`,
      bloecke: [
        {
          art: 'angaben',
          angaben: [
            { name: 'Eingereicht von', wert: nameOf(k.v, u.initiator) },
            { name: 'Begonnen', wert: formatZeitpunkt(u.begonnenAm) },
            { name: 'Beendet', wert: u.beendet ? formatZeitpunkt(u.beendet.zeit) : 'nicht beendet' },
            { name: 'Ausgang', wert: AUSGANG[u.status] },
            {
              name: 'Regeln',
              wert: `Laufwegregeln, Fassung ${u.laufweg.fassung}, gültig ab ${formatTag(u.laufweg.gueltigAb)}${u.laufweg.geprueft ? '' : ' (nicht geprüft)'}`,
            },
          ],
        },
      ],
    },
    unter('Schritte', [schritteTabelle(u, k)]),
    unter('Signaturen', [signaturenTabelle(u)]),
    ...(ersetzt.length > 0 ? [unter('Ersetzte Zeichnungen', [ersetzteTabelle(ersetzt)])] : []),
    ...(u.rueckgaben.length > 0 ? [unter('Rückgaben', [rueckgaben(u)])] : []),
    ...(u.rueckfragen.length > 0 ? [unter('Rückfragen', [rueckfragen(u, k)])] : []),
    ...(u.erklaerungen.length > 0 ? [unter('Erklärungen nach § 6 VgV', [erklaerungen(u)])] : []),
  ];
}

const AUSGANG: Readonly<Record<Umlauf['status'], string>> = {
  laeuft: 'läuft noch',
  angehalten: 'angehalten',
  abgeschlossen: 'alle Schritte erledigt',
  zurueckgegeben: 'an die einreichende Person zurückgegeben',
  zurueckgezogen: 'zurückgezogen',
};

function schritteTabelle(u: Umlauf, k: Druckkontext): Block {
  return {
    art: 'tabelle',
    titel: 'Alle Schritte mit Entscheidung und Bemerkung',
    kopf: [
      links('Nr.', 1),
      links('Schritt', 5),
      links('Entscheidung', 4),
      links('Wer, wann', 6),
      links('Bemerkung', 4),
    ],
    zeilen: u.schritte.map((s) => {
      const z = gueltigeZeichnung(s);
      return [
        String(s.nummer),
        nameOfSchritt(s),
        z?.entscheidungText ?? offenText(s),
        z
          ? [formatZeichner(z), z.funktion, formatZeitpunkt(z.zeit)].filter((t) => t !== '').join(', ')
          : describeAdressat(k.v, s.adressat, k.jetzt.slice(0, 10)),
        z ? bemerkungOf(z) : (s.uebersprungen?.grund ?? ''),
      ];
    }),
  };
}

/** With its kind, unless the name already says it. */
const nameOfSchritt = (s: Schritt): string => {
  const art = SCHRITTART_NAMEN[s.art];
  return s.bezeichnung.includes(art) ? s.bezeichnung : `${s.bezeichnung} (${art})`;
};

const offenText = (s: Schritt): string => (s.status === 'uebersprungen' ? 'übersprungen' : 'offen');

/** Remark, and the confirmed funds where the decision carries them. */
function bemerkungOf(z: Zeichnung): string {
  const mittel = readMittel(z.zusatz ?? undefined);
  const text = mittel
    ? `${formatEuro(mittel.betragCent)}, Konto ${mittel.konto}, Haushaltsjahr ${mittel.haushaltsjahr}`
    : '';
  return [z.bemerkung, text].filter((t) => t !== '').join('; ');
}

function signaturenTabelle(u: Umlauf): Block {
  const zeilen = u.schritte.flatMap((s) => {
    const z = gueltigeZeichnung(s);
    if (!z?.nachweis) return [];
    const wo = z.nachweis.art === 'pdf' ? `im PDF, Fassung ${z.nachweis.version ?? '–'}` : 'Zeichnungssatz';
    const was = `${z.nachweis.zertifikatName}, ${niveauText(z.nachweis.niveau)}, ${pruefungText(z)}`;
    return [[`${s.bezeichnung} (${wo})`, was, z.nachweis.sha256]];
  });
  if (zeilen.length === 0) return { art: 'absatz', text: 'Keine Signaturen.' };
  return {
    art: 'tabelle',
    titel: 'Signaturen mit Prüfergebnis und Prüfsumme',
    kopf: [links('Schritt', 5), links('Zertifikat, Niveau, Prüfung', 6), links('SHA-256', 6)],
    zeilen,
  };
}

const niveauText = (niveau: string): string =>
  (NIVEAU_NAMEN as Readonly<Record<string, string>>)[niveau] ?? niveau;

/** The validator's verdict in words, with its code (ETSI EN 319 102-1) where it is not a plain yes. */
function pruefungText(z: Zeichnung): string {
  const { indication, subIndication, vorlaeufig } = z.nachweis ?? {};
  const urteil =
    indication === 'TOTAL_PASSED'
      ? 'gültig'
      : indication === 'INDETERMINATE'
        ? `unversehrt, nicht abschließend geprüft (${subIndication ?? 'ohne Angabe'})`
        : `ungültig (${subIndication ?? 'ohne Angabe'})`;
  return vorlaeufig ? `${urteil}, vorläufig` : urteil;
}

const ersetzteTabelle = (ersetzt: readonly { readonly s: Schritt; readonly z: Zeichnung }[]): Block => ({
  art: 'tabelle',
  titel: 'Zeichnungen, die durch eine Rückgabe ersetzt wurden',
  kopf: [
    links('Schritt', 3),
    links('Wer', 3),
    links('Entscheidung', 3),
    links('Wann', 3),
    links('Ersetzt, weil', 4),
    links('SHA-256', 6),
  ],
  zeilen: ersetzt.map(({ s, z }) => [
    s.bezeichnung,
    formatZeichner(z),
    z.entscheidungText,
    formatZeitpunkt(z.zeit),
    `${z.ersetzt?.grund ?? ''} (${z.ersetzt ? formatZeitpunkt(z.ersetzt.zeit) : ''})`,
    z.nachweis?.sha256 ?? '–',
  ]),
});

const rueckgaben = (u: Umlauf): Block => ({
  art: 'tabelle',
  titel: 'Rückgaben mit Begründung',
  kopf: [links('Wann', 3), links('Wer', 3), links('An', 4), links('Grund', 6)],
  zeilen: u.rueckgaben.map((r) => [
    formatZeitpunkt(r.zeit),
    r.name,
    r.ziel === 'initiator' ? 'einreichende Person' : (findSchritt(u, r.ziel)?.bezeichnung ?? r.ziel),
    r.grund,
  ]),
});

const rueckfragen = (u: Umlauf, k: Druckkontext): Block => ({
  art: 'tabelle',
  titel: 'Rückfragen und Antworten',
  kopf: [links('Wann', 3), links('Von', 3), links('Frage', 5), links('Antwort', 5)],
  zeilen: u.rueckfragen.map((r) => [
    formatZeitpunkt(r.zeit),
    nameOf(k.v, r.von),
    r.text,
    r.antwort ? `${r.antwort.text} (${nameOf(k.v, r.antwort.von)})` : 'offen',
  ]),
});

const erklaerungen = (u: Umlauf): Block => ({
  art: 'tabelle',
  titel: 'Erklärungen zu Interessenkonflikten',
  kopf: [links('Wann', 3), links('Wer', 4), links('Erklärung', 5)],
  zeilen: u.erklaerungen.map((e) => [
    formatZeitpunkt(e.zeit),
    e.name,
    e.ergebnis === 'keine' ? 'kein Interessenkonflikt' : `Interessenkonflikt: ${e.text}`,
  ]),
});

function dokumente(s: Laufzettel): Abschnitt {
  return {
    ebene: 1,
    ueberschrift: 'Dokumente und Fassungen',
    bloecke: [
      {
        art: 'tabelle',
        titel: 'Alle Dokumente mit allen Fassungen und Prüfsummen',
        kopf: [links('Datei', 5), rechts('Fassung', 2), links('Entstanden', 4), links('SHA-256', 5)],
        zeilen: s.dokumente.flatMap((d) =>
          d.versionen.map((v) => [
            v.dateiname,
            String(v.version),
            `${formatZeitpunkt(v.zeit)}${v.schritt === null ? herkunft(d, v) : ', durch Signatur'}`,
            v.sha256,
          ]),
        ),
      },
    ],
  };
}

const herkunft = (d: Dokument, { version, aufgewertet }: Dokumentversion): string => {
  if (aufgewertet) return ', Zeitstempel und Prüfdaten ergänzt';
  const entfernt = d.entfernt !== null && version === currentVersion(d).version ? ', später entfernt' : '';
  return `${version === 1 ? ', hinzugefügt' : ', ersetzt'}${entfernt}`;
};

const hinweisAbschnitt = (s: Laufzettel, k: Druckkontext): Abschnitt => ({
  ebene: 1,
  ueberschrift: 'Bestätigte Hinweise',
  bloecke:
    s.hinweise.length === 0
      ? [{ art: 'absatz', text: 'Keine.' }]
      : s.hinweise.map((h) => ({
          art: 'hinweis',
          stufe: 'warnung',
          text: `${h.text}. ${nameOf(k.v, h.durch)}, ${formatZeitpunkt(h.zeit)}: ${h.begruendung}`,
        })),
});
