import { addDays, formatTag, formatZeitpunkt, instantOf } from '../shared/dates.ts';
import { addArbeitstage } from '../shared/feiertage.ts';
import { reject } from '../shared/rejection.ts';
import type { Rechtsgrundlage } from '../shared/legal.ts';
import type { Tag, Zeitpunkt } from '../shared/vorgang.ts';

type Mangel = ReturnType<typeof reject> | null;

/** A deadline with the rule it follows; the day of dispatch itself never counts. */
export interface Frist {
  readonly bezeichnung: string;
  /** the last day of the period; it ends with this day */
  readonly ende: Tag;
  readonly tage: number;
  readonly grundlage: Rechtsgrundlage;
}

export interface Fristeingabe {
  readonly verfahren: 'offen' | 'nicht-offen' | 'verhandlung';
  /** for two-stage procedures: requests to participate, or tenders after the invitation */
  readonly schritt: 'angebot' | 'teilnahme';
  readonly elektronisch: boolean;
  /** duly substantiated urgency */
  readonly dringend: boolean;
}

export interface Mindestfrist {
  readonly tage: number;
  readonly norm: string;
  /** false: recalled, not read in the source */
  readonly geprueft: boolean;
}

/**
 * Shortest period for tenders or requests above the EU thresholds, in days after the day of dispatch.
 * Source: §§ 15 to 17 VgV.
 */
export function mindestfrist(e: Fristeingabe): Mindestfrist {
  switch (e.verfahren) {
    case 'offen':
      if (e.dringend) return { tage: 15, norm: '§ 15 Abs. 3 VgV', geprueft: true };
      return e.elektronisch
        ? { tage: 30, norm: '§ 15 Abs. 4 VgV', geprueft: true }
        : { tage: 35, norm: '§ 15 Abs. 2 VgV', geprueft: true };
    case 'nicht-offen':
    case 'verhandlung': {
      const paragraf = e.verfahren === 'nicht-offen' ? '§ 16' : '§ 17';
      if (e.schritt === 'teilnahme') {
        return e.dringend
          ? { tage: 15, norm: `${paragraf} Abs. 3 VgV`, geprueft: true }
          : { tage: 30, norm: `${paragraf} Abs. 2 VgV`, geprueft: true };
      }
      if (e.dringend) return { tage: 10, norm: `${paragraf} VgV, Dringlichkeit`, geprueft: true };
      return e.elektronisch
        ? { tage: 25, norm: `${paragraf} VgV, elektronische Angebote`, geprueft: false }
        : { tage: 30, norm: `${paragraf} VgV`, geprueft: true };
    }
  }
}

/**
 * The earliest lawful end of the bid period: counting begins on the day after dispatch, and a last day that is a
 * Saturday, Sunday or holiday gives way to the next working day.
 * Source: § 82 VgV with Art. 3 (1) and (4) of Regulation (EEC, Euratom) 1182/71.
 */
export function angebotsfrist(absendung: Tag, e: Fristeingabe): Frist {
  const { tage, norm, geprueft } = mindestfrist(e);
  const letzter = addDays(absendung, tage);
  const ende = addArbeitstage(letzter, 0);
  return {
    bezeichnung: e.schritt === 'teilnahme' ? 'Teilnahmefrist' : 'Angebotsfrist',
    ende,
    tage,
    grundlage: {
      norm,
      geprueft,
      hinweis: `gerechnet ab dem Tag nach der Absendung; der Tag der Absendung zählt nicht${
        ende === letzter ? '' : `; der ${formatTag(letzter)} ist kein Arbeitstag (§ 82 VgV)`
      }`,
    },
  };
}

/** Is the chosen end of the bid period late enough? Names the earliest date. */
export function checkAngebotsfrist(absendung: Tag, ende: Tag, e: Fristeingabe): Mangel {
  const frist = angebotsfrist(absendung, e);
  if (ende >= frist.ende) return null;
  return reject(
    'beschaffung.angebotsfrist-zu-kurz',
    {
      frist: frist.bezeichnung,
      ende: formatTag(ende),
      fruehestens: formatTag(frist.ende),
      tage: frist.tage,
      ab: formatTag(addDays(absendung, 1)),
      norm: frist.grundlage.norm,
    },
    'angebotsfrist',
  );
}

/**
 * Waiting period before an award: 15 calendar days, 10 if sent electronically, from the day after dispatch (§ 134 GWB).
 * § 82 VgV speaks of the periods of the VgV only, so this one may end on a Sunday.
 */
export function wartefrist(versand: Tag, elektronisch: boolean): Frist {
  const tage = elektronisch ? 10 : 15;
  return {
    bezeichnung: 'Wartefrist vor Zuschlag',
    ende: addDays(versand, tage),
    tage,
    grundlage: { norm: '§ 134 Abs. 2 GWB', geprueft: true, hinweis: 'beginnt am Tag nach der Absendung' },
  };
}

/** Last day bidders are bound; above 30 days below the thresholds of works only with reasons (VOB/A § 10). */
export function bindefrist(fristende: Tag, tage: number): Frist {
  return {
    bezeichnung: 'Bindefrist',
    ende: addDays(fristende, tage),
    tage,
    grundlage: { norm: '§ 10 VOB/A', geprueft: false, hinweis: 'über 30 Tage nur mit Begründung' },
  };
}

export function checkBindefrist(tage: number, begruendung: string): Mangel {
  return tage > 30 && begruendung === ''
    ? reject('beschaffung.bindefrist-begruendung', { tage }, 'bindefrist')
    : null;
}

/** Tenders are opened after the deadline, by at least two people of the authority (§ 55 VgV). */
export function checkOeffnung(frist: Zeitpunkt, jetzt: Zeitpunkt, personen: readonly string[]): Mangel {
  if (jetzt < frist) return reject('beschaffung.oeffnung-zu-frueh', { frist: formatZeitpunkt(frist) });
  return new Set(personen).size < 2 ? reject('beschaffung.oeffnung-zweite-person') : null;
}

/** What an award depends on; every part is known to the caller. */
export interface Zuschlagslage {
  /** null: no letters needed (below the thresholds) */
  readonly schreiben: {
    readonly anzahl: number;
    readonly versandt: number;
    readonly letzterVersand: Tag | null;
    readonly elektronisch: boolean;
  } | null;
  readonly bindefristEnde: Tag | null;
  /** decisions that must be there and positive, in words: „Prüfung RPA“, „Beschluss Hauptausschuss“ */
  readonly entscheidungen: readonly { readonly name: string; readonly positiv: boolean | null }[];
  readonly personen: readonly string[];
}

/** May the contract be awarded on that day? (§ 58 (5) VgV, § 134 GWB) */
export function checkZuschlag(z: Zuschlagslage, tag: Tag): Mangel {
  const fehlend = z.entscheidungen.find((e) => e.positiv === null);
  if (fehlend) return reject('beschaffung.zuschlag-entscheidung-fehlt', { was: fehlend.name });
  const negativ = z.entscheidungen.find((e) => e.positiv === false);
  if (negativ) return reject('beschaffung.zuschlag-entscheidung-negativ', { was: negativ.name });
  if (z.schreiben) {
    const { anzahl, versandt, letzterVersand, elektronisch } = z.schreiben;
    if (versandt < anzahl || letzterVersand === null) {
      return reject('beschaffung.zuschlag-schreiben', { versandt, anzahl });
    }
    const frist = wartefrist(letzterVersand, elektronisch);
    if (tag <= frist.ende) {
      return reject('beschaffung.zuschlag-wartefrist', {
        fruehestens: formatTag(addDays(frist.ende, 1)),
        ende: formatTag(frist.ende),
      });
    }
  }
  if (z.bindefristEnde !== null && tag > z.bindefristEnde) {
    return reject('beschaffung.zuschlag-bindefrist', { ende: formatTag(z.bindefristEnde) });
  }
  return new Set(z.personen).size < 2 ? reject('beschaffung.zuschlag-zweite-person') : null;
}

/** The instant at which a local day ends; deadlines that name a day run until then. */
export const endeDesTages = (tag: Tag): Zeitpunkt =>
  instantOf(addDays(tag, 1), '00:00') ?? `${tag}T23:59:59.999Z`;
