import type { ZodType } from 'zod';
import {
  massManifestSchema,
  massPageSchema,
  type MassGroup,
  type MassPage,
} from '../../contract/mass-data.ts';
import {
  centralTrustSchema,
  erasedSchema,
  historySchema,
  penAnswerSchema,
  pensSchema,
  refusedSchema,
  type CentralTrust,
  type Pen,
  type PenAnswer,
} from '../../contract/records.ts';
import { issuedSchema, NACHWEIS_ROLLEN, type Issued } from '../../contract/evidence.ts';
import { wantedSchema } from '../../contract/central.ts';
import type { WireRecord } from '../../contract/sync.ts';
import { formatRolle } from '../../domain/organisation/index.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../domain/shared/result.ts';
import type { Request } from './blobs.ts';
import type { Line } from './ports.ts';

/** What the centre says of single Vorgaenge, documents and tables. Null: not there, or not for this person. */
export interface RecordCalls {
  readonly massGroups: () => Promise<Line<readonly MassGroup[]>>;
  readonly massPage: (tabelle: string, gruppe: string, nach: string) => Promise<Line<MassPage | null>>;
  readonly history: (vorgang: string) => Promise<Line<readonly WireRecord[] | null>>;
  readonly erase: (
    vorgang: string,
    grund: string,
  ) => Promise<
    Line<Result<{ readonly vorgang: string; readonly zeit: string; readonly feed: number }, Rejection>>
  >;
  readonly evidence: (vorgang: string, inhalt: boolean) => Promise<Line<Result<string, Rejection>>>;
  readonly issued: (vorgang: string) => Promise<Line<Result<readonly Issued[], Rejection>>>;
  /** documents that the centre has lost and that may be here */
  readonly wanted: () => Promise<Line<readonly string[]>>;
  readonly pens: () => Promise<Line<readonly Pen[]>>;
  readonly takePen: (vorgang: string, sha256: string) => Promise<Line<PenAnswer | null>>;
  readonly returnPen: (sha256: string) => Promise<Line<unknown>>;
  readonly trust: () => Promise<Line<CentralTrust>>;
}

export function recordCalls(request: Request): RecordCalls {
  const of = (vorgang: string, what: string) => `/vorgaenge/${encodeURIComponent(vorgang)}/${what}`;
  const json = (value: unknown) => ({
    body: JSON.stringify(value),
    headers: { 'content-type': 'application/json' },
  });
  return {
    massGroups: async () =>
      map(await read(await request('GET', '/datensaetze'), massManifestSchema), (m) => m?.gruppen ?? []),
    massPage: async (tabelle, gruppe, nach) =>
      read(
        await request('GET', `/datensaetze/${encodeURIComponent(tabelle)}/${encodeURIComponent(gruppe)}`, {
          query: `?nach=${encodeURIComponent(nach)}`,
        }),
        massPageSchema,
      ),
    history: async (vorgang) =>
      map(await read(await request('GET', of(vorgang, 'verlauf')), historySchema), (h) => h?.records ?? null),
    erase: async (vorgang, grund) => {
      const line = await request('POST', of(vorgang, 'loeschung'), json({ grund }));
      if (line.line !== 'ok') return line;
      if (line.value.status === 409)
        return map(await read(line, refusedSchema, 409), (r) => err(r?.rejection ?? GONE));
      return map(await read(line, erasedSchema), (e) => (e ? ok(e) : err(GONE)));
    },
    evidence: async (vorgang, inhalt) => {
      const line = await request('GET', of(vorgang, 'nachweis'), {
        ...(inhalt ? { query: '?inhalt=ja' } : {}),
        // It reads a whole path through the log for each record.
        signal: AbortSignal.timeout(EVIDENCE_MS),
      });
      if (line.line !== 'ok') return line;
      try {
        return { line: 'ok', value: line.value.ok ? ok(await line.value.text()) : refusedBy(line.value) };
      } catch {
        return { line: 'down' };
      }
    },
    issued: async (vorgang) => {
      const line = await request('GET', of(vorgang, 'nachweis/ausgaben'));
      if (line.line === 'ok' && !line.value.ok) return { line: 'ok', value: refusedBy(line.value) };
      return map(await read(line, issuedSchema), (a) => ok(a?.ausgaben ?? []));
    },
    wanted: async () =>
      map(await read(await request('GET', '/gesucht'), wantedSchema), (w) => w?.gesucht ?? []),
    pens: async () => map(await read(await request('GET', '/stifte'), pensSchema), (p) => p?.stifte ?? []),
    takePen: async (vorgang, sha256) =>
      read(
        await request('POST', '/stifte', { ...json({ vorgang, sha256 }), signal: soon() }),
        penAnswerSchema,
      ),
    returnPen: async (sha256) => request('DELETE', `/stifte/${sha256}`, { signal: soon() }),
    trust: async () =>
      map(
        await read(await request('GET', '/vertrauen'), centralTrustSchema),
        (t) => t ?? { anker: [], uebung: null },
      ),
  };
}

/** Somebody waits with the PIN in hand: rather signed without a pen than not at all. */
const soon = () => AbortSignal.timeout(12_000);

const EVIDENCE_MS = 120_000;

/** Why there is no evidence of this Vorgang, by the status of the answer. */
const refusedBy = ({ status }: Response): Result<never, Rejection> =>
  err(
    status === 403
      ? {
          code: 'nachweis.nicht-berechtigt',
          params: { rollen: NACHWEIS_ROLLEN.map(formatRolle).join(' oder ') },
        }
      : status === 409
        ? { code: 'nachweis.kein-pruefpunkt', params: {} }
        : GONE,
  );

const GONE: Rejection = { code: 'ledger.vorgang-unbekannt', params: {} };

/** The body of an answer; null when it is refused with another status than `also`. */
async function read<T>(line: Line<Response>, schema: ZodType<T>, also = 200): Promise<Line<T | null>> {
  if (line.line !== 'ok') return line;
  if (!line.value.ok && line.value.status !== also) return { line: 'ok', value: null };
  try {
    const parsed = schema.safeParse(await line.value.json());
    return parsed.success ? { line: 'ok', value: parsed.data } : { line: 'down' };
  } catch {
    return { line: 'down' };
  }
}

const map = <T, U>(line: Line<T>, to: (value: T) => U): Line<U> =>
  line.line === 'ok' ? { line: 'ok', value: to(line.value) } : line;
