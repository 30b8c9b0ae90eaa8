import { assertNever } from '../shared/result.ts';
import type { EventMeta } from '../shared/vorgang.ts';
import { evolveUmlauf } from '../umlauf/evolve.ts';
import { isUmlaufEvent } from '../umlauf/schema.ts';
import type { Umlauf } from '../umlauf/state.ts';
import type { LaufzettelEvent } from './schema.ts';
import type { Dokument, Dokumentversion, Laufzettel, Laufzettelstatus } from './state.ts';
import { currentVersion, findDokument, vorhandene } from './state.ts';

/** Applies one event to a slip; null before the first. */
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
      const { dokument, art, phase } = event;
      return withDokument(s, { dokument, art, phase }, { ...event, ...version });
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
    case 'DokumentAufgewertet': {
      const bestand = vorhandene(s).find((d) => currentVersion(d).sha256 === event.vorher);
      if (!bestand) return s;
      const vorher = currentVersion(bestand);
      return withVersion(s, bestand.dokument, {
        ...vorher,
        version: vorher.version + 1,
        sha256: event.dokument,
        previous: vorher.sha256,
        bytes: null,
        durch: meta.akteur,
        zeit: meta.zeit,
        grund: '',
        schritt: null,
        aufgewertet: true,
      });
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
      const { dokument, ...datei } = protokoll;
      const akte = { dokument, art: 'umlaufprotokoll', phase: s.phase } as const;
      return {
        ...withDokument(s, akte, { ...datei, bytes, seiten, ...version }),
        status: 'abgeschlossen',
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

type Datei = Pick<
  Dokumentversion,
  'sha256' | 'dateiname' | 'bytes' | 'seiten' | 'durch' | 'zeit' | 'revision'
>;

/** A further document, with its first version. */
function withDokument(
  s: Laufzettel,
  akte: Pick<Dokument, 'dokument' | 'art' | 'phase'>,
  datei: Datei,
): Laufzettel {
  const { sha256, dateiname, bytes, seiten, durch, zeit, revision } = datei;
  const herkunft = { grund: '', schritt: null, durch, zeit, revision };
  const erste = { version: 1, sha256, previous: null, dateiname, bytes, seiten, ...herkunft };
  return { ...s, dokumente: [...s.dokumente, { ...akte, versionen: [erste], entfernt: null }] };
}

const withVersion = (s: Laufzettel, dokument: string, version: Dokumentversion): Laufzettel => ({
  ...s,
  dokumente: s.dokumente.map((d) =>
    d.dokument === dokument ? { ...d, versionen: [...d.versionen, version] } : d,
  ),
});
