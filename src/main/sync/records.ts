import type { Pen } from '../../contract/records.ts';
import { uhrzeitOf } from '../../domain/shared/dates.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import { ok, type Result } from '../../domain/shared/result.ts';
import { TRUST_SETTING, type SyncControl, type SyncHost } from '../app/connection/sync-ports.ts';
import { codeOf, type Line } from './ports.ts';
import type { RecordCalls } from './record-calls.ts';
import { refusedRejection } from './session.ts';

/** Questions about single Vorgaenge and documents, asked of the centre while somebody waits for the answer. */
export function recordControl(
  host: SyncHost,
  transport: RecordCalls,
  isConnected: () => boolean,
): Pick<SyncControl, 'fetchHistory' | 'erase' | 'evidence' | 'issued' | 'pen'> & {
  /** looks who has which pen, and what the centre trusts; part of every round */
  readonly look: () => Promise<void>;
} {
  let pens: readonly Pen[] = [];
  let trusted = false;

  function setPens(next: readonly Pen[]): void {
    const key = (p: Pen) => `${p.sha256} ${p.person} ${p.bis}`;
    const before = new Set(pens.map(key));
    const after = new Set(next.map(key));
    const moved = [...pens.filter((p) => !after.has(key(p))), ...next.filter((p) => !before.has(key(p)))];
    pens = next;
    if (moved.length > 0) host.changed([...new Set(moved.map((p) => p.vorgang))]);
  }

  /** What the centre said, or why it said nothing. */
  const answered = <T>(line: Line<Result<T, Rejection>>): Result<T, Rejection> => {
    if (line.line === 'ok') return line.value;
    return line.line === 'down'
      ? reject('sync.keine-verbindung', { adresse: host.centre.adresse })
      : refusedRejection(codeOf(line));
  };

  return {
    look: async () => {
      const line = await transport.pens();
      if (line.line === 'ok') setPens(line.value);
      if (trusted) return;
      const trust = await transport.trust();
      if (trust.line !== 'ok') return;
      trusted = true;
      host.store.setSetting(TRUST_SETTING, trust.value);
    },
    fetchHistory: async (vorgang) => {
      if (!isConnected()) return false;
      const line = await transport.history(vorgang);
      if (line.line !== 'ok' || line.value === null) return false;
      const records = line.value;
      host.store.transaction(() => {
        host.store.feed.begin();
        for (const r of records)
          host.store.feed.append({
            ...r,
            tenant: r.siegel ?? host.centre.tenant,
            payload: Buffer.from(r.payload, 'base64'),
          });
      });
      return true;
    },
    erase: async (vorgang, grund) => answered(await transport.erase(vorgang, grund)),
    evidence: async (vorgang, inhalt) => answered(await transport.evidence(vorgang, inhalt)),
    issued: async (vorgang) => answered(await transport.issued(vorgang)),
    pen: {
      list: () => pens.filter((p) => p.bis > host.now()),
      take: async (vorgang, sha256) => {
        if (!isConnected()) return ok(null);
        const line = await transport.takePen(vorgang, sha256);
        // Not to be had, or of a version that the centre does not know yet: signed provisionally.
        if (line.line !== 'ok' || line.value === null) return ok(null);
        const { erhalten, stift } = line.value;
        setPens([...pens.filter((p) => p.sha256 !== sha256), stift]);
        if (erhalten) return ok(null);
        return reject('ledger.stift-vergeben', { person: stift.name, bis: uhrzeitOf(stift.bis) });
      },
      giveBack: async (sha256) => {
        // Without a line it lapses by itself.
        if (isConnected()) await transport.returnPen(sha256);
        setPens(pens.filter((p) => p.sha256 !== sha256));
      },
    },
  };
}
