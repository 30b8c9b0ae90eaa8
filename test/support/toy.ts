import { z } from 'zod';
import { ok } from '../../src/domain/shared/result.ts';
import { reject } from '../../src/domain/shared/rejection.ts';
import {
  getFact,
  type Claim,
  type EventMeta,
  type Kind,
  type Projection,
} from '../../src/domain/shared/vorgang.ts';

/** A small kind of Vorgang for tests of engine and store: a note with text, number, claims and documents. */
export interface Notiz {
  readonly titel: string;
  readonly texte: readonly string[];
  readonly nummer: string | null;
  readonly belegt: readonly Claim[];
  readonly dokumente: readonly string[];
  readonly fuer: string | null;
  readonly rolle: string | null;
  readonly geschlossen: boolean;
  readonly geaendertVon: string;
}

const claim = z.object({ ressource: z.string(), von: z.string(), bis: z.string() });
const commandSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('createNotiz'),
    titel: z.string().min(1),
    fuer: z.string().optional(),
    rolle: z.string().optional(),
  }),
  z.object({ type: z.literal('addText'), text: z.string() }),
  z.object({ type: z.literal('rename'), titel: z.string().min(1) }),
  z.object({ type: z.literal('assignNummer') }),
  z.object({ type: z.literal('book'), belegt: z.array(claim) }),
  z.object({ type: z.literal('attach'), sha256: z.string() }),
  z.object({ type: z.literal('close') }),
  z.object({ type: z.literal('closeOther'), vorgang: z.string() }),
  z.object({ type: z.literal('report'), text: z.string() }),
  z.object({ type: z.literal('look') }),
]);
export type NotizCommand = z.infer<typeof commandSchema>;

const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('NotizAngelegt'),
    titel: z.string(),
    fuer: z.string().optional(),
    rolle: z.string().optional(),
  }),
  z.object({ type: z.literal('TextErgaenzt'), v: z.literal(2), text: z.string(), am: z.string() }),
  z.object({ type: z.literal('NotizUmbenannt'), titel: z.string() }),
  z.object({ type: z.literal('NummerVergeben'), nummer: z.string() }),
  z.object({ type: z.literal('MittelBelegt'), belegt: z.array(claim) }),
  z.object({ type: z.literal('DokumentAngehaengt'), sha256: z.string() }),
  z.object({ type: z.literal('NotizGeschlossen') }),
  z.object({ type: z.literal('SchliessungVerlangt'), vorgang: z.string() }),
]);
export type NotizEvent = z.infer<typeof eventSchema>;

export const SERIE = 'NZ-2026';

export const notiz: Kind<Notiz, NotizCommand, NotizEvent> = {
  art: 'notiz',
  bezeichnung: 'Notiz',
  stateVersion: 1,
  commandSchema,
  eventSchema,
  // Version 1 of TextErgaenzt had no time.
  upcast: (event) =>
    (event.type === 'TextErgaenzt' && (event.v ?? 1) === 1
      ? { ...event, v: 2, am: '' }
      : event) as NotizEvent,
  nurAufAktuellemStand: new Set(['rename']),
  meldungen: new Set(['report']),
  needs: (_, command) => (command.type === 'assignNummer' ? [{ art: 'nummer', serie: SERIE }] : []),
  series: (event) => (event.type === 'NummerVergeben' ? SERIE : null),
  decide: (state, command, facts) => {
    if (command.type === 'createNotiz') {
      if (state) return reject('toy.gibt-es-schon', {});
      return ok([{ ...command, type: 'NotizAngelegt' as const }]);
    }
    if (!state) return reject('toy.gibt-es-nicht', {});
    if (state.geschlossen) return reject('toy.geschlossen', {});
    switch (command.type) {
      case 'addText':
        return ok([{ type: 'TextErgaenzt' as const, v: 2 as const, text: command.text, am: facts.jetzt }]);
      case 'report':
        return ok([
          { type: 'TextErgaenzt' as const, v: 2 as const, text: command.text, am: facts.geschehenAm },
        ]);
      case 'rename':
        return ok([{ type: 'NotizUmbenannt' as const, titel: command.titel }]);
      case 'assignNummer': {
        const next = getFact<number>(facts, { art: 'nummer', serie: SERIE });
        if (!next.bekannt) return facts.vorlaeufig ? ok([]) : reject('toy.nummer-unbekannt', {});
        return ok([{ type: 'NummerVergeben' as const, nummer: `NZ-2026-${next.wert}` }]);
      }
      case 'book':
        return ok([{ type: 'MittelBelegt' as const, belegt: command.belegt }]);
      case 'attach':
        return ok([{ type: 'DokumentAngehaengt' as const, sha256: command.sha256 }]);
      case 'close':
        return ok([{ type: 'NotizGeschlossen' as const }]);
      case 'closeOther':
        return ok([{ type: 'SchliessungVerlangt' as const, vorgang: command.vorgang }]);
      case 'look':
        return ok([]);
    }
  },
  evolve: (state, event, meta: EventMeta): Notiz => {
    const s: Notiz = { ...(state ?? EMPTY), geaendertVon: meta.akteur };
    switch (event.type) {
      case 'NotizAngelegt':
        return { ...s, titel: event.titel, fuer: event.fuer ?? null, rolle: event.rolle ?? null };
      case 'TextErgaenzt':
        return { ...s, texte: [...s.texte, event.text] };
      case 'NotizUmbenannt':
        return { ...s, titel: event.titel };
      case 'NummerVergeben':
        return { ...s, nummer: event.nummer };
      case 'MittelBelegt':
        return { ...s, belegt: event.belegt };
      case 'DokumentAngehaengt':
        return { ...s, dokumente: [...s.dokumente, event.sha256] };
      case 'NotizGeschlossen':
        return { ...s, geschlossen: true, belegt: [] };
      case 'SchliessungVerlangt':
        return s;
    }
  },
  react: (event) =>
    event.type === 'SchliessungVerlangt'
      ? [{ art: 'notiz', vorgang: event.vorgang, command: { type: 'close' } }]
      : [],
  project: (s): Projection => ({
    nummer: s.nummer,
    titel: s.titel,
    untertitel: s.texte.at(-1) ?? '',
    status: s.geschlossen
      ? { code: 'geschlossen', text: 'geschlossen', stufe: 'ruht' }
      : { code: 'offen', text: 'offen', stufe: 'laeuft' },
    faellig: null,
    aufgaben: s.geschlossen
      ? []
      : [s.fuer, s.rolle].flatMap((wer, i) =>
          wer === null
            ? []
            : [
                {
                  id: `a${i}`,
                  fuer: i === 0 ? { person: wer } : rolleOf(wer),
                  art: 'bearbeiten' as const,
                  text: 'Notiz bearbeiten',
                  faellig: null,
                  seit: '2026-11-22T08:00:00.000Z',
                },
              ],
        ),
    termine: s.belegt.map((b) => ({
      beginn: b.von,
      ende: b.bis,
      text: s.titel,
      ort: b.ressource,
      status: { text: 'bestätigt', stufe: 'gut' as const },
      fuer: [],
    })),
    suchtext: s.texte.join('\n'),
    lesbar: ['alle'],
    abgeschlossen: s.geschlossen,
    felder: { texte: s.texte.length, von: s.geaendertVon },
    merkmale: [`titel:${s.titel}`],
  }),
  claims: (s) => s.belegt,
  documents: (s) => s.dokumente,
};

/** `rechnungspruefung@amt-14` is the role within a unit. */
function rolleOf(text: string): { readonly rolle: string; readonly einheit?: string } {
  const [rolle = '', einheit] = text.split('@');
  return einheit === undefined ? { rolle } : { rolle, einheit };
}

const EMPTY: Notiz = {
  titel: '',
  texte: [],
  nummer: null,
  belegt: [],
  dokumente: [],
  fuer: null,
  rolle: null,
  geschlossen: false,
  geaendertVon: '',
};
