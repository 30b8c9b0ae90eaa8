import type { Kollege } from '../../../contract/bestattung.ts';
import type { Handlers } from '../../../contract/bridge.ts';
import { ROLLE_VERWALTUNG, type AuftragState } from '../../../domain/bestattung/index.ts';
import { formatPerson, hasRolle, type Person } from '../../../domain/organisation/index.ts';
import { isValidOn } from '../../../domain/shared/validity.ts';
import { missing, type Zugang } from '../bestattung/zugang.ts';
import { kolonnentagOf } from '../bestattung/kalender.ts';
import { belegOf, checkPin, hasPin, removePin, setPin } from '../bestattung/pin.ts';
import { done, refuse } from '../context.ts';
import { executeCommand } from '../execute.ts';
import { geraeteuhrOf } from '../bestattung/geraeteuhr.ts';
import { viewVorgang } from '../views.ts';

/** The day of a crew, the people of crew and office with their PINs, and a check at the grave by two. */
export function kolonneHandlers(zugang: Zugang) {
  const { ctx, person, kalender, viewer, istVerwaltung, heute, imBuero, auftraege, kolonnen, kolonneOf } =
    zugang;

  return {
    'friedhof.kolonnentag': ({ tag, kolonne }) => {
      const r = kalender.regelwerk(heute());
      const meine = r === null ? [] : kolonnen(r);
      const gewaehlt = kolonne === null ? meine[0] : meine.find((k) => k.id === kolonne);
      if (r === null || !gewaehlt) return refuse(ctx, missing('Diese Kolonne'));
      const geraeteuhr = geraeteuhrOf(ctx, r);
      return done({ ...kolonnentagOf(auftraege(), meine, gewaehlt, tag, heute()), geraeteuhr });
    },

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
      const gewaehlt = kolonneOf(kolonne);
      return gewaehlt === null
        ? refuse(ctx, missing('Diese Kolonne'))
        : done(kollegenOf((p) => p.einheit === gewaehlt.einheit));
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
