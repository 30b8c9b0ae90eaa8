import type { StatusStufe, Tag, VorgangId } from '../../shared/vorgang.ts';
import { tagOf } from '../../shared/dates.ts';
import type { Gremium } from '../gremium/schema.ts';
import type { Teil } from '../grundtypen.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import { sitzungslage } from '../sitzung/lage.ts';
import type { TopArt } from '../sitzung/schema.ts';
import type { Sitzung } from '../sitzung/state.ts';
import { nummern } from '../sitzung/tagesordnung.ts';
import type { Quorumsabschnitt } from '../verlauf/anwesenheit.ts';
import { quorumVerlauf } from '../verlauf/anwesenheit.ts';
import type { Warnung } from '../verlauf/schema.ts';
import type { PunktVerlauf } from '../verlauf/state.ts';
import { beschlussabstimmung, verlaufOf } from '../verlauf/state.ts';
import { plainText } from '../text/bloecke.ts';

/** One line of the agenda as a screen shows it. */
export interface Agendazeile {
  readonly id: string;
  readonly nummer: string;
  readonly teil: Teil;
  readonly topArt: TopArt;
  /** real title, if the reader may know it */
  readonly titel: string;
  /** what everyone reads; differs from `titel` only in the non-public part */
  readonly oeffentlicherTitel: string;
  readonly bezug: VorgangId | null;
  readonly bezugNummer: string | null;
  readonly status: { readonly code: string; readonly text: string; readonly stufe: StatusStufe };
  readonly ergebnis: string;
  /** e.g. „Nachtrag“, „§ 48 Abs. 1“, „Tischvorlage“, „geändert“ */
  readonly marken: readonly string[];
  readonly warnungen: readonly Warnung[];
}

/** Rows of the agenda in order. Without the non-public part the neutral titles stand there. */
export function agendaRows(s: Sitzung, noe: NichtoeffentlicheSitzung | null): readonly Agendazeile[] {
  const n = nummern(s.tagesordnung);
  const punkte = new Map(noe?.punkte.map((p) => [p.id, p]));
  return s.tagesordnung.map((t) => {
    const punkt = punkte.get(t.id);
    const v = verlaufOf(t.teil === 'oeffentlich' ? s.verlauf : (noe?.verlauf ?? {}), t.id);
    return {
      id: t.id,
      nummer: n[t.id] ?? '',
      teil: t.teil,
      topArt: punkt?.topArt ?? t.topArt,
      titel: punkt?.titel ?? t.titel,
      oeffentlicherTitel: t.titel,
      bezug: punkt?.bezug ?? t.bezug,
      bezugNummer: punkt?.bezugNummer ?? t.bezugNummer,
      status: statusOf(v),
      ergebnis: beschlussabstimmung(v)?.rechnung.text ?? '',
      marken: [
        t.nachtragGrund ? 'Nachtrag' : '',
        t.erweiterung ? '§ 48 Abs. 1' : '',
        v.tischvorlagen.length > 0 ? 'Tischvorlage' : '',
        v.beschlusstext ? 'geändert' : '',
      ].filter(Boolean),
      warnungen: v.warnungen,
    };
  });
}

function statusOf(v: PunktVerlauf): Agendazeile['status'] {
  switch (v.ausgang.art) {
    case 'offen':
      return v.aufgerufenUm && !v.geschlossenUm
        ? { code: 'aufgerufen', text: 'aufgerufen', stufe: 'laeuft' }
        : { code: 'offen', text: 'offen', stufe: 'ruht' };
    case 'angenommen':
      return { code: 'angenommen', text: 'beschlossen', stufe: 'gut' };
    case 'abgelehnt':
      return { code: 'abgelehnt', text: 'abgelehnt', stufe: 'fehler' };
    case 'zurKenntnis':
      return { code: 'zurKenntnis', text: 'zur Kenntnis genommen', stufe: 'gut' };
    case 'abgesetzt':
      return { code: 'abgesetzt', text: 'abgesetzt', stufe: 'ruht' };
    case 'vertagt':
      return { code: 'vertagt', text: 'vertagt', stufe: 'wartet' };
  }
}

/** Quorum over the session until now or its end; [] before it was opened. */
export const quorumZeitleiste = (s: Sitzung, gremium: Gremium, bis: string): readonly Quorumsabschnitt[] =>
  s.eroeffnetUm === null ? [] : quorumVerlauf(sitzungslage(s, gremium), s.eroeffnetUm, s.beendetUm ?? bis);

/** A resolution and what became of it. */
export interface Beschlusszeile {
  readonly sitzung: VorgangId;
  /** Vorgang that takes the report: the session or its non-public part */
  readonly vorgang: VorgangId;
  readonly art: 'sitzung' | 'sitzung_nichtoeffentlich';
  readonly top: string;
  readonly gremium: string;
  readonly tag: Tag;
  readonly nummer: string;
  readonly titel: string;
  readonly beschluss: string;
  readonly einheit: string | null;
  readonly frist: Tag | null;
  readonly stand: 'nichtZugewiesen' | 'offen' | 'inArbeit' | 'erledigt';
  readonly ueberfaellig: boolean;
  readonly letzterBericht: string;
}

/** Beschlusskontrolle: every resolution passed, open ones first, those due soonest on top. */
export function beschlusskontrolle(
  sitzungen: readonly {
    readonly id: VorgangId;
    readonly sitzung: Sitzung;
    readonly nichtoeffentlich: NichtoeffentlicheSitzung | null;
  }[],
  heute: Tag,
): readonly Beschlusszeile[] {
  const rows = sitzungen.flatMap(({ id, sitzung: s, nichtoeffentlich }) =>
    agendaRows(s, nichtoeffentlich).flatMap((z): Beschlusszeile[] => {
      const oeffentlich = z.teil === 'oeffentlich';
      const v = verlaufOf(oeffentlich ? s.verlauf : (nichtoeffentlich?.verlauf ?? {}), z.id);
      if (v.ausgang.art !== 'angenommen') return [];
      const vorschlag = oeffentlich
        ? s.tagesordnung.find((t) => t.id === z.id)?.beschlussvorschlag
        : nichtoeffentlich?.punkte.find((p) => p.id === z.id)?.beschlussvorschlag;
      const stand = v.umsetzung?.stand ?? 'nichtZugewiesen';
      const frist = v.umsetzung?.frist ?? null;
      return [
        {
          sitzung: id,
          vorgang: oeffentlich ? id : s.nichtoeffentlicheSitzung,
          art: oeffentlich ? 'sitzung' : 'sitzung_nichtoeffentlich',
          top: z.id,
          gremium: s.gremiumName,
          tag: tagOf(s.beginn),
          nummer: z.nummer,
          titel: z.titel,
          beschluss: plainText(v.beschlusstext ?? vorschlag ?? []),
          einheit: v.umsetzung?.einheit ?? null,
          frist,
          stand,
          ueberfaellig: stand !== 'erledigt' && frist !== null && frist < heute,
          letzterBericht: v.umsetzung?.berichte.at(-1)?.text ?? '',
        },
      ];
    }),
  );
  const rang = (z: Beschlusszeile) => (z.stand === 'erledigt' ? '2' : `1${z.frist ?? '9999'}`);
  return rows.sort((a, b) => rang(a).localeCompare(rang(b)) || a.tag.localeCompare(b.tag));
}
