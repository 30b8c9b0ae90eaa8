import { createHash } from 'node:crypto';
import type { TrustedListView } from '../../../contract/trust.ts';
import { findPerson, formatPerson } from '../../../domain/organisation/index.ts';
import { reject, type Rejection } from '../../../domain/shared/rejection.ts';
import { ok, type Result } from '../../../domain/shared/result.ts';
import type { PersonId } from '../../../domain/shared/vorgang.ts';
import {
  isAnchorService,
  isTrustedAt,
  readTrustedList,
  trustStoreOf,
  type Certificate,
  type TrustedList,
} from '../../../signature/index.ts';
import type { AppContext } from '../context.ts';

/** A list as it is kept: what its signed text says, and where the whole XML lies (blob `id`, the offline copy). */
interface StoredList extends Omit<TrustedListView, 'abgelaufen' | 'dienste' | 'verweise'> {
  readonly dienste: readonly {
    readonly anbieter: string;
    readonly name: string;
    readonly art: string;
    readonly perioden: readonly { readonly status: string; readonly since: string }[];
    /** DER, base64 */
    readonly zertifikate: readonly string[];
  }[];
  readonly verweise: readonly { readonly gebiet: string; readonly zertifikate: readonly string[] }[];
}

interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface TrustLists {
  readonly list: () => readonly TrustedListView[];
  /** DER of the services that have a trusted status now */
  readonly anchors: () => readonly Uint8Array[];
  /** Errors: vertrauen.liste-* , vertrauen.kein-zertifikat */
  readonly add: (
    person: PersonId,
    file: Upload,
    anker: Upload | null,
  ) => Promise<Result<TrustedListView, Rejection>>;
  readonly remove: (id: string) => void;
}

const SETTING = 'vertrauenslisten';

/**
 * Trusted lists of the EU (ETSI TS 119 612) as data: imported by hand, so that a laptop without a network has them,
 * and checked with a certificate that somebody has chosen. A list never replaces a newer one of its country.
 */
export function openTrustLists(ctx: AppContext): TrustLists {
  let cached: { readonly tag: string; readonly ders: readonly Uint8Array[] } | null = null;
  const read = () => (ctx.store.read.setting(SETTING) ?? []) as readonly StoredList[];
  const write = (next: readonly StoredList[]) => {
    ctx.store.setSetting(SETTING, next);
    cached = null;
  };
  const now = () => new Date(ctx.clock.now());

  /** Who may have signed: the certificate given, else those that a list of lists names. */
  function candidates(anker: Upload | null): Result<readonly Certificate[], Rejection> {
    if (anker === null) {
      const named = read().flatMap((l) => l.verweise.flatMap((v) => v.zertifikate));
      if (named.length === 0) return reject('vertrauen.liste-ohne-anker');
      return ok(trustStoreOf(named.map((der) => Buffer.from(der, 'base64'))).anchors);
    }
    const { anchors } = trustStoreOf([anker.bytes]);
    return anchors.length === 0 ? reject('vertrauen.kein-zertifikat', { datei: anker.name }) : ok(anchors);
  }

  /** A country's list counts only under a signer that the list of lists names for that country. */
  const isNamedFor = (list: TrustedList): boolean =>
    read().some((l) =>
      l.verweise.some((v) => v.gebiet === list.territory && v.zertifikate.includes(base64(list.signer.der))),
    );

  return {
    list: () => read().map((l) => viewOf(l, now())),
    anchors: () => {
      const tag = ctx.clock.today();
      if (cached?.tag !== tag) cached = { tag, ders: read().flatMap((l) => anchorsIn(l, now())) };
      return cached.ders;
    },
    add: async (person, file, anker) => {
      const signers = candidates(anker);
      if (!signers.ok) return signers;
      const found = await readTrustedList(file.bytes, signers.value);
      if (!found.ok) {
        const known = found.error.code === 'notATrustedList' || found.error.code === 'noSignature';
        return reject(known ? 'vertrauen.keine-liste' : 'vertrauen.liste-signatur', { datei: file.name });
      }
      const list = found.value;
      if (anker === null && !isNamedFor(list))
        return reject('vertrauen.liste-signatur', { datei: file.name });
      const art = list.listOfLists ? 'LOTL' : 'TL';
      const same = read().find((l) => l.art === art && l.gebiet === list.territory);
      if (same && same.nummer > list.sequence)
        return reject('vertrauen.liste-aelter', {
          gebiet: list.territory,
          nummer: list.sequence,
          vorhanden: same.nummer,
        });
      const self = findPerson(ctx.verzeichnis(), person);
      const stored: StoredList = {
        ...storedOf(list),
        id: createHash('sha256').update(file.bytes).digest('hex'),
        art,
        durch: self ? formatPerson(self) : '',
        am: ctx.clock.now(),
      };
      ctx.store.blobs.put(file.bytes, { mime: 'application/xml', name: file.name });
      write([...read().filter((l) => l !== same && l.id !== stored.id), stored]);
      return ok(viewOf(stored, now()));
    },
    remove: (id) => write(read().filter((l) => l.id !== id)),
  };
}

const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');

const storedOf = (list: TrustedList): Omit<StoredList, 'id' | 'art' | 'durch' | 'am'> => ({
  gebiet: list.territory,
  nummer: list.sequence,
  ausgestellt: list.issued.toISOString(),
  naechste: list.nextUpdate?.toISOString() ?? null,
  unterzeichner: list.signer.subject,
  dienste: list.services.filter(isAnchorService).map((s) => ({
    anbieter: s.provider,
    name: s.name,
    art: s.type,
    perioden: s.periods.map(({ status, since }) => ({ status, since: since.toISOString() })),
    zertifikate: s.certificates.map((c) => base64(c.der)),
  })),
  verweise: list.pointers.map((p) => ({
    gebiet: p.territory,
    zertifikate: p.signers.map((c) => base64(c.der)),
  })),
});

const holds = (dienst: StoredList['dienste'][number], at: Date): boolean =>
  isTrustedAt({ periods: dienst.perioden.map((p) => ({ ...p, since: new Date(p.since) })) }, at);

const anchorsIn = (list: StoredList, at: Date): readonly Uint8Array[] =>
  list.dienste
    .filter((d) => holds(d, at))
    .flatMap((d) => d.zertifikate)
    .map((der) => Buffer.from(der, 'base64'));

const viewOf = ({ dienste, verweise, ...list }: StoredList, at: Date): TrustedListView => ({
  ...list,
  abgelaufen: list.naechste !== null && list.naechste < at.toISOString(),
  dienste: dienste.map(({ anbieter, name, art, ...rest }) => ({
    anbieter,
    name,
    art,
    gilt: holds({ anbieter, name, art, ...rest }, at),
  })),
  verweise: [...new Set(verweise.map((v) => v.gebiet))].toSorted(),
});
