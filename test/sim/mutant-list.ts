/** A fault that somebody could build in: a place of the program, and what stands there instead. */
export interface Mutant {
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** a second bolt in the same file, which has to be open as well */
  readonly and?: { readonly from: string; readonly to: string };
}

const CLIENT_PULL = 'src/main/sync/pull.ts';
const CLIENT_PUSH = 'src/main/sync/push.ts';
const SETTLE = 'src/ledger/settle.ts';
const CENTRE_FEED = 'src/central/sync/feed.ts';
const LAYER = 'src/central/engine/layer.ts';
const SESSION = 'src/central/engine/session.ts';

/** The decision at the centre. */
const DECISION: readonly Mutant[] = [
  {
    what: 'a repeated command is not recognised',
    file: SETTLE,
    from: 'if (seen.stored) {',
    to: 'if (seen.stored && envelope.seq < 0) {',
  },
  {
    what: 'what hangs on a refused command is decided',
    file: SETTLE,
    from: "if (earlier === null || earlier.outcome !== 'applied')",
    to: 'if (envelope.seq < 0)',
  },
  {
    what: 'a command out of its order is taken',
    file: SETTLE,
    from: "if (envelope.seq !== seen.lastSeq + 1) return { answer: 'gap', expected: seen.lastSeq + 1 };",
    to: '',
  },
  {
    what: 'a refused command keeps what it has done so far',
    file: SETTLE,
    from: "result.outcome === 'applied' ? 'release' : 'rollback'",
    to: "'release'",
  },
  {
    what: 'what a command causes elsewhere is forgotten',
    file: SETTLE,
    from: 'for (const reaction of decision.reactions) {',
    to: 'for (const reaction of decision.reactions.slice(1)) {',
  },
  {
    what: 'a clock set back is not noticed',
    file: SETTLE,
    from: 'const CLOCK_TOLERANCE_MS = 5 * 60_000;',
    to: 'const CLOCK_TOLERANCE_MS = 1e12;',
  },
  {
    what: 'an author counts as having seen what others wrote between two commands of his',
    file: 'src/ledger/basis.ts',
    from: 'seen: from <= basis ? revision : basis,',
    to: 'seen: revision,',
  },
  {
    what: 'a waiting command does not see those before it',
    file: 'src/ledger/outbox.ts',
    from: 'const stand = current.get(envelope.vorgang) ?? view.confirmed(envelope.vorgang);',
    to: 'const stand = view.confirmed(envelope.vorgang);',
  },
];

/** What the centre keeps. */
const STORED: readonly Mutant[] = [
  {
    what: 'two commands of one transaction follow the same record',
    file: LAYER,
    from: 'below.head = above.head ?? below.head;',
    to: 'below.head ??= above.head;',
  },
  {
    what: 'a number is given twice',
    file: LAYER,
    from: 'for (const [k, v] of above.series) below.series.set(k, v);',
    to: '',
  },
  {
    what: 'a claim is not kept',
    file: LAYER,
    from: 'const rows = [...claims].flatMap(([vorgang, held]) =>',
    to: 'const rows = [...claims].slice(1).flatMap(([vorgang, held]) =>',
  },
  {
    what: 'who may read a Vorgang is not followed',
    file: LAYER,
    from: '(s) => !isSameSet(stored(s.stand.vorgang)?.projection[field] ?? [], s.projection[field]),',
    to: '(s) => stored(s.stand.vorgang) === null,',
  },
  {
    what: 'a key is used and not kept',
    file: SESSION,
    from: 'target().keys.set(vorgang, key);',
    to: '',
  },
  {
    what: 'what was decided in the same transaction is not held against the next',
    file: SESSION,
    from: 'if (top === null || top.claims.size === 0) return base.claims;',
    to: 'if (top === null || top.claims.size === 0) return new Map();',
  },
  {
    what: 'an answer is not kept',
    file: 'src/central/engine/clients.ts',
    from: 'answers.map(({ clientId, seq, digest, result, vorgang }) => ({',
    to: 'answers.slice(1).map(({ clientId, seq, digest, result, vorgang }) => ({',
  },
  {
    what: 'how far a client has come is not kept',
    file: 'src/central/engine/clients.ts',
    from: '.doUpdateSet({ last_seq }))',
    to: '.doNothing())',
  },
];

/** What the centre tells its laptops. */
const TOLD: readonly Mutant[] = [
  {
    what: 'a laptop counts as holding what it may never have received',
    file: CENTRE_FEED,
    from: 'return h !== undefined && h.evicted === 0 && h.seit <= at.feed;',
    to: 'return h !== undefined && h.evicted === 0;',
  },
  {
    what: 'a comparison whose answer was lost is not told again',
    file: 'src/central/sync/compare.ts',
    from: 'return h === undefined || h.evicted === 1 || h.epoch === reader.epoch || h.seit > at.feed;',
    to: 'return h === undefined || h.evicted === 1;',
  },
  {
    what: 'a late request passes for one that was answered',
    file: CENTRE_FEED,
    from: 'const told = fresh.length + evict.length > 0 ? (await readHead(tx, reader.tenant)).feed : end;',
    to: 'const told = end;',
  },
  {
    what: 'a laptop is not told what it may no longer see',
    file: CENTRE_FEED,
    from: 'return !readable.has(id) && !erased.has(id) && h !== undefined && (h.evicted === 0 || h.seit > at.feed);',
    to: 'return false;',
  },
  {
    what: 'the cursor runs ahead of its page',
    file: CENTRE_FEED,
    from: "next: { phase: 'feed', feed: end,",
    to: "next: { phase: 'feed', feed: head,",
  },
  {
    what: 'a restored centre takes a place in another past for one of its own',
    file: 'src/central/sync/pull.ts',
    from: '(await stelleOf(tx, reader.tenant, sent.kopf)) !== sent.stelle',
    to: 'sent.kopf < 0',
  },
];

/** What a laptop makes of it. */
const TAKEN: readonly Mutant[] = [
  {
    what: 'an applied command leaves the outbox before the feed has brought its effect',
    file: CLIENT_PULL,
    from: 'if (result.feed > feed && revision < result.revision) return [];',
    to: '',
  },
  {
    what: 'the cursor is kept before its page is',
    file: CLIENT_PULL,
    from: 'const touched = deps.store.transaction(() => applyPage(deps, page));',
    to: `deps.store.transaction(() => deps.store.setSetting(CURSOR_SETTING, page.cursor));
    const touched = deps.store.transaction(() => applyPage(deps, page));`,
  },
  {
    what: 'what is not understood is not noted, and never fetched anew',
    file: CLIENT_PULL,
    from: 'noteUnknown(deps, record.vorgang);',
    to: '',
  },
  {
    what: 'an updated program does not fetch anew what the old one did not understand',
    file: 'src/main/sync/update.ts',
    from: 'const again = started && readUnknown(store).length > 0;',
    to: 'const again = false;',
  },
  {
    what: 'what has arrived is not kept for a restored centre',
    file: CLIENT_PULL,
    from: 'if (arrived.length > 0) store.outbox.keepSent(arrived);',
    to: '',
  },
  {
    what: 'what has arrived is forgotten although no backup holds it',
    file: CLIENT_PULL,
    from: 'store.outbox.dropSent(clientId, safe);',
    to: 'store.outbox.dropSent(clientId, Number.MAX_SAFE_INTEGER);',
  },
  {
    what: 'the outbox is not decided again when the feed moves',
    file: CLIENT_PULL,
    from: 'if (touched.size > 0) deps.rebase();',
    to: '',
  },
  {
    what: 'what is no longer to be seen stays',
    file: CLIENT_PULL,
    from: 'for (const vorgang of page.evict) if (feed.evict(vorgang)) touched.add(vorgang);',
    to: '',
  },
  {
    what: 'what was confirmed before a restore counts as confirmed',
    file: 'src/main/sync/restored.ts',
    from: 'store.feed.doubtAll();',
    to: '',
  },
  {
    what: 'what a restored centre has lost is off the screen until it was sent again',
    file: 'src/main/sync/restored.ts',
    from: 'return store.outbox.takeBack(clientId, from);',
    to: 'return [];',
  },
  {
    what: 'after a restore everything is off the screen until it is fetched again',
    file: 'src/main/sync/restored.ts',
    from: 'store.feed.doubtAll();',
    to: 'store.feed.forgetAll();',
  },
  {
    what: 'the clients of a restored centre go on as if nothing had happened',
    file: CLIENT_PULL,
    from: 'page.lastSeq < highestAnswered(deps) ? noteLost',
    to: 'page.lastSeq < 0 ? noteLost',
  },
  {
    what: 'a refusal does not reach the inbox',
    file: CLIENT_PUSH,
    from: 'deps.conflict(envelope, result);',
    to: '',
  },
  {
    what: 'a refused command leaves its provisional effect on the screen',
    file: CLIENT_PUSH,
    from: 'if (refused.length > 0) deps.rebase();',
    to: '',
  },
  {
    what: 'a refusal told again comes into the inbox again',
    file: CLIENT_PUSH,
    from: "if (before !== null && before.outcome !== 'applied') continue;",
    to: '',
  },
  {
    what: 'what was refused is decided anew by a restored centre',
    file: CLIENT_PUSH,
    from: "=== 'applied' ? e : { ...e, ...WITHDRAWN },",
    to: "=== '' ? { ...e, ...WITHDRAWN } : e,",
    and: { from: 'keepSent([{ ...envelope, ...WITHDRAWN }])', to: 'keepSent([envelope])' },
  },
];

/** A single seat that enters the city. */
const ENTERED: readonly Mutant[] = [
  {
    what: 'a Vorgang of a seat begins at its first revision again',
    file: 'src/ledger/adopt.ts',
    from: 'revision: event.herkunft.revision + 1,',
    to: 'revision: 1,',
  },
  {
    what: 'what an earlier try has brought in is not recognised',
    file: 'src/central/adopt/collisions.ts',
    from: "if (known.get(vorgang) === 'schon-da') return { stand: 'schon-da' };",
    to: '',
  },
  {
    what: 'a place that is taken in the city does not keep a Vorgang of a seat out',
    file: 'src/central/adopt/collisions.ts',
    from: 'if (taken !== null)',
    to: "if (taken !== null && taken.ressource === '')",
  },
  {
    what: 'a seat adopted whole loses the numbers it has given',
    file: 'src/central/adopt/whole.ts',
    from: 'if (serie !== null)',
    to: "if (serie === '')",
  },
];

export const MUTANTS: readonly Mutant[] = [...DECISION, ...STORED, ...TOLD, ...TAKEN, ...ENTERED];
