import { z } from 'zod';
import { adressaten } from '../organisation/vertretung.ts';
import { einheitenAufwaerts } from '../organisation/einheiten.ts';
import { formatRolle } from '../organisation/rollen.ts';
import type { Verzeichnis } from '../organisation/verzeichnis.ts';
import { formatTag } from '../shared/dates.ts';
import { formatEuro } from '../shared/money.ts';
import type { Rejection } from '../shared/rejection.ts';
import { reject } from '../shared/rejection.ts';
import type { Result } from '../shared/result.ts';
import { ok } from '../shared/result.ts';
import type { Adressat, Tag } from '../shared/vorgang.ts';
import type { Fassung } from '../stammdaten/tabelle.ts';
import type { Laufwegbezug, Regelbezug, SchrittPlan } from './schema.ts';
import { gruppeSchema, schrittartSchema, zeichnungsartSchema } from './schema.ts';

/** One condition on a feature of the Vorgang; all conditions of a rule must hold. */
const bedingungSchema = z.object({
  merkmal: z.string().min(1),
  /** numbers: from this value on (inclusive) */
  ab: z.number().optional(),
  /** numbers: above this value (exclusive) */
  ueber: z.number().optional(),
  /** numbers: up to this value (inclusive) */
  bis: z.number().optional(),
  /** numbers: below this value (exclusive) */
  unter: z.number().optional(),
  /** texts: one of these */
  in: z.array(z.string()).optional(),
});
export type Bedingung = z.infer<typeof bedingungSchema>;

/**
 * Table of rules that builds a route, e.g. `beschaffung.laufwege`. Each rule asks for one step; several
 * rules may ask for the same step (same `schritt.id`), and it then cites them all.
 */
export const laufwegeSchema = z.object({
  gruppen: z.array(gruppeSchema),
  regeln: z
    .array(
      z.object({
        regel: z.string().min(1),
        warum: z.string().min(1),
        norm: z.string().min(1),
        geprueft: z.boolean(),
        wenn: z.array(bedingungSchema),
        schritt: z.object({
          id: z.string().min(1),
          gruppe: z.number().int(),
          art: schrittartSchema,
          bezeichnung: z.string().min(1),
          /** `bereich: 'einheit'`: who holds the role for the unit concerned, or the nearest one above it */
          adressat: z.object({
            rolle: z.string().min(1),
            bereich: z.literal('einheit').nullable(),
          }),
          pflicht: z.boolean(),
          fristTage: z.number().int().min(0).nullable(),
          zeichnung: zeichnungsartSchema,
          haltBeiAblehnung: z.boolean().default(true),
          initiatorDarf: z.boolean().default(false),
        }),
      }),
    )
    .min(1),
});
export type Laufwege = z.infer<typeof laufwegeSchema>;

/** What the rules see of a Vorgang, and how a value is called and written for people. */
export type Merkmale = Readonly<Record<string, string | number>>;
export interface Merkmalname {
  readonly name: string;
  readonly format: 'euro' | 'text';
  /** names of coded values */
  readonly werte?: Readonly<Record<string, string>>;
}

/** A route as the rules give it; shown before it starts. */
export interface Laufwegvorschlag {
  readonly laufweg: Laufwegbezug;
  readonly gruppen: Laufwege['gruppen'];
  readonly schritte: readonly SchrittPlan[];
}

export interface LaufwegEingabe {
  readonly tabelle: string;
  /** version in force on `tag`; null: there is none, or it is not known here */
  readonly fassung: Fassung<Laufwege> | null;
  readonly merkmale: Merkmale;
  readonly namen: Readonly<Record<string, Merkmalname>>;
  /** unit whose superiors are meant by `bereich: 'einheit'` */
  readonly einheit: string;
  /** null: not known here; roles then stay without a unit (provisional) */
  readonly verzeichnis: Verzeichnis | null;
  readonly tag: Tag;
}

/**
 * Builds the route from the rules in force. Every step cites the rules that ask for it and says why.
 * Refused when no rules are in force or none fits, or when nobody holds the role a step needs.
 */
export function buildLaufweg(e: LaufwegEingabe): Result<Laufwegvorschlag, Rejection> {
  const { fassung } = e;
  const tag = formatTag(e.tag);
  if (fassung === null) return reject('umlauf.keine-regeln', { tabelle: e.tabelle, tag });
  const plaene = new Map<string, SchrittPlan>();
  for (const regel of fassung.inhalt.regeln) {
    if (!regel.wenn.every((b) => holds(b, e.merkmale))) continue;
    const bezug = citeRegel(regel, fassung, e);
    const besteht = plaene.get(regel.schritt.id);
    if (besteht) {
      plaene.set(besteht.id, { ...besteht, regeln: [...besteht.regeln, bezug] });
      continue;
    }
    const adressat = resolveAdressat(regel.schritt.adressat, e);
    if (!adressat) {
      return reject('umlauf.niemand-zustaendig', {
        schritt: regel.schritt.bezeichnung,
        rolle: formatRolle(regel.schritt.adressat.rolle),
        regel: regel.regel,
      });
    }
    plaene.set(regel.schritt.id, { ...regel.schritt, adressat, regeln: [bezug], adHoc: null });
  }
  if (plaene.size === 0) return reject('umlauf.kein-laufweg', { tabelle: e.tabelle, tag });
  const { nummer, gueltigAb, quelle, geprueft } = fassung;
  return ok({
    laufweg: { tabelle: e.tabelle, fassung: nummer, gueltigAb, quelle, geprueft },
    gruppen: fassung.inhalt.gruppen,
    schritte: detachParallel([...plaene.values()].sort((a, b) => a.gruppe - b.gruppe)),
  });
}

/** Signatures inside one PDF are sequential, so steps that run in parallel sign a detached record. */
function detachParallel(schritte: readonly SchrittPlan[]): readonly SchrittPlan[] {
  return schritte.map((s) => {
    const daneben = schritte.some((o) => o.id !== s.id && o.gruppe === s.gruppe && o.zeichnung !== 'ohne');
    return s.zeichnung === 'pdf' && daneben ? { ...s, zeichnung: 'detached' } : s;
  });
}

function holds(b: Bedingung, merkmale: Merkmale): boolean {
  const wert = merkmale[b.merkmal];
  if (wert === undefined) return false;
  if (b.in && !b.in.includes(String(wert))) return false;
  const grenzen = [b.ab, b.ueber, b.bis, b.unter].some((g) => g !== undefined);
  if (!grenzen) return true;
  if (typeof wert !== 'number') return false;
  return (
    (b.ab === undefined || wert >= b.ab) &&
    (b.ueber === undefined || wert > b.ueber) &&
    (b.bis === undefined || wert <= b.bis) &&
    (b.unter === undefined || wert < b.unter)
  );
}

function citeRegel(
  regel: Laufwege['regeln'][number],
  fassung: Fassung<Laufwege>,
  e: LaufwegEingabe,
): Regelbezug {
  const gruende = regel.wenn.map((b) => describeBedingung(b, e)).join('; ');
  return {
    regel: regel.regel,
    warum: gruende === '' ? regel.warum : `${regel.warum} (${gruende})`,
    norm: regel.norm,
    geprueft: regel.geprueft && fassung.geprueft,
  };
}

/** „Auftragswert netto 82.000,00 € ab 25.000,00 €“ */
function describeBedingung(b: Bedingung, e: LaufwegEingabe): string {
  const name = e.namen[b.merkmal] ?? { name: b.merkmal, format: 'text' as const };
  const write = (wert: string | number) =>
    name.format === 'euro' && typeof wert === 'number'
      ? formatEuro(wert)
      : (name.werte?.[String(wert)] ?? String(wert));
  const parts = [`${name.name} ${write(e.merkmale[b.merkmal] ?? '')}`];
  if (b.ab !== undefined) parts.push(`ab ${write(b.ab)}`);
  if (b.ueber !== undefined) parts.push(`über ${write(b.ueber)}`);
  if (b.bis !== undefined) parts.push(`bis ${write(b.bis)}`);
  if (b.unter !== undefined) parts.push(`unter ${write(b.unter)}`);
  return parts.join(' ');
}

/** Who is addressed; null if nobody holds the role on that day. */
function resolveAdressat(
  a: { readonly rolle: string; readonly bereich: 'einheit' | null },
  e: LaufwegEingabe,
): Adressat | null {
  const v = e.verzeichnis;
  if (v === null) return { rolle: a.rolle };
  if (a.bereich === null) {
    return adressaten(v, { rolle: a.rolle }, e.tag).length > 0 ? { rolle: a.rolle } : null;
  }
  for (const einheit of einheitenAufwaerts(v, e.einheit)) {
    const scoped = v.personen.some((p) =>
      p.rollen.some((r) => r.rolle === a.rolle && r.bereich === `einheit:${einheit}`),
    );
    const adressat = { rolle: a.rolle, einheit };
    if (scoped && adressaten(v, adressat, e.tag).length > 0) return adressat;
  }
  return null;
}
