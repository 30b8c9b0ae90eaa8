import type { Grabtreffer, Kollege } from '../../../contract/bestattung.ts';
import type { Handlers } from '../../../contract/bridge.ts';
import {
  druckeRegisterauszug,
  auftragOf as auftragskennung,
  betrifftTag,
  druckeTagesblatt,
  findBesteTermine,
  findKolonne,
  fristenradar,
  GRAB_TABELLE,
  GRAEBER_CSV_VERSION,
  grabakteOf,
  graeberAlsCsv,
  naechsteAlternativen,
  planAm,
  REGISTER_CSV_VERSION,
  registerAlsCsv,
  ROLLE_VERWALTUNG,
  type AuftragState,
  type Grab,
  type GrabakteState,
  type Regelwerk,
} from '../../../domain/bestattung/index.ts';
import { formatPerson, hasRolle, type Person } from '../../../domain/organisation/index.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { formatTag, tagOf } from '../../../domain/shared/dates.ts';
import { isValidOn } from '../../../domain/shared/validity.ts';
import type { DruckDokument } from '../../../domain/shared/druck.ts';
import { blattOf } from '../bestattung/blaetter.ts';
import { druckumfeld, mitUebung } from '../bestattung/druck.ts';
import { openEinfuhr } from '../bestattung/einfuhr.ts';
import { graeberHeute, registerDesJahres } from '../bestattung/register.ts';
import { openKalenderstand } from '../bestattung/kalenderstand.ts';
import { kalenderOf, kolonnentagOf } from '../bestattung/kalender.ts';
import { belegOf, checkPin, hasPin, removePin, setPin } from '../bestattung/pin.ts';
import { anfrageOf, grabtreffer, pruefeEingabe, trefferOf } from '../bestattung/pruefen.ts';
import { done, refuse } from '../context.ts';
import { executeCommand } from '../execute.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { geraeteuhrOf } from '../bestattung/geraeteuhr.ts';
import { printDocument } from '../printing.ts';
import { mayRead } from '../rights.ts';
import { viewVorgang, viewerOf } from '../views.ts';

const missing = (was: string): Rejection => ({ code: 'app.nichts-gefunden', params: { was } });
const KALENDER = missing('Der Bestattungskalender');

/** Questions of the cemetery office and its crews. Each asks again who may see it. */
export function bestattungHandlers(
  workspace: OpenWorkspace,
  person: () => string,
  /** brings what a connected laptop has not seen yet of the past of a Vorgang */
  fetchHistory: (vorgang: string) => Promise<void> = async () => undefined,
) {
  const { ctx } = workspace;
  const kalender = openKalenderstand(workspace);
  const einfuhr = openEinfuhr(workspace);
  const viewer = () => viewerOf(ctx, person());
  const istVerwaltung = (): boolean => viewer().scopes.has(`rolle:${ROLLE_VERWALTUNG}`);

  /** The office's rules of a day, or why there are none. */
  const imBuero = <T>(tag: string, dann: (r: Regelwerk) => T) => {
    if (!istVerwaltung()) return refuse(ctx, KALENDER);
    const r = kalender.regelwerk(tag);
    return r === null
      ? refuse(ctx, { code: 'bestattung.regelwerk-unbekannt', params: { tag: formatTag(tag) } })
      : dann(r);
  };
  const heute = () => ctx.clock.today();

  /** Work orders this person may read: the office all, a crew its own. */
  const auftraege = () => {
    const { scopes } = viewer();
    return kalender.auftraege().filter((a) => {
      const row = ctx.store.read.row(a.vorgang);
      return row !== null && mayRead(row.projection, scopes);
    });
  };
  const kolonnen = (r: Regelwerk) => {
    const { scopes } = viewer();
    return r.kolonnen
      .filter((k) => istVerwaltung() || scopes.has(`kolonne:${k.id}`) || scopes.has(`einheit:${k.einheit}`))
      .map(({ id, name }) => ({ id, name }));
  };

  const drucke = async (modell: DruckDokument, name: string, kennung: string) => {
    const printed = await printDocument(workspace, mitUebung(modell, workspace.demo !== null), name, kennung);
    return printed.ok ? done({ sha256: printed.value.sha256, name }) : refuse(ctx, printed.error);
  };

  /** A text file to save, kept in memory until then. */
  const biete = (name: string, text: string) =>
    done({ sha256: workspace.documents.offer(name, 'text/csv', new TextEncoder().encode(text)), name });

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

    'friedhof.kolonnentag': ({ tag, kolonne }) => {
      const r = kalender.regelwerk(heute());
      const meine = r === null ? [] : kolonnen(r);
      const gewaehlt = kolonne === null ? meine[0] : meine.find((k) => k.id === kolonne);
      if (r === null || !gewaehlt) return refuse(ctx, missing('Diese Kolonne'));
      const geraeteuhr = geraeteuhrOf(ctx, r);
      return done({ ...kolonnentagOf(auftraege(), meine, gewaehlt, tag, heute()), geraeteuhr });
    },

    'friedhof.radar': () =>
      imBuero(heute(), (r) => done(fristenradar(kalender.offeneFaelle(), r, ctx.clock.now()))),

    'friedhof.register': ({ jahr }) => imBuero(heute(), (r) => done(registerDesJahres(ctx, r, jahr))),

    'friedhof.ausfuhr': (wunsch) =>
      imBuero(heute(), (r) => {
        if (wunsch.was === 'register')
          return biete(
            `Bestattungsregister-${wunsch.jahr}-v${REGISTER_CSV_VERSION}.csv`,
            registerAlsCsv(registerDesJahres(ctx, r, wunsch.jahr)),
          );
        const wo = wunsch.friedhof === null ? '' : `-${wunsch.friedhof}`;
        return biete(
          `Graeber${wo}-${heute()}-v${GRAEBER_CSV_VERSION}.csv`,
          graeberAlsCsv(graeberHeute(ctx, wunsch.friedhof)),
        );
      }),

    'friedhof.einfuhrFehler': ({ upload }) =>
      imBuero(heute(), () => {
        const liste = einfuhr.fehlerliste(upload);
        return liste.ok ? biete(liste.value.name, liste.value.text) : refuse(ctx, liste.error);
      }),

    'friedhof.tagesblatt': async ({ tag, kolonne }) => {
      const r = kalender.regelwerk(heute());
      const k = r && kolonnen(r).some((x) => x.id === kolonne) ? findKolonne(r, kolonne) : null;
      if (!r || !k) return refuse(ctx, missing('Diese Kolonne'));
      const alle = auftraege();
      // One order that the centre has not confirmed makes the whole sheet provisional.
      const vorlaeufig = alle.some(
        ({ vorgang, state }) =>
          state.inhalt.einsatz.kolonne === k.id &&
          betrifftTag(state, tag) &&
          (ctx.store.read.row(vorgang)?.vorlaeufig ?? false),
      );
      const states = alle.map((a) => a.state);
      const modell = druckeTagesblatt(states, k, tag, druckumfeld(ctx, vorlaeufig));
      return drucke(modell, `Tagesblatt-${k.id}-${tag}.pdf`, `tagesblatt ${kolonne} ${tag}`);
    },

    'friedhof.registerauszug': async ({ grab }) => {
      const r = istVerwaltung() ? kalender.regelwerk(heute()) : null;
      const row = r && (ctx.store.read.datensaetze(GRAB_TABELLE, [grab])[grab] as Grab | undefined);
      if (!r || !row || !grabtreffer(ctx, r, grab)) return refuse(ctx, missing('Das Grab'));
      const aktenzeile = ctx.store.read.row(grabakteOf(grab));
      const akte = (ctx.store.read.stand(grabakteOf(grab))?.state as GrabakteState | undefined) ?? null;
      const modell = druckeRegisterauszug(row, akte, druckumfeld(ctx, aktenzeile?.vorlaeufig ?? false));
      return drucke(modell, `Registerauszug-${grab}.pdf`, `grab ${grab}`);
    },

    'friedhof.blatt': async (wunsch) => {
      if (!istVerwaltung()) return refuse(ctx, missing('Diese Fassung'));
      for (const id of [wunsch.vorgang, auftragskennung(wunsch.vorgang)]) await fetchHistory(id);
      const blatt = await blattOf(workspace, person(), wunsch);
      return blatt.ok ? done(blatt.value) : refuse(ctx, blatt.error);
    },

    'friedhof.einfuhrPruefen': ({ upload }) =>
      imBuero(heute(), (r) => {
        const bild = einfuhr.pruefe(upload, r);
        return bild.ok ? done(bild.value) : refuse(ctx, bild.error);
      }),

    'friedhof.einfuhrUebernehmen': ({ upload, quelle }) =>
      imBuero(heute(), () => {
        const n = einfuhr.uebernimm(upload, quelle, person());
        return n.ok ? done({ graeber: n.value }) : refuse(ctx, n.error);
      }),

    'friedhof.kollegen': ({ vorgang }) => {
      const auftrag = auftragOf(vorgang);
      if (auftrag === null) return refuse(ctx, missing('Der Arbeitsauftrag'));
      // The first gate is checked in the office by two of the office, the others at the grave by two of the crew.
      const gehoertDazu = istVerwaltung()
        ? (p: Person) => hasRolle(p, ROLLE_VERWALTUNG, heute())
        : (p: Person) => p.einheit === auftrag.inhalt.einsatz.kolonneEinheit;
      return done(kollegenOf((p) => p.id !== person() && gehoertDazu(p)));
    },

    'friedhof.pinSetzen': ({ person: wer, pin, alt }) => {
      if (!ctx.verzeichnis().personen.some((p) => p.id === wer)) return refuse(ctx, missing('Die Person'));
      const set = setPin(ctx, wer, pin, alt);
      return set.ok ? done(null) : refuse(ctx, set.error);
    },

    'friedhof.pinEntfernen': ({ person: wer }) =>
      imBuero(heute(), () => {
        removePin(ctx, wer);
        return done(null);
      }),

    'friedhof.kolonnenleute': ({ kolonne }) => {
      if (kolonne === null)
        return istVerwaltung()
          ? done(kollegenOf((p) => hasRolle(p, ROLLE_VERWALTUNG, heute())))
          : refuse(ctx, missing('Diese Kolonne'));
      const r = kalender.regelwerk(heute());
      const einheit =
        r && kolonnen(r).some((k) => k.id === kolonne) ? findKolonne(r, kolonne)?.einheit : undefined;
      return einheit === undefined
        ? refuse(ctx, missing('Diese Kolonne'))
        : done(kollegenOf((p) => p.einheit === einheit));
    },

    'friedhof.grabpruefung': ({ vorgang, meldung, zweite, ...rest }) => {
      if (auftragOf(vorgang) === null) return refuse(ctx, missing('Der Arbeitsauftrag'));
      const zeit = ctx.clock.now();
      if (zweite !== null) {
        const known = checkPin(ctx, zweite.person, zweite.pin);
        if (!known.ok) return refuse(ctx, known.error);
      }
      const zweitePerson = zweite && {
        person: zweite.person,
        nachweis: {
          art: 'pin',
          zeit,
          beleg: belegOf(ctx, zweite.person, [vorgang, meldung, rest.tor, rest.erfasst.grab, zeit]),
        },
      };
      const result = executeCommand(ctx, person(), {
        art: 'arbeitsauftrag',
        vorgang,
        baseRevision: ctx.store.read.stand(vorgang)?.revision ?? 0,
        command: { type: 'reportGrabpruefung', id: meldung, ...rest, zweitePerson } as never,
      });
      if (!result.ok) return refuse(ctx, result.error);
      const view = viewVorgang(ctx, viewer(), vorgang);
      return view
        ? done({ vorgang: view, bestaetigt: !view.vorlaeufig })
        : refuse(ctx, missing('Der Arbeitsauftrag'));
    },
  } satisfies Partial<Handlers>;

  function kollegenOf(wer: (p: Person) => boolean): readonly Kollege[] {
    return ctx
      .verzeichnis()
      .personen.filter((p) => isValidOn(p, heute()) && wer(p))
      .map((p) => ({
        person: p.id,
        name: formatPerson(p),
        funktion: p.funktion,
        hatPin: hasPin(ctx, p.id),
      }));
  }

  function auftragOf(vorgang: string): AuftragState | null {
    const view = viewVorgang(ctx, viewer(), vorgang);
    return view?.art === 'arbeitsauftrag' ? (view.state as AuftragState) : null;
  }
}

/** More graves than any cemetery has. */
const ALLE = 20_000;
