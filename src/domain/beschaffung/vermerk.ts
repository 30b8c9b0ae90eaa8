import { formatEuro } from '../shared/money.ts';
import { reject } from '../shared/rejection.ts';
import type { Phase } from './schema.ts';
import { PHASEN } from './schema.ts';
import type { Laufzettel } from './state.ts';
import type { Vergabearten } from './tabellen.ts';
import { bruttoOfSchaetzung } from './wert.ts';

/** One of the twelve items of § 8 (2) sentence 2 VgV, as it stands in a slip. */
export interface Vermerkstand {
  readonly nummer: number;
  readonly bezeichnung: string;
  readonly norm: string;
  /** from which part of the procedure on it can be answered */
  readonly abPhase: Phase;
  /** null: not decided yet */
  readonly zutreffend: boolean | null;
  readonly text: string;
  /** where the text comes from: entered here, or taken from which field */
  readonly quelle: string;
  readonly vollstaendig: boolean;
  /** what prints and screens show: never more than somebody said or the form itself proves */
  readonly anzeige: string;
}

interface Punkt {
  readonly nummer: number;
  readonly bezeichnung: string;
  readonly abPhase: Phase;
}

/** Own short names of the items; the law is cited, not repeated. */
const PUNKTE: readonly Punkt[] = [
  { nummer: 1, bezeichnung: 'Auftraggeber, Gegenstand und Wert', abPhase: 'bedarf' },
  { nummer: 2, bezeichnung: 'Berücksichtigte Bewerber oder Bieter und Gründe', abPhase: 'vorschlag' },
  { nummer: 3, bezeichnung: 'Nicht berücksichtigte Angebote, Anträge und Gründe', abPhase: 'vorschlag' },
  { nummer: 4, bezeichnung: 'Ungewöhnlich niedrige Angebote', abPhase: 'vorschlag' },
  { nummer: 5, bezeichnung: 'Erfolgreicher Bieter, Gründe, Unteraufträge', abPhase: 'vorschlag' },
  { nummer: 6, bezeichnung: 'Gründe für Verhandlungsverfahren oder Dialog', abPhase: 'bedarf' },
  { nummer: 7, bezeichnung: 'Gründe für den Verzicht auf den Teilnahmewettbewerb', abPhase: 'bedarf' },
  { nummer: 8, bezeichnung: 'Verzicht auf die Vergabe', abPhase: 'vorschlag' },
  { nummer: 9, bezeichnung: 'Andere als elektronische Mittel', abPhase: 'bedarf' },
  { nummer: 10, bezeichnung: 'Interessenkonflikte und Abhilfe', abPhase: 'bedarf' },
  { nummer: 11, bezeichnung: 'Zusammenfassung mehrerer Lose', abPhase: 'bedarf' },
  { nummer: 12, bezeichnung: 'Nicht angegebene Gewichtung der Kriterien', abPhase: 'vorschlag' },
];

export const normOf = (nummer: number): string => `§ 8 Abs. 2 Satz 2 Nr. ${nummer} VgV`;

export const PHASEN_NAMEN: Readonly<Record<Phase, string>> = {
  bedarf: 'Bedarf und Verfahren',
  vorschlag: 'Wertung und Vergabevorschlag',
  zuschlag: 'Zuschlag',
};

export const phaseReached = (phase: Phase, ab: Phase): boolean => PHASEN.indexOf(phase) >= PHASEN.indexOf(ab);

/** All twelve items with their state. Items of a later part count as complete until that part begins. */
export function checkVermerk(s: Laufzettel, arten: Vergabearten | null): readonly Vermerkstand[] {
  return PUNKTE.map((p) => {
    const eigen = s.vermerk[p.nummer];
    const abgeleitet = derive(s, p.nummer, arten);
    const zutreffend = eigen?.zutreffend ?? abgeleitet.zutreffend;
    const text = eigen?.text ? eigen.text : abgeleitet.text;
    const beantwortet = zutreffend === false || (zutreffend === true && text !== '');
    const erreicht = phaseReached(s.phase, p.abPhase);
    const angegeben = eigen !== undefined && (eigen.text !== '' || eigen.zutreffend !== null);
    return {
      ...p,
      norm: normOf(p.nummer),
      zutreffend,
      text,
      quelle: angegeben ? 'eigene Angabe' : abgeleitet.quelle,
      vollstaendig: !erreicht || beantwortet,
      anzeige:
        !erreicht && !angegeben
          ? `Folgt im Teil „${PHASEN_NAMEN[p.abPhase]}“.`
          : zutreffend === false
            ? angegeben || abgeleitet.belegt
              ? 'Nicht zutreffend.'
              : 'Keine Angabe.'
            : text === ''
              ? 'Noch offen.'
              : text,
    };
  });
}

/** Refuses to start a route while an item is empty; names the numbers. */
export function requireVermerk(s: Laufzettel, arten: Vergabearten | null): ReturnType<typeof reject> | null {
  const leer = checkVermerk(s, arten).filter((p) => !p.vollstaendig);
  const [erster] = leer;
  return erster
    ? reject(
        'beschaffung.vermerk-unvollstaendig',
        { nummern: leer.map((p) => `Nr. ${p.nummer} (${p.bezeichnung})`).join(', ') },
        `vermerk.${erster.nummer}`,
      )
    : null;
}

interface Abgeleitet {
  readonly zutreffend: boolean | null;
  readonly text: string;
  readonly quelle: string;
  /** a „not applicable“ that the form proves; else nobody said anything */
  readonly belegt?: boolean;
}

/** What follows from the form, so that nothing is typed twice. */
function derive(s: Laufzettel, nummer: number, arten: Vergabearten | null): Abgeleitet {
  const a = s.angaben;
  const art = arten?.arten.find((v) => v.code === a.vergabeart);
  const entfaellt = (quelle: string): Abgeleitet => ({ zutreffend: false, text: '', quelle, belegt: true });
  // The law asks for items 8 to 12 only where there is something to say, so silence is lawful; but it is
  // printed as silence, not as a statement.
  const schweigen: Abgeleitet = { zutreffend: false, text: '', quelle: 'nur gegebenenfalls nötig' };
  const offen: Abgeleitet = { zutreffend: null, text: '', quelle: '' };
  switch (nummer) {
    case 1: {
      if (a.auftraggeber === '' || a.titel === '' || a.schaetzung === null) {
        return { zutreffend: true, text: '', quelle: '' };
      }
      const wert = `${formatEuro(a.schaetzung.betragCent)} netto (${formatEuro(bruttoOfSchaetzung(a.schaetzung))} brutto)`;
      return {
        zutreffend: true,
        text: `${a.auftraggeber}; ${a.titel}; geschätzter Auftragswert ${wert}`,
        quelle: 'Auftraggeber, Gegenstand, Schätzung',
      };
    }
    case 5:
      return a.ergebnis && a.ergebnis.bieter !== ''
        ? {
            zutreffend: true,
            text: `${a.ergebnis.bieter}, ${formatEuro(a.ergebnis.nettoCent)} netto`,
            quelle: 'Ergebnis',
          }
        : offen;
    case 6:
      return art?.verhandlung
        ? { zutreffend: true, text: a.vergabeartBegruendung, quelle: 'Begründung der Vergabeart' }
        : art
          ? entfaellt(`Vergabeart „${art.bezeichnung}“`)
          : schweigen;
    case 7:
      return art?.ohneTeilnahmewettbewerb
        ? { zutreffend: true, text: a.vergabeartBegruendung, quelle: 'Begründung der Vergabeart' }
        : art
          ? entfaellt(`Vergabeart „${art.bezeichnung}“`)
          : schweigen;
    case 10:
      return deriveKonflikte(s) ?? { ...schweigen, quelle: 'bisher kein Konflikt erklärt (§ 6 VgV)' };
    case 8:
      return a.ergebnis ? entfaellt('Ergebnis: Zuschlag vorgesehen') : schweigen;
    case 11:
      return a.lose.length < 2 ? entfaellt('keine Lose gebildet') : schweigen;
    case 9:
    case 12:
      return schweigen;
    default:
      return offen;
  }
}

/** Declared conflicts and who took over are facts of the route; they need not be entered again. */
function deriveKonflikte(s: Laufzettel): Abgeleitet | null {
  const umlaeufe = [...s.fruehereUmlaeufe.map((f) => f.umlauf), ...(s.umlauf ? [s.umlauf] : [])];
  const konflikte = umlaeufe.flatMap((u) => u.erklaerungen.filter((e) => e.ergebnis === 'konflikt'));
  if (konflikte.length === 0) return null;
  return {
    zutreffend: true,
    text: konflikte.map((k) => `${k.name}: ${k.text}; von der Mitwirkung ausgeschlossen`).join('. '),
    quelle: 'Erklärungen im Umlauf (§ 6 VgV)',
  };
}
