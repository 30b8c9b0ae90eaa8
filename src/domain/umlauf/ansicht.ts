import type { Verzeichnis } from '../organisation/verzeichnis.ts';
import { assertNever } from '../shared/result.ts';
import type { StatusStufe, Tag, Zeitpunkt } from '../shared/vorgang.ts';
import { describeAdressat, nameOf } from './decide/kontext.ts';
import { SCHRITTART_NAMEN } from './entscheidung.ts';
import type { Regelbezug, Zeichnungsart, Schrittart } from './schema.ts';
import type { Schritt, Umlauf, Zeichnung } from './state.ts';
import { gueltigeZeichnung } from './state.ts';

/** One row of the route panel. All texts are ready to show. */
export interface Laufwegzeile {
  readonly id: string;
  readonly nummer: number;
  readonly gruppe: number;
  /** runs beside others */
  readonly parallel: boolean;
  readonly art: Schrittart;
  readonly artName: string;
  readonly bezeichnung: string;
  readonly status: { readonly code: Schritt['status']; readonly text: string; readonly stufe: StatusStufe };
  /** whom it addresses, in words */
  readonly adressat: string;
  readonly pflicht: boolean;
  readonly zeichnung: Zeichnungsart;
  readonly faellig: Tag | null;
  readonly ueberfaellig: boolean;
  /** who decided, with mark: „Carsten Wehmeyer i. V. Ines Holm“; null while open */
  readonly entschiedenVon: string | null;
  readonly entscheidung: string | null;
  readonly positiv: boolean | null;
  readonly bemerkung: string;
  readonly zeit: Zeitpunkt | null;
  readonly nachweis: Zeichnung['nachweis'];
  /** earlier decisions here that were superseded */
  readonly fruehere: readonly {
    readonly von: string;
    readonly entscheidung: string;
    readonly zeit: Zeitpunkt;
    readonly grund: string;
    readonly sha256: string | null;
  }[];
  /** why this step: the rules that ask for it, or who added it and why */
  readonly warum: readonly Regelbezug[];
  readonly hinzugefuegt: string | null;
  readonly erinnertAm: Zeitpunkt | null;
  readonly umgeleitet: readonly { readonly von: string; readonly grund: string; readonly zeit: Zeitpunkt }[];
}

export interface Laufwegansicht {
  readonly zeilen: readonly Laufwegzeile[];
  readonly erledigt: number;
  readonly gesamt: number;
  readonly laufweg: Umlauf['laufweg'];
  readonly status: Umlauf['status'];
}

/** Rows of the route panel, in order. `v` null: names stay out. */
export function describeRoute(u: Umlauf, v: Verzeichnis | null, heute: Tag): Laufwegansicht {
  const zeilen = u.schritte.map((s) => describeSchritt(u, s, v, heute));
  // Nobody waits for a voluntary note, so it does not hold up the count either.
  const zaehlt = u.schritte.filter(
    (s) =>
      s.status === 'erledigt' || (s.status !== 'uebersprungen' && (s.pflicht || s.art !== 'Kenntnisnahme')),
  );
  return {
    zeilen,
    erledigt: zaehlt.filter((s) => s.status === 'erledigt').length,
    gesamt: zaehlt.length,
    laufweg: u.laufweg,
    status: u.status,
  };
}

function describeSchritt(u: Umlauf, s: Schritt, v: Verzeichnis | null, heute: Tag): Laufwegzeile {
  const z = gueltigeZeichnung(s);
  return {
    id: s.id,
    nummer: s.nummer,
    gruppe: s.gruppe,
    parallel: u.schritte.some((o) => o.id !== s.id && o.gruppe === s.gruppe),
    art: s.art,
    artName: SCHRITTART_NAMEN[s.art],
    bezeichnung: s.bezeichnung,
    status: describeStatus(u, s, heute),
    adressat: describeAdressat(v, s.adressat, heute),
    pflicht: s.pflicht,
    zeichnung: s.zeichnung,
    faellig: s.faellig,
    ueberfaellig: isUeberfaellig(s, heute),
    entschiedenVon: z ? formatZeichner(z) : null,
    entscheidung: z?.entscheidungText ?? null,
    positiv: z?.positiv ?? null,
    bemerkung: z?.bemerkung ?? '',
    zeit: z?.zeit ?? null,
    nachweis: z?.nachweis ?? null,
    fruehere: s.zeichnungen
      .filter((one) => one.ersetzt !== null)
      .map((one) => ({
        von: formatZeichner(one),
        entscheidung: one.entscheidungText,
        zeit: one.zeit,
        grund: one.ersetzt?.grund ?? '',
        sha256: one.nachweis?.sha256 ?? null,
      })),
    warum: s.regeln,
    hinzugefuegt: s.adHoc ? `Hinzugefügt von ${nameOf(v, s.adHoc.durch)}: ${s.adHoc.grund}` : null,
    erinnertAm: u.erinnerungen.findLast((e) => e.schritt === s.id)?.zeit ?? null,
    umgeleitet: s.frueherAn.map((f) => ({
      von: describeAdressat(v, f.adressat, heute),
      grund: f.grund,
      zeit: f.zeit,
    })),
  };
}

const isUeberfaellig = (s: Schritt, heute: Tag): boolean =>
  s.status === 'aktuell' && s.faellig !== null && s.faellig < heute;

function describeStatus(u: Umlauf, s: Schritt, heute: Tag): Laufwegzeile['status'] {
  switch (s.status) {
    case 'zukuenftig':
      return { code: s.status, text: 'Steht noch aus', stufe: 'ruht' };
    case 'aktuell':
      if (s.art === 'Kenntnisnahme') return { code: s.status, text: 'Zur Kenntnis', stufe: 'wartet' };
      if (u.status !== 'laeuft') return { code: s.status, text: 'Angehalten', stufe: 'warnung' };
      return isUeberfaellig(s, heute)
        ? { code: s.status, text: 'Überfällig', stufe: 'warnung' }
        : { code: s.status, text: 'Ist an der Reihe', stufe: 'wartet' };
    case 'erledigt': {
      const z = gueltigeZeichnung(s);
      if (z && !z.positiv) return { code: s.status, text: 'Abgelehnt', stufe: 'fehler' };
      return z?.nachweis?.vorlaeufig
        ? { code: s.status, text: 'Erledigt, Prüfung vorläufig', stufe: 'warnung' }
        : { code: s.status, text: 'Erledigt', stufe: 'gut' };
    }
    case 'uebersprungen':
      return { code: s.status, text: `Übersprungen: ${s.uebersprungen?.grund ?? ''}`, stufe: 'ruht' };
    default:
      return assertNever(s.status);
  }
}

/** „Carsten Wehmeyer i. V. Ines Holm“: both names stay. */
export const formatZeichner = (z: Pick<Zeichnung, 'name' | 'wie' | 'fuerName'>): string =>
  z.wie === 'selbst' ? z.name : `${z.name} ${z.wie} ${z.fuerName}`;

/**
 * Name of the signature field of a step in the PDF: letters and digits only. A step that is signed again
 * after a return gets a field of its own, because the first one stays signed.
 */
export const signaturfeldOf = (id: string, fruehere: number): string =>
  `Schritt${id.replace(/[^A-Za-z0-9]/g, '')}${fruehere === 0 ? '' : `x${fruehere + 1}`}`;
