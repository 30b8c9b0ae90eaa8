import type { Kalenderantwort, Kalendertermin, Kolonnentag } from '../../../contract/bestattung.ts';
import {
  bestattungsartText,
  bestattungStatusText,
  dayTimeline,
  haeltRessourcen,
  kolonnentag,
  nameVon,
  quittungsanzeige,
  weekTimeline,
  type AuftragState,
  type Regelwerk,
  type Zeitstrahlfall,
} from '../../../domain/bestattung/index.ts';
import { addDays, instantOf, tagOf, weekday } from '../../../domain/shared/dates.ts';
import type { Tag, VorgangId, Zeitpunkt } from '../../../domain/shared/vorgang.ts';
import type { AppContext } from '../context.ts';
import { nameOf } from '../views.ts';
import type { Kalenderstand } from './kalenderstand.ts';

/** A grave may be dug up to five days before the burial: so far ahead cases can touch a day. */
const AUSHUB_TAGE = 6;

/** The timeline of a day or week with one line a burial beside it. `alle`: halls and machines not used too. */
export function kalenderOf(
  ctx: AppContext,
  kalender: Kalenderstand,
  r: Regelwerk,
  frage: { readonly tag: Tag; readonly art: 'tag' | 'woche'; readonly alle: boolean },
): Kalenderantwort {
  const erster = frage.art === 'tag' ? frage.tag : addDays(frage.tag, 1 - weekday(frage.tag));
  const letzter = addDays(erster, frage.art === 'tag' ? 0 : 6);
  const von = mitternacht(erster);
  const bis = mitternacht(addDays(letzter, 1));
  const faelle = kalender.faelleZwischen(von, mitternacht(addDays(letzter, 1 + AUSHUB_TAGE)));
  const wahl = { ressourcen: frage.alle ? alleMittel(r) : null };
  const gezeichnet =
    frage.art === 'tag'
      ? [dayTimeline(faelle, r, frage.tag, wahl)]
      : weekTimeline(faelle, r, frage.tag, wahl);
  // A week is read at a glance: who has nothing to do that day is left out unless asked for.
  const tage =
    frage.alle || frage.art === 'tag'
      ? gezeichnet
      : gezeichnet.map((t) => ({ ...t, zeilen: t.zeilen.filter((z) => z.balken.length > 0) }));
  const konflikte = new Set(
    tage
      .flatMap((t) => t.zeilen.flatMap((z) => z.balken.filter((b) => b.zustand === 'konflikt')))
      .map((b) => b.vorgang),
  );
  return {
    tage,
    jetzt: ctx.clock.now(),
    heute: ctx.clock.today(),
    termine: faelle
      .filter((f) => (f.state.plan?.beginn ?? '') < bis && imKalender(f))
      .map((f) => terminOf(ctx, f, konflikte))
      .sort((a, b) => (a.beginn < b.beginn ? -1 : 1)),
  };
}

const imKalender = ({ state }: Zeitstrahlfall): boolean =>
  state.plan !== null && (haeltRessourcen(state.status) || state.status === 'abgeschlossen');

function terminOf(
  ctx: AppContext,
  { vorgang, state: s, vorlaeufig }: Zeitstrahlfall,
  konflikte: ReadonlySet<VorgangId>,
): Kalendertermin {
  const erledigt = s.status === 'durchgefuehrt' || s.status === 'abgeschlossen';
  return {
    vorgang,
    nummer: s.nummer,
    name: nameVon(s.angaben),
    art: bestattungsartText[s.angaben.art],
    beginn: s.plan?.beginn ?? '',
    friedhof: s.einsatz?.friedhofName ?? '',
    halle: s.einsatz?.halleName ?? null,
    grab: s.grab,
    kolonne: s.einsatz?.kolonneName ?? '',
    zustand: konflikte.has(vorgang)
      ? 'konflikt'
      : erledigt
        ? 'erledigt'
        : s.status === 'vorgemerkt'
          ? 'vorgemerkt'
          : 'freigegeben',
    status: bestattungStatusText[s.status],
    anrufen: !erledigt && quittungsanzeige(s, (p) => nameOf(ctx, p)).art === 'anrufen',
    vorlaeufig,
  };
}

const alleMittel = (r: Regelwerk): readonly string[] => [
  ...r.hallen.map((h) => `halle:${h.id}`),
  ...r.kolonnen.map((k) => `kolonne:${k.id}`),
  ...r.bagger.map((b) => `bagger:${b.id}`),
];

const mitternacht = (tag: Tag): Zeitpunkt => instantOf(tag, '00:00') ?? `${tag}T00:00:00.000Z`;

/** The day of one crew; whose crews may be looked at is told by the caller. */
export function kolonnentagOf(
  auftraege: readonly { readonly vorgang: VorgangId; readonly state: AuftragState }[],
  kolonnen: readonly { readonly id: string; readonly name: string }[],
  kolonne: { readonly id: string; readonly name: string },
  tag: Tag,
  heute: Tag,
): Omit<Kolonnentag, 'geraeteuhr'> {
  const eigene = auftraege.filter((a) => a.state.inhalt.einsatz.kolonne === kolonne.id);
  const tage = new Set(
    eigene.flatMap(({ state }) => [
      tagOf(state.inhalt.einsatz.ablauf.aushubBeginn),
      tagOf(state.inhalt.beginn),
    ]),
  );
  return {
    kolonne,
    tag,
    posten: kolonnentag(auftraege, kolonne.id, tag),
    tageMitArbeit: [...tage].filter((t) => t >= addDays(heute, -7) && t <= addDays(heute, 14)).sort(),
    kolonnen,
  };
}
