import type { PersonId, Tag, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Anlage } from '../grundtypen.ts';
import type { Bloecke } from '../text/bloecke.ts';
import type { Abstimmungsangaben, Rechnung, VerlaufEvent, Warnung } from './schema.ts';

/** What was recorded of one item. */
export interface PunktVerlauf {
  readonly aufgerufenUm: Zeitpunkt | null;
  readonly geschlossenUm: Zeitpunkt | null;
  readonly befangen: readonly Befangenheit[];
  readonly tischvorlagen: readonly Anlage[];
  readonly ausgang: Ausgang;
  /** text of the resolution if it differs from the proposal; null: the proposal as it stands */
  readonly beschlusstext: Bloecke | null;
  /** in what it differs from the committee's recommendation */
  readonly abweichung: string;
  readonly abstimmungen: readonly Abstimmung[];
  readonly protokolltext: Bloecke;
  readonly umsetzung: Umsetzung | null;
  readonly warnungen: readonly Warnung[];
}

export interface Befangenheit {
  readonly person: PersonId;
  readonly grund: string;
  readonly verhalten: 'raumVerlassen' | 'zuhoererraum';
  readonly um: Zeitpunkt;
}

/** Removed and adjourned items are never voted on; a note of information has no vote. */
export type Ausgang =
  | { readonly art: 'offen' }
  | { readonly art: 'abgesetzt'; readonly grund: string; readonly um: Zeitpunkt }
  | { readonly art: 'vertagt'; readonly grund: string; readonly bis: Tag | null; readonly um: Zeitpunkt }
  | { readonly art: 'zurKenntnis'; readonly um: Zeitpunkt }
  | { readonly art: 'angenommen' | 'abgelehnt'; readonly abstimmung: string; readonly um: Zeitpunkt };

export type Abstimmung = Omit<Abstimmungsangaben, 'um'> & {
  readonly um: Zeitpunkt;
  readonly rechnung: Rechnung;
  /** reason, if it was taken back as wrongly recorded */
  readonly zurueckgenommen: string | null;
};

export interface Umsetzung {
  readonly einheit: string | null;
  readonly frist: Tag | null;
  readonly stand: 'offen' | 'inArbeit' | 'erledigt';
  readonly berichte: readonly { readonly text: string; readonly zeit: Zeitpunkt; readonly von: PersonId }[];
}

export const LEERER_VERLAUF: PunktVerlauf = {
  aufgerufenUm: null,
  geschlossenUm: null,
  befangen: [],
  tischvorlagen: [],
  ausgang: { art: 'offen' },
  beschlusstext: null,
  abweichung: '',
  abstimmungen: [],
  protokolltext: [],
  umsetzung: null,
  warnungen: [],
};

/** Records of a session by item. */
export type Verlaeufe = Readonly<Record<string, PunktVerlauf>>;

export const verlaufOf = (v: Verlaeufe, top: string): PunktVerlauf => v[top] ?? LEERER_VERLAUF;

const gueltig = (p: PunktVerlauf) =>
  p.abstimmungen.filter((a) => a.zurueckgenommen === null && a.gegenstand === 'beschluss');

/** The vote that decides the item: the last valid one on the resolution. */
export const beschlussabstimmung = (p: PunktVerlauf): Abstimmung | null => gueltig(p).at(-1) ?? null;

const ausgangNachAbstimmung = (p: PunktVerlauf): Ausgang => {
  const a = beschlussabstimmung(p);
  if (!a) return { art: 'offen' };
  return { art: a.rechnung.angenommen ? 'angenommen' : 'abgelehnt', abstimmung: a.id, um: a.um };
};

function evolvePunkt(
  p: PunktVerlauf,
  event: VerlaufEvent,
  meta: { readonly zeit: Zeitpunkt; readonly akteur: PersonId },
): PunktVerlauf {
  switch (event.type) {
    case 'TopAufgerufen':
      return {
        ...p,
        aufgerufenUm: p.aufgerufenUm ?? event.um,
        geschlossenUm: null,
        warnungen: [...p.warnungen, ...event.warnungen],
      };
    case 'TopGeschlossen':
      return { ...p, geschlossenUm: event.um };
    case 'BefangenheitErfasst': {
      const { type: _, top: __, ...befangenheit } = event;
      return { ...p, befangen: [...p.befangen, befangenheit] };
    }
    case 'BefangenheitZurueckgenommen':
      return { ...p, befangen: p.befangen.filter((b) => b.person !== event.person) };
    case 'TischvorlageErfasst':
      return { ...p, tischvorlagen: [...p.tischvorlagen, event.dokument] };
    case 'TopAbgesetzt':
      return { ...p, ausgang: { art: 'abgesetzt', grund: event.grund, um: event.um } };
    case 'TopVertagt':
      return { ...p, ausgang: { art: 'vertagt', grund: event.grund, bis: event.bis, um: event.um } };
    case 'BeschlusstextGesetzt':
      return { ...p, beschlusstext: event.text, abweichung: event.abweichung };
    case 'AbstimmungErfasst': {
      const { type: _, top: __, warnungen, ...abstimmung } = event;
      const next = {
        ...p,
        abstimmungen: [...p.abstimmungen, { ...abstimmung, zurueckgenommen: null }],
        warnungen: [...p.warnungen, ...warnungen],
      };
      return event.gegenstand === 'beschluss' ? { ...next, ausgang: ausgangNachAbstimmung(next) } : next;
    }
    case 'AbstimmungZurueckgenommen': {
      const abstimmungen = p.abstimmungen.map((a) =>
        a.id === event.abstimmung ? { ...a, zurueckgenommen: event.grund } : a,
      );
      const next = { ...p, abstimmungen };
      return { ...next, ausgang: ausgangNachAbstimmung(next) };
    }
    case 'KenntnisnahmeErfasst':
      return { ...p, ausgang: { art: 'zurKenntnis', um: event.um } };
    case 'ProtokolltextGesetzt':
      return { ...p, protokolltext: event.text };
    case 'UmsetzungZugewiesen':
      return {
        ...p,
        umsetzung: {
          einheit: event.einheit,
          frist: event.frist,
          stand: p.umsetzung?.stand ?? 'offen',
          berichte: p.umsetzung?.berichte ?? [],
        },
      };
    case 'UmsetzungGemeldet': {
      const alt = p.umsetzung ?? { einheit: null, frist: null, stand: 'offen' as const, berichte: [] };
      const bericht = { text: event.bericht, zeit: meta.zeit, von: meta.akteur };
      return { ...p, umsetzung: { ...alt, stand: event.stand, berichte: [...alt.berichte, bericht] } };
    }
  }
}

const TYPEN: ReadonlySet<string> = new Set<VerlaufEvent['type']>([
  'TopAufgerufen',
  'TopGeschlossen',
  'BefangenheitErfasst',
  'BefangenheitZurueckgenommen',
  'TischvorlageErfasst',
  'TopAbgesetzt',
  'TopVertagt',
  'BeschlusstextGesetzt',
  'AbstimmungErfasst',
  'AbstimmungZurueckgenommen',
  'KenntnisnahmeErfasst',
  'ProtokolltextGesetzt',
  'UmsetzungZugewiesen',
  'UmsetzungGemeldet',
]);

export const isVerlaufEvent = (e: { readonly type: string }): e is VerlaufEvent => TYPEN.has(e.type);

export function evolveVerlauf(
  v: Verlaeufe,
  event: VerlaufEvent,
  meta: { readonly zeit: Zeitpunkt; readonly akteur: PersonId },
): Verlaeufe {
  return { ...v, [event.top]: evolvePunkt(verlaufOf(v, event.top), event, meta) };
}
