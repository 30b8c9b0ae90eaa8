import type { Command, FactQuery, Facts, Kind, Projection, Reaktion } from '../domain/shared/vorgang.ts';
import { reject, type Rejection } from '../domain/shared/rejection.ts';
import { ok, type Result } from '../domain/shared/result.ts';
import { formatZeitpunkt } from '../domain/shared/dates.ts';
import { advance } from './kinds.ts';
import { findUnfitText } from './text.ts';
import type { CommandEnvelope, PlainEvent, Stand } from './types.ts';

/** What a command would change in its own Vorgang. */
export interface Decision {
  readonly events: readonly PlainEvent[];
  readonly after: Stand;
  readonly projection: Projection;
  readonly reactions: readonly Reaktion[];
}

/** The questions a command raises; malformed commands raise none, decideCommand refuses them. */
export function queriesOf(kind: Kind, stand: Stand | null, envelope: CommandEnvelope): readonly FactQuery[] {
  // A Vorgang of another kind is refused by decideCommand; no rule is asked about a state that is not its own.
  if (stand !== null && stand.art !== kind.art) return [];
  const parsed = parseCommand(kind, envelope.command);
  return parsed.ok ? kind.needs(stand?.state ?? null, parsed.value) : [];
}

type Parsed = Result<Command, Rejection>;
let last: { readonly kind: Kind; readonly command: Command; readonly result: Parsed } | null = null;

/** The same command is looked at twice in a row, for its questions and for the decision. */
function parseCommand(kind: Kind, command: Command): Parsed {
  if (last?.command === command && last.kind === kind) return last.result;
  const result = readCommand(kind, command);
  last = { kind, command, result };
  return result;
}

function readCommand(kind: Kind, command: Command): Parsed {
  const parsed = kind.commandSchema.safeParse(command);
  const [issue] = parsed.error?.issues ?? [];
  if (!parsed.success)
    return reject('ledger.befehl-ungueltig', {
      feld: issue?.path.join('.') || 'type',
      grund: issue?.message ?? '',
    });
  const feld = findUnfitText(parsed.data);
  return feld === null
    ? ok(parsed.data as Command)
    : reject('ledger.befehl-ungueltig', {
        feld,
        grund: 'enthält ein Zeichen, das nicht gespeichert werden kann',
      });
}

/**
 * Decides one command on one state: the same function on the laptop and at the centre.
 * `facts` must answer what `queriesOf` asked for, as far as it is known.
 */
export function decideCommand(
  kind: Kind,
  stand: Stand | null,
  envelope: CommandEnvelope,
  facts: Facts,
): Result<Decision, Rejection> {
  const parsed = parseCommand(kind, envelope.command);
  if (!parsed.ok) return parsed;
  if (stand !== null && stand.art !== kind.art)
    return reject('ledger.vorgang-anderer-art', { art: stand.art });
  const stale = checkBasis(kind, stand, envelope, facts);
  if (stale) return { ok: false, error: stale };

  const decided = kind.decide(stand?.state ?? null, parsed.value, facts);
  if (!decided.ok) return decided;
  const first = (stand?.revision ?? 0) + 1;
  const events: PlainEvent[] = decided.value.map((event, i) => ({
    event,
    meta: { zeit: facts.jetzt, akteur: facts.akteur, revision: first + i },
  }));
  const after = advance(kind, stand, envelope.vorgang, events);
  if (after === null) return reject('ledger.vorgang-unbekannt', {});
  return ok({
    events,
    after,
    projection: kind.project(after.state, envelope.vorgang),
    reactions: events.flatMap((e) => [...(kind.react?.(e.event, after.state, envelope.vorgang) ?? [])]),
  });
}

/** An overwriting command is refused when somebody else has written since its author looked. */
function checkBasis(
  kind: Kind,
  stand: Stand | null,
  envelope: CommandEnvelope,
  facts: Facts,
): Rejection | null {
  if (stand === null || !kind.nurAufAktuellemStand?.has(envelope.command.type)) return null;
  if (stand.revision <= facts.basis) return null;
  return {
    code: 'ledger.stand-veraltet',
    params: { person: stand.zuletzt.akteur, zeit: formatZeitpunkt(stand.zuletzt.zeit) },
  };
}
