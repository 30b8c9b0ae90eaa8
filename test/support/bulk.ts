import type { Command } from '../../src/domain/shared/vorgang.ts';
import type { Kinds } from '../../src/ledger/index.ts';
import type { OpenedStore } from '../../src/main/store/open.ts';
import { applied, gatherNumbers, settleOn, type ExecuteOptions, type Gather } from './workspace.ts';

/** One command of a bulk fill. */
export interface BulkCommand extends Pick<ExecuteOptions, 'art' | 'author'> {
  readonly vorgang: string;
  readonly command: Command;
  readonly zeit: string;
}

/** Commands settled in one transaction: a durable commit costs as much as hundreds of them. */
const BATCH = 5000;

/** Fills a workspace through the real engine, in large transactions; answers how many commands were applied. */
export function bulkFill(
  store: OpenedStore,
  kinds: Kinds,
  commands: Iterable<BulkCommand>,
  gather: Gather = gatherNumbers,
): number {
  const seqs = new Map<string, number>();
  const revisions = new Map<string, number>();
  const iterator = commands[Symbol.iterator]();
  let n = 0;
  for (let more = true; more;) {
    store.transaction(() => {
      for (let i = 0; i < BATCH; i++) {
        const next = iterator.next();
        if (next.done) {
          more = false;
          return;
        }
        const { vorgang, command, zeit, art = 'notiz', author = 'kaya' } = next.value;
        const clientId = `bulk:${author}`;
        const seq = (seqs.get(clientId) ?? store.centre.seen(clientId, 0).lastSeq) + 1;
        seqs.set(clientId, seq);
        const answer = applied(
          settleOn(
            store,
            kinds,
            {
              tenant: 'siegen',
              clientId,
              seq,
              id: `${clientId}-${seq}`,
              art,
              vorgang,
              command,
              v: 1,
              baseRevision: revisions.get(vorgang) ?? 0,
              hangsOn: null,
              clientTime: zeit,
              author,
            },
            zeit,
            gather,
          ),
        );
        revisions.set(vorgang, answer.revision);
        n++;
      }
    });
  }
  return n;
}

const WOERTER =
  'Beschaffung Kehrmaschine Radlader Grünfläche Straßenreinigung Müllbehälter Feuerwehr Schläuche Angebot Prüfung Mittelbestätigung Haushalt Vermerk Lieferung Wartung Hermelsbach Lindenberg Trauerhalle Bagger Streusalz'.split(
    ' ',
  );
const NAMEN = 'Müller Schäfer Groß Jüngst Weiß Löhr Klein Böcking Stähler Hüttenhain'.split(' ');
const pick = (list: readonly string[], n: number) => list[n % list.length] ?? '';

/** Notes as of a city in use: `vorgaenge` of them with `je` events each, spread over two years, most closed. */
export function* notizen(vorgaenge: number, je: number): Generator<BulkCommand> {
  const start = Date.parse('2024-11-22T08:00:00.000Z');
  const step = Math.floor((730 * 24 * 3600_000) / (vorgaenge * je));
  let tick = 0;
  const zeit = () => new Date(start + step * tick++).toISOString();
  for (let i = 0; i < vorgaenge; i++) {
    const vorgang = `vorgang-${String(i).padStart(6, '0')}`;
    const author = `person-${i % 40}`;
    const titel = `${pick(WOERTER, i * 7)} ${pick(WOERTER, i * 3 + 1)} ${i}`;
    const fuer = `person-${(i * 13) % 40}`;
    yield { vorgang, author, zeit: zeit(), command: { type: 'createNotiz', titel, fuer } as Command };
    for (let k = 1; k < je; k++) {
      const last = k === je - 1;
      if (last && i % 50 !== 0) {
        yield { vorgang, author, zeit: zeit(), command: { type: 'close' } };
        continue;
      }
      const text = `${pick(NAMEN, i + k)} meldet: ${pick(WOERTER, i + k * 5)} ${pick(WOERTER, i * k)} und ${pick(WOERTER, k)} am ${k}.`;
      yield { vorgang, author, zeit: zeit(), command: { type: 'addText', text } as Command };
    }
  }
}
