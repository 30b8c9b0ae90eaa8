import { X509Certificate } from 'node:crypto';
import type { CentralTrust } from '../../../contract/records.ts';
import type { TrustAnchor } from '../../../contract/trust.ts';
import { findPerson, formatPerson, formatRolle, hasRolle } from '../../../domain/organisation/index.ts';
import { reject, type Rejection } from '../../../domain/shared/rejection.ts';
import { ok, type Result } from '../../../domain/shared/result.ts';
import type { PersonId } from '../../../domain/shared/vorgang.ts';
import { trustStoreOf } from '../../../signature/index.ts';
import type { AppContext } from '../context.ts';
import { TRUST_SETTING } from '../connection/sync-ports.ts';
import { describeCertificate } from '../keys/certificate.ts';
import { openTrustLists, type TrustLists } from './trust-lists.ts';

/** An authority that this workspace trusts, as it is kept; the view leaves the bytes out. */
interface StoredAnchor extends TrustAnchor {
  /** DER, base64 */
  readonly der: string;
}

export interface Trust {
  /** DER of all authorities trusted now (named here or in a trusted list), without the demo authority */
  readonly anchors: () => readonly Uint8Array[];
  readonly list: () => readonly TrustAnchor[];
  /** every authority in a PEM or DER file. Errors: organisation.keine-berechtigung, vertrauen.* */
  readonly add: (
    person: PersonId,
    file: { readonly name: string; readonly bytes: Uint8Array },
  ) => Result<readonly TrustAnchor[], Rejection>;
  readonly remove: (person: PersonId, id: string) => Result<null, Rejection>;
  /** trusted lists of the EU; `add` and `remove` only after `mayChange` */
  readonly lists: TrustLists;
  /** who may change what all signatures are measured by */
  readonly mayChange: (person: PersonId) => Result<null, Rejection>;
}

const SETTING = 'vertrauensanker';

/** Trust anchors as data (RFC 5280, 6.1.1 d): which issuers count is the decision of the administration. */
export function openTrust(ctx: AppContext): Trust {
  let cached: { readonly stored: readonly StoredAnchor[]; readonly ders: readonly Uint8Array[] } | null =
    null;
  const read = () => {
    if (cached === null) {
      const stored = (ctx.store.read.setting(SETTING) ?? []) as readonly StoredAnchor[];
      cached = { stored, ders: stored.map((a) => Buffer.from(a.der, 'base64')) };
    }
    return cached;
  };
  const write = (next: readonly StoredAnchor[]) => {
    ctx.store.setSetting(SETTING, next);
    cached = null;
  };
  const mayChange = (person: PersonId): Result<null, Rejection> => {
    const self = findPerson(ctx.verzeichnis(), person);
    return self && hasRolle(self, 'systemverwaltung', ctx.clock.today())
      ? ok(null)
      : reject('organisation.keine-berechtigung', { rolle: formatRolle('systemverwaltung') });
  };
  const lists = openTrustLists(ctx);
  /** what the centre accepts counts on its laptops as well */
  const ofCentre = (): readonly Uint8Array[] => {
    const trust = ctx.store.read.setting(TRUST_SETTING) as CentralTrust | undefined;
    return (trust?.anker ?? []).map((der) => Buffer.from(der, 'base64'));
  };
  return {
    mayChange,
    lists,
    anchors: () => [...read().ders, ...lists.anchors(), ...ofCentre()],
    list: () => read().stored.map(viewOf),
    add: (person, file) => {
      const allowed = mayChange(person);
      if (!allowed.ok) return allowed;
      const found = trustStoreOf([file.bytes]).anchors.map((a) => a.der);
      if (found.length === 0) return reject('vertrauen.kein-zertifikat', { datei: file.name });
      const person_ = findPerson(ctx.verzeichnis(), person);
      const added: StoredAnchor[] = [];
      for (const der of found) {
        const { id, name, aussteller, gueltigVon, gueltigBis } = describeCertificate(der);
        // The certificate of a person as anchor would pass whatever it signs, unrevocable and without an issuer.
        if (!new X509Certificate(der).ca) return reject('vertrauen.kein-aussteller', { name });
        added.push({
          id,
          name,
          aussteller,
          gueltigVon,
          gueltigBis,
          durch: person_ ? formatPerson(person_) : '',
          am: ctx.clock.now(),
          der: Buffer.from(der).toString('base64'),
        });
      }
      const kept = read().stored;
      const fresh = added.filter((a) => !kept.some((k) => k.id === a.id));
      write([...kept, ...fresh]);
      return ok(added.map(viewOf));
    },
    remove: (person, id) => {
      const allowed = mayChange(person);
      if (!allowed.ok) return allowed;
      write(read().stored.filter((a) => a.id !== id));
      return ok(null);
    },
  };
}

const viewOf = ({ der: _der, ...view }: StoredAnchor): TrustAnchor => view;
