import { z } from 'zod';
import { formatTag } from '../../shared/dates.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import { getFact, type Kind, type Tag } from '../../shared/vorgang.ts';
import { grabartText, ROLLE_VERWALTUNG, zId, type Grabart } from '../begriffe.ts';
import { zAbschluss, type Gebuehr, type RegisterEintrag } from '../bestattung/schema.ts';
import {
  formatGrab,
  zBelegung,
  zNutzungsrecht,
  type Belegung,
  type GrabNachtrag,
  type Nutzungsrecht,
} from '../grab.ts';
import type { BestattungState } from '../bestattung/state.ts';
import { grabakteOf } from '../kennung.ts';

/**
 * Grabakte: what has happened to one grave since the import. It begins with the first act on it; occupancy, right
 * and burial register are read from the imported row and this together.
 */
export interface GrabakteState extends GrabNachtrag {
  readonly grab: string;
  readonly grabart: Grabart;
  readonly friedhof: string;
  readonly register: readonly RegisterEintrag[];
  readonly gebuehren: readonly { readonly bestattung: string; readonly posten: readonly Gebuehr[] }[];
}

export const grabakteCommandSchema = z.discriminatedUnion('type', [
  /** comes from a closed Bestattung (react); reads its state, so nothing enters the register that was not closed */
  z.object({ type: z.literal('recordBeisetzung'), bestattung: zId }),
]);
export type GrabakteCommand = z.infer<typeof grabakteCommandSchema>;

export const grabakteEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('BeisetzungEingetragen'),
    abschluss: zAbschluss,
    belegung: zBelegung,
    recht: zNutzungsrecht.nullable(),
  }),
]);
export type GrabakteEvent = z.infer<typeof grabakteEventSchema>;

export const grabakteKind: Kind<GrabakteState, GrabakteCommand, GrabakteEvent> = {
  art: 'grabakte',
  bezeichnung: 'Grabakte',
  stateVersion: 1,
  commandSchema: grabakteCommandSchema,
  eventSchema: grabakteEventSchema,
  needs: (_, command) => [{ art: 'vorgang', id: command.bestattung }],

  decide(state, command, facts) {
    const fact = getFact<BestattungState | null>(facts, { art: 'vorgang', id: command.bestattung });
    if (!fact.bekannt) return facts.vorlaeufig ? ok([]) : reject('bestattung.nicht-pruefbar');
    const abschluss = fact.wert?.abschluss ?? null;
    if (abschluss === null || grabakteOf(abschluss.grab) !== facts.vorgang)
      return reject('bestattung.gibt-es-nicht');
    if (state?.register.some((e) => e.bestattung === abschluss.eintrag.bestattung))
      return reject('bestattung.besteht-schon');
    const { eintrag } = abschluss;
    return ok([
      {
        type: 'BeisetzungEingetragen',
        abschluss,
        belegung: {
          name: eintrag.name,
          bestattungsart: eintrag.bestattungsart,
          geburtsdatum: eintrag.geburtsdatum,
          beigesetztAm: eintrag.beigesetztAm,
          ruhefristBis: eintrag.ruhefristBis,
        },
        recht: neuesRecht(
          state?.recht ?? null,
          abschluss.recht.endetAm,
          abschluss.inhaber,
          eintrag.beigesetztAm,
        ),
      },
    ]);
  },

  evolve(state, event) {
    const { abschluss, belegung, recht } = event;
    return {
      grab: abschluss.grab,
      grabart: abschluss.grabart,
      friedhof: abschluss.friedhof,
      belegungen: [...(state?.belegungen ?? []), belegung] as readonly Belegung[],
      recht: recht ?? state?.recht ?? null,
      register: [...(state?.register ?? []), abschluss.eintrag],
      gebuehren: [
        ...(state?.gebuehren ?? []),
        { bestattung: abschluss.eintrag.bestattung, posten: abschluss.gebuehren },
      ],
    };
  },

  project(state) {
    const letzter = state.register.at(-1);
    return {
      nummer: state.grab,
      titel: `Grab ${formatGrab(state.grab)}`,
      untertitel: grabartText[state.grabart],
      status: { code: 'belegt', text: 'Belegt', stufe: 'ruht' },
      faellig: null,
      aufgaben: [],
      termine: [],
      suchtext: [state.grab, state.recht?.inhaber ?? '', ...state.register.map((e) => e.name)].join(' '),
      lesbar: [`rolle:${ROLLE_VERWALTUNG}`],
      abgeschlossen: false,
      felder: {
        grab: state.grab,
        grabart: grabartText[state.grabart],
        recht: state.recht?.inhaber ?? null,
        rechtEndet: state.recht?.endetAm ?? null,
        ruhefristBis: letzter?.ruhefristBis ?? null,
      },
      merkmale: [`grab:${state.grab}`],
    };
  },

  documents: () => [],
  retention(state) {
    const bis = state.belegungen.reduce<Tag | null>(
      (max, b) => (max === null || b.ruhefristBis > max ? b.ruhefristBis : max),
      null,
    );
    return bis === null ? null : { bis, grund: `Ruhefrist bis ${formatTag(bis)}` };
  },
};

/** Extension keeps the holder; a first acquisition begins with the burial. */
function neuesRecht(
  alt: Nutzungsrecht | null,
  endetAm: Tag | null,
  inhaber: string | null,
  tag: Tag,
): Nutzungsrecht | null {
  if (endetAm === null) return null;
  return { inhaber: inhaber ?? alt?.inhaber ?? '', erworbenAm: alt?.erworbenAm ?? tag, endetAm };
}
