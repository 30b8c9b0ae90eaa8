import type { Grabtreffer } from '../../../contract/bestattung.ts';
import type { Handlers } from '../../../contract/bridge.ts';
import {
  findBesteTermine,
  fristenradar,
  GRAB_TABELLE,
  naechsteAlternativen,
  planAm,
  type Grab,
} from '../../../domain/bestattung/index.ts';
import { formatTag, tagOf } from '../../../domain/shared/dates.ts';
import type { Zugang } from '../bestattung/zugang.ts';
import { kalenderOf } from '../bestattung/kalender.ts';
import { anfrageOf, pruefeEingabe, trefferOf } from '../bestattung/pruefen.ts';
import { done, refuse } from '../context.ts';

/** Dates and graves, as the office looks for them. */
export function terminHandlers(zugang: Zugang) {
  const { ctx, kalender, person, heute, imBuero } = zugang;

  return {
    'friedhof.pruefen': (v) =>
      imBuero(heute(), () => {
        const ergebnis = pruefeEingabe(ctx, kalender, person(), v);
        return ergebnis
          ? done(ergebnis)
          : refuse(ctx, { code: 'bestattung.regelwerk-unbekannt', params: { tag: formatTag(heute()) } });
      }),

    'friedhof.besteTermine': (v) =>
      imBuero(v.abTag, (r) => {
        const anfrage = anfrageOf(v, ctx.clock.now(), v);
        return done(kalender.mitIndex(v.vorgang, v.grab, (index) => findBesteTermine(anfrage, index, r)));
      }),

    'friedhof.planAm': (v) =>
      imBuero(tagOf(v.beginn), (r) => {
        const anfrage = anfrageOf(v, ctx.clock.now(), {
          abTag: heute(),
          tage: 42,
          wunsch: v.beginn,
          hoechstens: 3,
          friedhoefe: null,
          feierMin: v.feierMin,
        });
        return done(
          kalender.mitIndex(v.vorgang, v.grab, (index) => {
            const vorschlag = planAm(anfrage, v.friedhof, v.beginn, index, r, v.halle);
            if (vorschlag) return { vorschlag, ausschluesse: [], alternativen: [] };
            const amTag = { ...anfrage, friedhoefe: [v.friedhof], abTag: tagOf(v.beginn), tage: 1 };
            return {
              vorschlag: null,
              ausschluesse: findBesteTermine(amTag, index, r).ausschluesse,
              alternativen: naechsteAlternativen(
                anfrage,
                {
                  friedhof: v.friedhof,
                  halle: v.halle ?? null,
                  beginn: v.beginn,
                  feierMin: v.feierMin,
                  kolonne: '',
                  bagger: null,
                  aushubBeginn: v.beginn,
                },
                index,
                r,
              ),
            };
          }),
        );
      }),

    'friedhof.graeber': ({ text, friedhof, frei, limit }) =>
      imBuero(heute(), (r) => {
        const frage = { text, ...(friedhof === null ? {} : { gruppe: friedhof }) };
        if (frei === null) {
          const rows = text.trim() === '' ? [] : ctx.store.findDatensaetze(GRAB_TABELLE, { ...frage, limit });
          return done(rows.map((row) => trefferOf(ctx, r, row.wert as Grab)));
        }
        const liste: Grabtreffer[] = [];
        for (const { wert } of ctx.store.findDatensaetze(GRAB_TABELLE, { ...frage, limit: ALLE })) {
          const grab = wert as Grab;
          const leer = grab.belegungen.length === 0 && grab.recht === null && grab.gesperrt === null;
          if (grab.grabart !== frei.grabart || !leer) continue;
          // Given to another case, or occupied since the import.
          if (ctx.store.read.byMerkmal('bestattung', `grab:${grab.schluessel}`).length > 0) continue;
          const treffer = trefferOf(ctx, r, grab);
          if (treffer.grab.belegungen.length === 0) liste.push(treffer);
          if (liste.length >= limit) break;
        }
        return done(liste);
      }),

    'friedhof.kalender': (frage) => imBuero(frage.tag, (r) => done(kalenderOf(ctx, kalender, r, frage))),

    'friedhof.radar': () =>
      imBuero(heute(), (r) => done(fristenradar(kalender.offeneFaelle(), r, ctx.clock.now()))),
  } satisfies Partial<Handlers>;
}

/** More graves than any cemetery has. */
const ALLE = 20_000;
