import type {
  BefundText,
  Grabtreffer,
  Pruefergebnis,
  VorhabenEingabe,
} from '../../../contract/bestattung.ts';
import {
  anfrageAus,
  berechneFenster,
  findFriedhof,
  GRAB_TABELLE,
  grabakteOf,
  grabMitAkte,
  leseUmfeld,
  personMerkmale,
  pruefeGrabart,
  pruefeGrabOhneTermin,
  pruefeMitAlternativen,
  pruefeSterbezeit,
  pruefeVorhaben,
  umfeldFragen,
  type Befund,
  type Grab,
  type GrabNachtrag,
  type Regelwerk,
  type Suchanfrage,
  type Terminplan,
  type Vorhaben,
} from '../../../domain/bestattung/index.ts';
import { formatTag, tagOf } from '../../../domain/shared/dates.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { problemOf, type AppContext } from '../context.ts';
import { factsForPreview } from '../facts.ts';
import type { Kalenderstand } from './kalenderstand.ts';

/** A case that has no id yet asks under this one: nothing is held by it. */
const NEU = 'neu';

/** What the search is asked for a case as it stands in the form. */
export const anfrageOf = (
  v: VorhabenEingabe,
  jetzt: string,
  rest: Pick<Suchanfrage, 'abTag' | 'tage' | 'wunsch' | 'hoechstens' | 'friedhoefe' | 'feierMin'>,
): Suchanfrage =>
  anfrageAus({ angaben: v.angaben, grab: v.grab, genehmigungen: v.genehmigungen }, { jetzt, ...rest });

/** Everything the rules say about what is typed: the same functions that decide afterwards. */
export function pruefeEingabe(
  ctx: AppContext,
  kalender: Kalenderstand,
  person: string,
  v: VorhabenEingabe & { readonly plan: Terminplan | null },
): Pruefergebnis | null {
  const jetzt = ctx.clock.now();
  const heute = ctx.clock.today();
  const r = kalender.regelwerk(v.plan ? tagOf(v.plan.beginn) : heute);
  if (r === null) return null;
  const vorgang = v.vorgang ?? NEU;
  const fenster = berechneFenster(
    v.angaben.art,
    v.angaben.verstorben.sterbezeit,
    v.angaben.einaescherung?.tag ?? null,
    v.genehmigungen,
    r.fristen,
  );
  const treffer = v.grab === null ? null : grabtreffer(ctx, r, v.grab);
  const unbekannt: readonly Befund[] =
    v.grab !== null && treffer === null
      ? [
          {
            stufe: 'sperre',
            code: 'bestattung.grab-unbekannt',
            params: { grab: v.grab },
            feld: 'grab',
            norm: null,
          },
        ]
      : [];
  const gefunden = v.plan
    ? mitTermin(ctx, kalender, person, vorgang, { ...v, plan: v.plan, grab: treffer ? v.grab : null })
    : ohneTermin(v, treffer?.grab ?? null, jetzt, heute, r, fenster.spaetestens);
  const text = (b: Befund): BefundText => ({
    ...problemOf(ctx.errors, { code: b.code, params: b.params, field: b.feld }),
    stufe: b.stufe,
    norm: b.norm,
  });
  const vormerken = [...unbekannt, ...gefunden.vormerken];
  const schon = new Set(vormerken.filter((b) => b.stufe === 'sperre').map(kennung));
  return {
    vormerken: vormerken.map(text),
    freigeben: gefunden.freigeben.filter((b) => b.stufe === 'sperre' && !schon.has(kennung(b))).map(text),
    alternativen: gefunden.alternativen,
    fruehestens: fenster.fruehestens,
    spaetestens: fenster.spaetestens,
    grab: treffer,
    doppelfall: doppelfall(ctx, vorgang, v),
  };
}

const kennung = (b: Befund): string => `${b.code} ${JSON.stringify(b.params)}`;

type Gefunden = Pick<Pruefergebnis, 'alternativen'> & {
  readonly vormerken: readonly Befund[];
  readonly freigeben: readonly Befund[];
};

function mitTermin(
  ctx: AppContext,
  kalender: Kalenderstand,
  person: string,
  vorgang: string,
  v: VorhabenEingabe & { readonly plan: Terminplan },
): Gefunden {
  const facts = factsForPreview(ctx, person, vorgang, umfeldFragen(v.angaben, v.plan, v.grab));
  const umfeld = leseUmfeld(facts, tagOf(v.plan.beginn), v.angaben, v.plan, v.grab);
  if (!umfeld.ok) return { vormerken: [], freigeben: [], alternativen: [] };
  const vorhaben: Vorhaben = v;
  const anfrage = anfrageOf(v, facts.jetzt, {
    abTag: tagOf(facts.jetzt),
    tage: 42,
    wunsch: v.plan.beginn,
    hoechstens: 3,
    friedhoefe: null,
    feierMin: v.plan.halle === null ? 0 : v.plan.feierMin,
  });
  const { befunde, alternativen } = kalender.mitIndex(v.vorgang, v.grab, (index) =>
    pruefeMitAlternativen(vorhaben, umfeld.value, 'vormerken', anfrage, index),
  );
  const freigeben = pruefeVorhaben(vorhaben, umfeld.value, 'freigeben');
  return { vormerken: befunde, freigeben, alternativen };
}

function ohneTermin(
  v: VorhabenEingabe,
  grab: Grab | null,
  jetzt: string,
  heute: string,
  r: Regelwerk,
  spaetestens: Tag | null,
): Gefunden {
  const wunsch = v.angaben.grabart;
  const grabart = grab === null && wunsch !== null ? pruefeGrabart(v.angaben.art, wunsch, r.satzung) : null;
  const vormerken = [
    ...pruefeSterbezeit(v.angaben.verstorben.sterbezeit, jetzt, null),
    ...(grab ? pruefeGrabOhneTermin(v.angaben, grab, heute, r) : []),
    ...(grabart ? [grabart] : []),
    ...(spaetestens !== null && spaetestens < heute ? [abgelaufen(spaetestens)] : []),
  ];
  return { vormerken, freigeben: [], alternativen: [] };
}

/** Said before a date is sought: the search could only answer with nothing. */
const abgelaufen = (spaetestens: Tag): Befund => ({
  stufe: 'sperre',
  code: 'bestattung.frist-abgelaufen',
  params: { d: formatTag(spaetestens) },
  feld: 'termin',
  norm: null,
});

/** Another open or closed case for what seems to be the same person. */
function doppelfall(ctx: AppContext, vorgang: string, v: VorhabenEingabe): Pruefergebnis['doppelfall'] {
  if (v.angaben.verstorben.nachname.trim() === '') return null;
  for (const merkmal of personMerkmale(v.angaben)) {
    const t = ctx.store.read.byMerkmal('bestattung', merkmal).find((x) => x.vorgang !== vorgang);
    if (t) return { vorgang: t.vorgang, text: [t.nummer, t.titel].filter(Boolean).join(' ') };
  }
  return null;
}

/** The grave as it is now: imported row and Grabakte; null: there is none of this key. */
export function grabtreffer(ctx: AppContext, r: Regelwerk, schluessel: string): Grabtreffer | null {
  const row = ctx.store.read.datensaetze(GRAB_TABELLE, [schluessel])[schluessel] as Grab | undefined;
  return row ? trefferOf(ctx, r, row) : null;
}

export function trefferOf(ctx: AppContext, r: Regelwerk, row: Grab): Grabtreffer {
  const akte = ctx.store.read.stand(grabakteOf(row.schluessel))?.state as GrabNachtrag | undefined;
  const grab = grabMitAkte(row, akte ?? null);
  const heute = ctx.clock.today();
  const ruhend = grab.belegungen.filter((b) => b.ruhefristBis >= heute);
  const urnen = ruhend.filter((b) => b.bestattungsart === 'urne').length;
  return {
    grab,
    friedhofName: findFriedhof(r, grab.friedhof)?.name ?? grab.friedhof,
    frei: {
      sarg: Math.max(0, grab.kapazitaetSarg - (ruhend.length - urnen)),
      urne: Math.max(0, grab.kapazitaetUrne - urnen),
    },
  };
}
