import { adressatScopes } from '../organisation/scopes.ts';
import { assertNever } from '../shared/result.ts';
import type { Aufgabe, Projection, VorgangId } from '../shared/vorgang.ts';
import { aufgabenOf, faelligOf, lesbarOf } from '../umlauf/aufgaben.ts';
import { aktuelleSchritte } from '../umlauf/state.ts';
import type { Laufzettel } from './state.ts';
import { currentVersion, vorhandene } from './state.ts';
import { aehnlichkeitsmerkmale } from './stueckelung.ts';
import { bruttoOfSchaetzung, nettoOf } from './wert.ts';

/** How a slip looks in lists, in the Arbeitskorb, in search, and who may read it. */
export function projectLaufzettel(s: Laufzettel, vorgang: VorgangId): Projection {
  const a = s.angaben;
  const aktuell = s.umlauf ? aktuelleSchritte(s.umlauf).filter((x) => x.art !== 'Kenntnisnahme') : [];
  const erledigt = s.umlauf?.schritte.filter((x) => x.status === 'erledigt').length ?? 0;
  const gesamt = s.umlauf?.schritte.filter((x) => x.status !== 'uebersprungen').length ?? 0;
  const ruht = s.status === 'zurueckgezogen';
  return {
    nummer: s.nummer,
    titel: a.titel,
    untertitel: aktuell.map((x) => x.bezeichnung).join(', ') || describeStatus(s).text,
    status: describeStatus(s),
    faellig: faelligOf(s.umlauf),
    aufgaben: aufgaben(s),
    termine: [],
    suchtext: suchtext(s, vorgang),
    lesbar: lesbar(s),
    abgeschlossen: s.status === 'abgeschlossen' || ruht,
    felder: {
      wertNetto: nettoOf(a),
      wertBrutto: a.schaetzung ? bruttoOfSchaetzung(a.schaetzung) : null,
      vergabeart: a.vergabeart,
      leistungsart: a.leistungsart,
      bedarfsstelle: s.bedarfsstelleKuerzel === '' ? null : s.bedarfsstelleKuerzel,
      bedarfsstelleId: a.bedarfsstelle,
      haushaltsstelle: a.haushaltsstelle,
      haushaltsjahr: a.haushaltsjahr,
      cpv: a.cpv[0] ?? null,
      lieferant: a.lieferant,
      phase: s.phase,
      angelegtVon: s.angelegtVon,
      angelegtAm: s.angelegtAm,
      schritt: aktuell.map((x) => x.bezeichnung).join(', ') || null,
      fortschritt: gesamt === 0 ? null : `${erledigt} von ${gesamt}`,
      erledigt,
      gesamt,
    },
    // A withdrawn slip is no order: it must not count as one of several similar ones.
    merkmale: ruht
      ? []
      : [
          ...aehnlichkeitsmerkmale(a),
          ...(s.herkunft.art === 'eforms' ? [`bekanntmachung:${s.herkunft.bekanntmachung}`] : []),
        ],
  };
}

export function describeStatus(s: Laufzettel): Projection['status'] {
  switch (s.status) {
    case 'entwurf':
      return { code: s.status, text: 'Entwurf', stufe: 'entwurf' };
    case 'imUmlauf':
      return { code: s.status, text: 'Im Umlauf', stufe: 'laeuft' };
    case 'angehalten':
      return { code: s.status, text: 'Angehalten', stufe: 'warnung' };
    case 'zurueckgegeben':
      return { code: s.status, text: 'Zurückgegeben', stufe: 'warnung' };
    case 'gezeichnet':
      return { code: s.status, text: 'Vollständig gezeichnet', stufe: 'gut' };
    case 'abgeschlossen':
      return { code: s.status, text: 'Zu den Akten', stufe: 'ruht' };
    case 'zurueckgezogen':
      return { code: s.status, text: 'Zurückgezogen', stufe: 'ruht' };
    default:
      return assertNever(s.status);
  }
}

function aufgaben(s: Laufzettel): readonly Aufgabe[] {
  const fuer = { person: s.angelegtVon };
  switch (s.status) {
    case 'entwurf':
      return [
        {
          id: 'entwurf',
          fuer,
          art: 'bearbeiten',
          text: 'Entwurf fertigstellen und Umlauf starten',
          faellig: null,
          seit: s.fruehereUmlaeufe.at(-1)?.umlauf.beendet?.zeit ?? s.angelegtAm,
        },
      ];
    case 'gezeichnet':
      return [
        {
          id: 'abschliessen',
          fuer,
          art: 'bearbeiten',
          text: 'Weiteren Teil beginnen oder zu den Akten nehmen',
          faellig: null,
          seit: s.umlauf?.beendet?.zeit ?? s.angelegtAm,
        },
        ...aufgabenOf(s.umlauf),
      ];
    case 'imUmlauf':
    case 'angehalten':
    case 'zurueckgegeben':
      return aufgabenOf(s.umlauf);
    case 'abgeschlossen':
    case 'zurueckgezogen':
      return [];
    default:
      return assertNever(s.status);
  }
}

/** Everything somebody may look for; also the words of the decisions. */
function suchtext(s: Laufzettel, vorgang: VorgangId): string {
  const a = s.angaben;
  const umlaeufe = [...s.fruehereUmlaeufe.map((f) => f.umlauf), ...(s.umlauf ? [s.umlauf] : [])];
  return [
    s.nummer ?? '',
    a.titel,
    a.bedarf,
    a.lieferant,
    a.haushaltsstelle,
    a.foerderung,
    a.auftraggeber,
    a.ergebnis?.bieter ?? '',
    ...a.cpv,
    ...a.lose.map((l) => l.bezeichnung),
    ...vorhandene(s).map((d) => currentVersion(d).dateiname),
    ...Object.values(s.vermerk).map((p) => p.text),
    ...umlaeufe.flatMap((u) =>
      u.schritte.flatMap((x) => [x.bezeichnung, ...x.zeichnungen.map((z) => z.bemerkung)]),
    ),
    s.herkunft.art === 'eforms' ? `${s.herkunft.bekanntmachung} ${s.herkunft.verfahren}` : '',
    vorgang,
  ]
    .filter((t) => t !== '')
    .join(' ');
}

/** Whoever made it, the tendering unit, the procurement office, the audit office, and those on the route. */
function lesbar(s: Laufzettel): readonly string[] {
  const umlaeufe = [...s.fruehereUmlaeufe.map((f) => f.umlauf), ...(s.umlauf ? [s.umlauf] : [])];
  const { bedarfsstelle } = s.angaben;
  return [
    ...new Set([
      `person:${s.angelegtVon}`,
      ...(bedarfsstelle === null ? [] : [`einheit:${bedarfsstelle}`]),
      ...adressatScopes({ rolle: 'vergabestelle' }),
      // A draft is nobody else's business yet; what was on its way the audit office may always see.
      ...(umlaeufe.length > 0 ? adressatScopes({ rolle: 'rechnungspruefung' }) : []),
      ...umlaeufe.flatMap(lesbarOf),
    ]),
  ];
}
