import {
  ADOPTED,
  adoptionId,
  EMPTY_HEAD,
  ERASED,
  fromHex,
  growingRoot,
  headerHash,
  hex,
  isSignedBy,
  parseNote,
  parseStatement,
  type LedgerCrypto,
  type Statement,
} from '../../ledger/index.ts';
import { verifyTimestamp } from '../../signature/index.ts';
import { formatPublicKey } from '../public-key.ts';
import type { AuditCheckpoint, AuditFinding, AuditRecord, AuditResult, AuditSource } from './types.ts';

export interface Trust {
  /** key that the auditor knows; null: the first one that the log itself names */
  readonly key: Uint8Array | null;
  /** checkpoints that the auditor kept from elsewhere: they must agree with this log */
  readonly kept: readonly string[];
}

/** More findings than this say no more than these. */
const MAX_FINDINGS = 200;

/**
 * Reads a whole log once and checks all that can be checked: that no record was changed, taken out, moved or cut
 * off; that payloads are what the chain commits to; that every checkpoint was signed and says the truth.
 */
export async function checkLog(
  source: AuditSource,
  crypto: LedgerCrypto,
  trust: Trust,
): Promise<AuditResult> {
  const findings: AuditFinding[] = [];
  const add = (art: AuditFinding['art'], stelle: string, text: string): void => {
    if (findings.length < MAX_FINDINGS) findings.push({ art, stelle, text });
  };
  const keys = keysOf(source, crypto, trust, add);
  const checkpoints = [...source.checkpoints, ...trust.kept.map((note) => ({ note, zeitstempel: null }))]
    .flatMap((c) => readCheckpoint(c, source, crypto, keys, add))
    .sort((a, b) => a.said.size - b.said.size);

  const tree = growingRoot(crypto.sha256);
  const log = createLogCheck(source, crypto, add);
  const pruefpunkte: AuditResult['pruefpunkte'][number][] = [];
  let next = 0;
  for await (const record of source.records) {
    log.take(record);
    if (source.copy) continue;
    tree.add(fromHex(record.header.hash));
    for (; checkpoints[next]?.said.size === tree.size(); next += 1) {
      const { said, zeitstempel } = checkpoints[next]!;
      const stelle = `Prüfpunkt ${said.size}`;
      if (hex(tree.root()) !== hex(said.root))
        add('pruefpunkt', stelle, 'Der Verlauf bis hierher ist nicht der, den dieser Prüfpunkt bezeugt.');
      pruefpunkte.push({ groesse: said.size, zeit: said.zeit, zeitstempel });
    }
  }
  const missing = source.copy ? undefined : checkpoints[next];
  if (missing)
    add(
      'abgeschnitten',
      `nach Eintrag ${log.last()}`,
      `Ein Prüfpunkt bezeugt ${checkpoints.at(-1)!.said.size} Einträge, vorhanden sind ${log.last()}.`,
    );
  else if (source.referredTo > log.last())
    add(
      'abgeschnitten',
      `nach Eintrag ${log.last()}`,
      `Andere Tabellen kennen Eintrag ${source.referredTo}.`,
    );
  if (source.copy) for (const c of checkpoints) pruefpunkte.push(toRow(c));

  const restores = source.restoreNotes.flatMap((note) => readRestore(note, crypto, keys, add));
  const { eintraege, geloescht, nutzdaten, kopf } = log.end();
  if (source.siegel) checkEnd(source.siegel, pruefpunkte, eintraege, kopf, add);
  return {
    tenant: nameOf(source),
    eintraege,
    geloescht,
    nutzdaten,
    kopf,
    wurzel: source.copy ? '' : hex(tree.root()),
    pruefpunkte,
    schluessel: keys.at(-1) ? formatPublicKey(keys.at(-1)!) : null,
    wiederherstellungen: restores,
    befunde: findings,
    hinweise: hintsOf(source, pruefpunkte, trust, eintraege),
  };
}

/** What people call a log. */
const nameOf = ({ tenant, siegel }: AuditSource): string =>
  siegel ? `${siegel.stadt}, versiegelt: ${siegel.name} (${siegel.vorsatz})` : tenant;

/** A sealed chain ends where its closing checkpoint says, and is the one that the city calls by its last hash. */
function checkEnd(
  siegel: NonNullable<AuditSource['siegel']>,
  pruefpunkte: AuditResult['pruefpunkte'],
  eintraege: number,
  kopf: string,
  add: Add,
): void {
  const end = pruefpunkte.at(-1);
  if (end === undefined) add('pruefpunkt', 'Siegel', 'Der Abschluss dieser Kette ist nicht bezeugt.');
  else if (eintraege > end.groesse)
    add('reihenfolge', `Eintrag ${end.groesse + 1}`, 'Nach dem Versiegeln kam etwas dazu.');
  else if (kopf !== siegel.kopf)
    add('pruefpunkt', 'Siegel', 'Die Kette endet nicht mit dem Glied, das die Stadt nennt.');
}

export type Add = (art: AuditFinding['art'], stelle: string, text: string) => void;

/** The chain, record by record; goes on after a fault, so that one fault does not hide another. */
function createLogCheck(source: AuditSource, crypto: LedgerCrypto, add: Add) {
  let head = EMPTY_HEAD;
  let eintraege = 0;
  let nutzdaten = 0;
  const erased = new Set<string>();
  const emptied = new Map<string, number>();
  const origins = new Set([...(source.koepfe ?? [])].map(adoptionId));
  const checkOrigin = ({ commandId }: AuditRecord['header'], stelle: string): void => {
    if (!origins.has(commandId))
      add('uebernahme', stelle, 'Die versiegelte Kette, aus der der Vorgang kam, fehlt.');
  };
  return {
    last: () => head.feed,
    take: ({ header, payload, fremd }: AuditRecord): void => {
      const stelle = `Eintrag ${header.feed}`;
      eintraege += 1;
      const gap = header.feed !== head.feed + 1;
      if (header.feed <= head.feed) add('reihenfolge', stelle, 'Der Eintrag steht an falscher Stelle.');
      else if (gap && !source.copy)
        add('fehlt', stelle, `Zwischen Eintrag ${head.feed} und ${header.feed} fehlt etwas.`);
      else if (!gap && header.prev !== head.hash)
        add('reihenfolge', stelle, 'Der Eintrag schließt nicht an den vorigen an.');
      if (headerHash(crypto, header) !== header.hash) add('inhalt', stelle, 'Der Eintrag wurde verändert.');
      if (payload === 'damaged') add('nutzdaten', stelle, 'Der verschlüsselte Inhalt wurde verändert.');
      if (payload === 'whole') nutzdaten += 1;
      if (payload === 'erased' && header.type !== ERASED && !emptied.has(header.vorgang))
        emptied.set(header.vorgang, header.feed);
      if (header.type === ERASED) erased.add(header.vorgang);
      if (header.type === ADOPTED && source.koepfe !== null) checkOrigin(header, stelle);
      if (fremd) add('uebernahme', stelle, 'Der Vorgang ist nicht der aus der versiegelten Kette.');
      head = { feed: header.feed, hash: header.hash, zeit: header.zeit };
    },
    end: () => {
      for (const [vorgang, feed] of emptied) {
        if (!erased.has(vorgang) && !isGoneElsewhere(source, vorgang))
          add('nutzdaten', `Eintrag ${feed}`, 'Der Inhalt fehlt, ohne dass eine Löschung vermerkt ist.');
      }
      return { eintraege, geloescht: erased.size, nutzdaten, kopf: head.hash };
    },
  };
}

/** Erased in the city, or destroyed with all that did not enter it. */
const isGoneElsewhere = ({ siegel }: AuditSource, vorgang: string): boolean =>
  siegel !== undefined && (siegel.geloescht.has(vorgang) || siegel.getilgt !== null);

/** All keys that ever signed, each introduced by the one before it. */
export function keysOf(
  source: AuditSource,
  crypto: LedgerCrypto,
  trust: Trust,
  add: Add,
): readonly Uint8Array[] {
  const keys: Uint8Array[] = trust.key === null ? [] : [trust.key];
  for (const text of source.keyNotes) {
    const note = parseNote(text);
    const said = note && parseStatement(note.text);
    const stelle = said?.art === 'schluessel' ? `Schlüssel ${said.zeit}` : 'Schlüssel';
    if (!note || said?.art !== 'schluessel' || said.tenant !== cityOf(source)) {
      add('schluessel', stelle, 'Die Einführung eines Schlüssels ist nicht lesbar.');
      continue;
    }
    const before = keys.at(-1);
    const known = keys.some((k) => hex(k) === hex(said.publicKey));
    const signed = (key: Uint8Array) => isSignedBy(crypto.sha256, crypto.verify, note, key);
    if (known) continue;
    if (signed(said.publicKey) && (before === undefined || signed(before))) keys.push(said.publicKey);
    else if (trust.key === null)
      add('schluessel', stelle, 'Der Schlüssel wurde nicht vom vorigen eingeführt.');
  }
  return keys;
}

const cityOf = ({ siegel, tenant }: AuditSource): string => siegel?.stadt ?? tenant;

export interface ReadCheckpoint {
  readonly said: Extract<Statement, { art: 'pruefpunkt' | 'versiegelung' }>;
  readonly zeitstempel: string | null;
}
export const toRow = ({ said, zeitstempel }: ReadCheckpoint) => ({
  groesse: said.size,
  zeit: said.zeit,
  zeitstempel,
});

export function readCheckpoint(
  { note: text, zeitstempel }: AuditCheckpoint,
  source: AuditSource,
  crypto: LedgerCrypto,
  keys: readonly Uint8Array[],
  add: Add,
): readonly ReadCheckpoint[] {
  const note = parseNote(text);
  const said = note && parseStatement(note.text);
  const { siegel } = source;
  const fits =
    siegel === undefined
      ? said?.art === 'pruefpunkt'
      : said?.art === 'versiegelung' && said.kette === siegel.kette && said.kopf === siegel.kopf;
  if (!note || !isCheckpoint(said) || !fits || said.tenant !== cityOf(source)) {
    add('pruefpunkt', 'Prüfpunkt', 'Ein Prüfpunkt ist nicht lesbar.');
    return [];
  }
  const stelle = `Prüfpunkt ${said.size}`;
  if (!keys.some((key) => isSignedBy(crypto.sha256, crypto.verify, note, key))) {
    add('pruefpunkt', stelle, 'Der Prüfpunkt ist nicht mit einem bekannten Schlüssel unterschrieben.');
    return [];
  }
  if (zeitstempel === null) return [{ said, zeitstempel: null }];
  const stamp = verifyTimestamp(zeitstempel, Buffer.from(text));
  if (!stamp?.sound) {
    add('zeitstempel', stelle, 'Der Zeitstempel gehört nicht zu diesem Prüfpunkt oder ist beschädigt.');
    return [{ said, zeitstempel: null }];
  }
  return [{ said, zeitstempel: stamp.time.toISOString() }];
}

const isCheckpoint = (said: Statement | null): said is ReadCheckpoint['said'] =>
  said?.art === 'pruefpunkt' || said?.art === 'versiegelung';

function readRestore(text: string, crypto: LedgerCrypto, keys: readonly Uint8Array[], add: Add) {
  const note = parseNote(text);
  const said = note && parseStatement(note.text);
  const signed = note && keys.some((key) => isSignedBy(crypto.sha256, crypto.verify, note, key));
  if (said?.art !== 'wiederherstellung' || !signed) {
    add(
      'schluessel',
      'Wiederherstellung',
      'Der Vermerk ist nicht mit einem bekannten Schlüssel unterschrieben.',
    );
    return [];
  }
  return [{ groesse: said.size, zeit: said.zeit }];
}

function hintsOf(
  source: AuditSource,
  pruefpunkte: AuditResult['pruefpunkte'],
  trust: Trust,
  eintraege: number,
): readonly string[] {
  const last = pruefpunkte.at(-1)?.groesse ?? 0;
  const hints: string[] = [];
  if (source.siegel?.getilgt)
    hints.push(`Was nicht übernommen wurde, hat der Betreiber am ${source.siegel.getilgt} getilgt.`);
  if (source.copy) hints.push('Diese Mappe gehört zu einer Zentrale: geprüft ist ihr Teil des Verlaufs.');
  if (pruefpunkte.length === 0) hints.push('Kein Prüfpunkt bezeugt, wie lang der Verlauf sein muss.');
  else if (!source.copy && last < eintraege)
    hints.push(`Die letzten ${eintraege - last} Einträge deckt noch kein Prüfpunkt.`);
  if (pruefpunkte.length > 0 && trust.key === null)
    hints.push('Der Schlüssel stammt aus dem Geprüften selbst; mit --key gilt nur der bekannte.');
  return hints;
}
