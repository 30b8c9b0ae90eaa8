import { assertNever } from '../shared/result.ts';
import type { EventMeta, PersonId, Sha256, Tag, Zeitpunkt } from '../shared/vorgang.ts';
import { isUmlaufEvent } from '../umlauf/schema.ts';
import type { Umlauf } from '../umlauf/state.ts';
import { evolveUmlauf } from '../umlauf/state.ts';
import type { UmlaufKontext } from '../umlauf/decide/kontext.ts';
import type { Angaben, Dokumentart, Herkunft, LaufzettelEvent, Phase } from './schema.ts';

/** State of one Laufzettel: what is needed, its documents, its Vermerk, its way through the house. */
export interface Laufzettel {
  readonly status: Laufzettelstatus;
  /** null: not given yet (created without the centre) */
  readonly nummer: string | null;
  readonly jahr: number;
  readonly angelegtVon: PersonId;
  readonly angelegtAm: Zeitpunkt;
  readonly herkunft: Herkunft;
  readonly angaben: Angaben;
  /** short name of the tendering unit as it was when entered, for lists and prints */
  readonly bedarfsstelleKuerzel: string;
  /** revision of the last change of what the Vermerk prints */
  readonly inhaltsstand: number;
  readonly phase: Phase;
  readonly dokumente: readonly Dokument[];
  /** items of § 8 (2) VgV by number */
  readonly vermerk: Readonly<Record<number, Vermerkpunkt>>;
  readonly hinweise: readonly {
    readonly code: string;
    readonly text: string;
    readonly begruendung: string;
    readonly durch: PersonId;
    readonly zeit: Zeitpunkt;
  }[];
  readonly umlauf: Umlauf | null;
  readonly fruehereUmlaeufe: readonly { readonly phase: Phase; readonly umlauf: Umlauf }[];
  readonly abschluss: {
    readonly zeit: Zeitpunkt;
    readonly durch: PersonId;
    readonly aufbewahrenBis: Tag | null;
    readonly norm: string;
    readonly grund: string;
  } | null;
}

export type Laufzettelstatus =
  | 'entwurf'
  | 'imUmlauf'
  | 'angehalten'
  | 'zurueckgegeben'
  | 'gezeichnet'
  | 'abgeschlossen'
  | 'zurueckgezogen';

export interface Vermerkpunkt {
  readonly zutreffend: boolean | null;
  readonly text: string;
}

export interface Dokument {
  readonly dokument: string;
  readonly art: Dokumentart;
  readonly phase: Phase;
  readonly versionen: readonly Dokumentversion[];
  readonly entfernt: { readonly zeit: Zeitpunkt; readonly durch: PersonId; readonly grund: string } | null;
}

export interface Dokumentversion {
  readonly version: number;
  readonly sha256: Sha256;
  readonly previous: Sha256 | null;
  readonly dateiname: string;
  readonly bytes: number | null;
  readonly seiten: number | null;
  readonly durch: PersonId;
  readonly zeit: Zeitpunkt;
  readonly grund: string;
  /** step whose signature made this version; null: attached or replaced by hand */
  readonly schritt: string | null;
  /** revision of the Laufzettel it came with */
  readonly revision: number;
}

/** The version in force. Every document has at least one. */
export function currentVersion(d: Dokument): Dokumentversion {
  const letzte = d.versionen.at(-1);
  if (!letzte) throw new Error('document without a version');
  return letzte;
}

/** Documents that are still in the file. */
export const vorhandene = (s: Laufzettel): readonly Dokument[] =>
  s.dokumente.filter((d) => d.entfernt === null);

export const findDokument = (s: Laufzettel, dokument: string): Dokument | null =>
  vorhandene(s).find((d) => d.dokument === dokument) ?? null;

/** The part of the Vermerk that the current phase signs; null if it is not attached yet. */
export const vermerkDokument = (s: Laufzettel): Dokument | null =>
  vorhandene(s).findLast((d) => d.art === 'vergabevermerk' && d.phase === s.phase) ?? null;

/** What the route must know of this slip. Earlier signed parts of the Vermerk are shown and bound as well. */
export function umlaufKontext(s: Laufzettel): UmlaufKontext {
  return {
    dokumente: vorhandene(s).map((d) => {
      const { version, sha256, dateiname } = currentVersion(d);
      return { dokument: d.dokument, version, sha256, dateiname };
    }),
    hauptdokument: vermerkDokument(s)?.dokument ?? null,
    dokumentart: 'vergabevermerk',
    steuerung: ['vergabestelle'],
  };
}

export function evolveLaufzettel(s: Laufzettel | null, event: LaufzettelEvent, meta: EventMeta): Laufzettel {
  if (event.type === 'LaufzettelAngelegt') {
    return {
      status: 'entwurf',
      nummer: event.nummer,
      jahr: event.jahr,
      angelegtVon: meta.akteur,
      angelegtAm: meta.zeit,
      herkunft: event.herkunft,
      angaben: event.angaben,
      bedarfsstelleKuerzel: event.bedarfsstelleKuerzel,
      inhaltsstand: meta.revision,
      phase: 'bedarf',
      dokumente: [],
      vermerk: {},
      hinweise: [],
      umlauf: null,
      fruehereUmlaeufe: [],
      abschluss: null,
    };
  }
  if (s === null) throw new Error(`${event.type} before LaufzettelAngelegt`);
  if (isUmlaufEvent(event)) return withUmlauf(s, event, meta);
  const version = { durch: meta.akteur, zeit: meta.zeit, revision: meta.revision };
  switch (event.type) {
    case 'LaufzettelGeaendert':
      return {
        ...s,
        angaben: { ...s.angaben, ...event.angaben },
        bedarfsstelleKuerzel: event.bedarfsstelleKuerzel ?? s.bedarfsstelleKuerzel,
        inhaltsstand: meta.revision,
      };
    case 'DokumentHinzugefuegt': {
      const { dokument, art, phase, sha256, dateiname, bytes, seiten } = event;
      const erste = {
        version: 1,
        sha256,
        previous: null,
        dateiname,
        bytes,
        seiten,
        grund: '',
        schritt: null,
      };
      return {
        ...s,
        dokumente: [
          ...s.dokumente,
          { dokument, art, phase, versionen: [{ ...erste, ...version }], entfernt: null },
        ],
      };
    }
    case 'DokumentErsetzt': {
      const { type: _, dokument, ...neu } = event;
      return withVersion(s, dokument, { ...neu, ...version, schritt: null });
    }
    case 'DokumentEntfernt': {
      const entfernt = { zeit: meta.zeit, durch: meta.akteur, grund: event.grund };
      return {
        ...s,
        dokumente: s.dokumente.map((d) => (d.dokument === event.dokument ? { ...d, entfernt } : d)),
      };
    }
    case 'VermerkPunktGesetzt': {
      const punkt = { zutreffend: event.zutreffend, text: event.text };
      return { ...s, vermerk: { ...s.vermerk, [event.nummer]: punkt }, inhaltsstand: meta.revision };
    }
    case 'HinweisBestaetigt': {
      const { code, text, begruendung } = event;
      const hinweis = { code, text, begruendung, durch: meta.akteur, zeit: meta.zeit };
      return { ...s, hinweise: [...s.hinweise, hinweis] };
    }
    case 'TeilBegonnen':
      return { ...archiveUmlauf(s), status: 'entwurf', phase: event.phase, inhaltsstand: meta.revision };
    case 'LaufzettelAbgeschlossen': {
      const { protokoll, bytes, seiten } = event;
      const { dokument, sha256, dateiname } = protokoll;
      const erste = {
        version: 1,
        sha256,
        previous: null,
        dateiname,
        bytes,
        seiten,
        grund: '',
        schritt: null,
      };
      return {
        ...s,
        status: 'abgeschlossen',
        dokumente: [
          ...s.dokumente,
          {
            dokument,
            art: 'umlaufprotokoll',
            phase: s.phase,
            versionen: [{ ...erste, ...version }],
            entfernt: null,
          },
        ],
        abschluss: {
          zeit: meta.zeit,
          durch: meta.akteur,
          aufbewahrenBis: event.aufbewahrenBis,
          norm: event.aufbewahrungNorm,
          grund: '',
        },
      };
    }
    case 'LaufzettelZurueckgezogen':
      return withdrawn(s, event.grund, meta);
    default:
      return assertNever(event);
  }
}

function withUmlauf(s: Laufzettel, event: Parameters<typeof evolveUmlauf>[1], meta: EventMeta): Laufzettel {
  // A new route after a return keeps the one before, with all its signatures.
  const base = event.type === 'UmlaufBegonnen' ? archiveUmlauf(s) : s;
  const umlauf = evolveUmlauf(base.umlauf, event);
  const next: Laufzettel = { ...base, umlauf, status: statusFrom(umlauf) };
  if (event.type === 'UmlaufZurueckgezogen') return withdrawn(next, event.grund, meta);
  if (event.type !== 'SchrittGezeichnet' || event.nachweis?.art !== 'pdf') return next;
  const { dokument, version, sha256 } = event.nachweis;
  const bisher = dokument === null ? null : findDokument(s, dokument);
  if (!bisher || dokument === null || version === null) return next;
  const vorher = currentVersion(bisher);
  return withVersion(next, dokument, {
    version,
    sha256,
    previous: vorher.sha256,
    dateiname: vorher.dateiname,
    bytes: null,
    seiten: vorher.seiten,
    durch: event.person,
    zeit: event.geschehenAm,
    grund: '',
    schritt: event.schritt,
    // A signature changes nothing of the content, so the Vermerk is as fresh as what was signed.
    revision: vorher.revision,
  });
}

function statusFrom(u: Umlauf): Laufzettelstatus {
  switch (u.status) {
    case 'laeuft':
      return 'imUmlauf';
    case 'angehalten':
      return 'angehalten';
    case 'zurueckgegeben':
      return 'zurueckgegeben';
    case 'abgeschlossen':
      return 'gezeichnet';
    case 'zurueckgezogen':
      return 'zurueckgezogen';
    default:
      return assertNever(u.status);
  }
}

const archiveUmlauf = (s: Laufzettel): Laufzettel =>
  s.umlauf === null
    ? s
    : {
        ...s,
        umlauf: null,
        fruehereUmlaeufe: [...s.fruehereUmlaeufe, { phase: s.phase, umlauf: s.umlauf }],
      };

const withdrawn = (s: Laufzettel, grund: string, meta: EventMeta): Laufzettel => ({
  ...s,
  status: 'zurueckgezogen',
  abschluss: { zeit: meta.zeit, durch: meta.akteur, aufbewahrenBis: null, norm: '', grund },
});

const withVersion = (s: Laufzettel, dokument: string, version: Dokumentversion): Laufzettel => ({
  ...s,
  dokumente: s.dokumente.map((d) =>
    d.dokument === dokument ? { ...d, versionen: [...d.versionen, version] } : d,
  ),
});

/** Slips that may still be edited: a draft, or one that came back to its initiator. */
export const isEditable = (s: Laufzettel): boolean => s.status === 'entwurf' || s.status === 'zurueckgegeben';
