import { addDays, addMinutes, uhrzeitOf, weekday } from '../../shared/dates.ts';
import type { Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import { bestattungStatusText, type BestattungStatus } from '../begriffe.ts';
import { formatRessource } from '../belegung.ts';
import { haeltRessourcen, nameVon, type BestattungState } from '../bestattung/state.ts';
import { formatWochentag, schliessungsSpannen, tagesrahmen, trifft } from '../kalender.ts';
import { instantOf } from '../../shared/dates.ts';
import type { Regelwerk } from '../tabellen/index.ts';
import type { Schliessung } from '../tabellen/regeln.ts';

/** One case as a timeline takes it; `vorlaeufig`: not yet confirmed by the centre. */
export interface Zeitstrahlfall {
  readonly vorgang: VorgangId;
  readonly state: BestattungState;
  readonly vorlaeufig: boolean;
}

/** How a bar looks; told apart by text and pattern, never by colour alone. */
export type Zustand = 'vorgemerkt' | 'freigegeben' | 'erledigt' | 'konflikt';

export interface Balken {
  readonly vorgang: VorgangId;
  readonly ressource: string;
  readonly zweck: 'feier' | 'aushub' | 'beisetzung' | 'verfuellen' | 'grab';
  readonly titel: string;
  /** e.g. „Vorgemerkt · Aushub“ */
  readonly text: string;
  readonly zustand: Zustand;
  readonly vorlaeufig: boolean;
  /** without buffers: what is drawn solid */
  readonly von: Zeitpunkt;
  readonly bis: Zeitpunkt;
  /** with buffers: what is really taken */
  readonly mitPufferVon: Zeitpunkt;
  readonly mitPufferBis: Zeitpunkt;
  /** read out as a whole: name, place, time, state */
  readonly ansage: string;
}

export interface Zeile {
  readonly ressource: string;
  readonly art: 'halle' | 'kolonne' | 'bagger';
  readonly name: string;
  readonly balken: readonly Balken[];
  readonly sperren: readonly { readonly von: Zeitpunkt; readonly bis: Zeitpunkt; readonly grund: string }[];
}

export interface Tagesstrahl {
  readonly tag: Tag;
  readonly titel: string;
  /** why there are no burials that day; null: there are */
  readonly grund: string | null;
  /** span the day is drawn over */
  readonly von: Zeitpunkt;
  readonly bis: Zeitpunkt;
  readonly zeilen: readonly Zeile[];
  /** burials that day, and how many are done */
  readonly termine: number;
  readonly erledigt: number;
}

export interface Zeitstrahlwahl {
  /** only these halls, crews, machines (`halle:x`); null: all that are used, and all crews */
  readonly ressourcen: readonly string[] | null;
}

/** A day over halls, crews and machines, ready to be drawn: bars with state, closed spans, reason of a free day. */
export function dayTimeline(
  faelle: readonly Zeitstrahlfall[],
  r: Regelwerk,
  tag: Tag,
  wahl: Zeitstrahlwahl = { ressourcen: null },
): Tagesstrahl {
  const arbeit = tagesrahmen(r, tag, 'arbeit');
  const von = arbeit.offen ? arbeit.von : (instantOf(tag, '07:00') as Zeitpunkt);
  const bis = arbeit.offen ? arbeit.bis : (instantOf(tag, '17:00') as Zeitpunkt);
  const mitternacht = instantOf(tag, '00:00') as Zeitpunkt;
  const tagesende = instantOf(addDays(tag, 1), '00:00') as Zeitpunkt;
  const offen = tagesrahmen(r, tag, 'bestattung');

  const balken = faelle
    .filter(
      (f) =>
        f.state.belegungen.length > 0 &&
        (haeltRessourcen(f.state.status) || f.state.status === 'abgeschlossen'),
    )
    .flatMap((f) => balkenVon(f, r))
    .filter((b) => b.mitPufferVon < tagesende && mitternacht < b.mitPufferBis);
  const mitKonflikt = markiereKonflikte(balken);
  const amTag = faelle.filter(
    (f) =>
      f.state.plan !== null &&
      haelt(f) &&
      f.state.plan.beginn >= mitternacht &&
      f.state.plan.beginn < tagesende,
  );
  const zeilen = zeilenFuer(r, mitKonflikt, wahl).map((zeile) => ({
    ...zeile,
    balken: mitKonflikt
      .filter((b) => b.ressource === zeile.ressource)
      .sort((a, b) => (a.von < b.von ? -1 : 1)),
    sperren: r.schliessungen
      .filter((s) =>
        trifft(s, zeile.art as Schliessung['betrifft'], zeile.ressource.slice(zeile.art.length + 1)),
      )
      .flatMap((s) => schliessungsSpannen(s, tag, tag)),
  }));
  return {
    tag,
    titel: formatWochentag(tag),
    grund: offen.offen ? null : offen.grund,
    von,
    bis,
    zeilen,
    termine: amTag.length,
    erledigt: amTag.filter((f) => zustandVon(f.state.status) === 'erledigt').length,
  };
}

/** Monday to Sunday of the week of that day. */
export const weekTimeline = (
  faelle: readonly Zeitstrahlfall[],
  r: Regelwerk,
  tag: Tag,
  wahl?: Zeitstrahlwahl,
): readonly Tagesstrahl[] => {
  const montag = addDays(tag, 1 - weekday(tag));
  return Array.from({ length: 7 }, (_, i) => dayTimeline(faelle, r, addDays(montag, i), wahl));
};

const haelt = (f: Zeitstrahlfall): boolean =>
  haeltRessourcen(f.state.status) || f.state.status === 'abgeschlossen';

const zustandVon = (status: BestattungStatus): Zustand =>
  status === 'vorgemerkt'
    ? 'vorgemerkt'
    : status === 'durchgefuehrt' || status === 'abgeschlossen'
      ? 'erledigt'
      : 'freigegeben';

const ZWECK = {
  feier: 'Feier',
  aushub: 'Aushub',
  beisetzung: 'Beisetzung',
  verfuellen: 'Verfüllen',
  grab: 'Grab',
} as const;

function balkenVon(f: Zeitstrahlfall, r: Regelwerk): readonly Balken[] {
  const { state } = f;
  const status = bestattungStatusText[state.status];
  return state.belegungen
    .filter((b) => b.zweck !== 'grab')
    .map((b) => {
      const von = addMinutes(b.von, b.pufferVorMin);
      const bis = addMinutes(b.bis, -b.pufferNachMin);
      const titel = b.ressource.startsWith('halle:')
        ? nameVon(state.angaben)
        : `${state.grab ? `Grab ${state.grab}` : 'Grab offen'} ${nameVon(state.angaben)}`;
      const text = `${status} · ${ZWECK[b.zweck]}${f.vorlaeufig ? ' · vorläufig' : ''}`;
      const ansage = `${titel}, ${formatRessource(b.ressource, r)}, ${uhrzeitOf(von)} bis ${uhrzeitOf(bis)} Uhr, ${text}`;
      return {
        vorgang: f.vorgang,
        ressource: b.ressource,
        zweck: b.zweck,
        titel,
        text,
        zustand: zustandVon(state.status),
        vorlaeufig: f.vorlaeufig,
        von,
        bis,
        mitPufferVon: b.von,
        mitPufferBis: b.bis,
        ansage,
      };
    });
}

/** Offline two provisional cases may want the same: both are shown, and both say so. */
function markiereKonflikte(balken: readonly Balken[]): readonly Balken[] {
  return balken.map((b) => {
    const gegen = balken.find(
      (x) =>
        x.vorgang !== b.vorgang &&
        x.ressource === b.ressource &&
        x.mitPufferVon < b.mitPufferBis &&
        b.mitPufferVon < x.mitPufferBis,
    );
    return gegen
      ? {
          ...b,
          zustand: 'konflikt',
          text: `Überschneidung mit ${gegen.titel}`,
          ansage: `${b.ansage}, Überschneidung mit ${gegen.titel}`,
        }
      : b;
  });
}

function zeilenFuer(
  r: Regelwerk,
  balken: readonly Balken[],
  wahl: Zeitstrahlwahl,
): readonly Pick<Zeile, 'ressource' | 'art' | 'name'>[] {
  const benutzt = new Set(balken.map((b) => b.ressource));
  const alle: readonly Pick<Zeile, 'ressource' | 'art' | 'name'>[] = [
    ...r.hallen.map((h) => ({ ressource: `halle:${h.id}`, art: 'halle' as const, name: h.name })),
    ...r.kolonnen.map((k) => ({ ressource: `kolonne:${k.id}`, art: 'kolonne' as const, name: k.name })),
    ...r.bagger.map((b) => ({ ressource: `bagger:${b.id}`, art: 'bagger' as const, name: b.name })),
  ];
  return alle.filter((z) =>
    wahl.ressourcen === null
      ? z.art === 'kolonne' || benutzt.has(z.ressource)
      : wahl.ressourcen.includes(z.ressource),
  );
}
