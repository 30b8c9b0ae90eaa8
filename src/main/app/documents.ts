import type { Answer } from '../../contract/channel.ts';
import { MAX_DOCUMENT_BYTES, type DocumentInfo } from '../../contract/document.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../domain/shared/result.ts';
import type { DokumentFakt, Sha256 } from '../../domain/shared/vorgang.ts';
import { done, refuse, type AppContext } from './context.ts';
import { mayRead } from './rights.ts';
import type { CheckedDocument, DocumentChecker } from './checking/checker.ts';
import { viewerOf } from './views.ts';

/** Files that enter: a PDF or photo is checked and stored; other files wait in memory for what they came for. */
export interface Documents {
  readonly put: (name: string, bytes: Uint8Array) => Promise<Answer<DocumentInfo>>;
  /** null: unknown, or nothing that this person may read */
  readonly get: (person: string, sha256: Sha256) => { bytes: Uint8Array; mime: string; name: string } | null;
  /** this person may read it, but it has not come from the centre yet */
  readonly isMissing: (person: string, sha256: Sha256) => boolean;
  readonly info: (sha256: Sha256) => DocumentInfo | null;
  /** a file that is no document of record (key file, notice, CSV); taken out once used */
  readonly transient: (sha256: Sha256) => { readonly name: string; readonly bytes: Uint8Array } | null;
  /** stores what the app itself has made and already checked */
  readonly keep: (name: string, bytes: Uint8Array, checked: CheckedDocument) => DocumentInfo;
  /** bytes made for one download or look (evidence, an older state); kept in memory only */
  readonly offer: (name: string, mime: string, bytes: Uint8Array) => Sha256;
  /** just uploaded or made here, not yet part of a Vorgang: readable for who sits at the screen */
  readonly forget: () => void;
}

/** Not yet documents: a key or notice file is held this many at most, the oldest go first. */
const MAX_TRANSIENT = 20;
/** Together as much as a few large documents; the oldest go first, the newest always stays. */
const MAX_OFFERED_BYTES = 512 * 1024 * 1024;
const MAX_OFFERED = 40;

export function openDocuments(ctx: AppContext, checker: DocumentChecker): Documents {
  const transient = new Map<Sha256, { name: string; bytes: Uint8Array }>();
  const fresh = new Set<Sha256>();
  const offered = new Map<Sha256, { name: string; mime: string; bytes: Uint8Array }>();

  function keep(name: string, bytes: Uint8Array, checked: CheckedDocument): DocumentInfo {
    const sha256 = ctx.store.blobs.put(bytes, { mime: checked.mime, name });
    if (sha256 !== checked.fakt.sha256) throw new Error('Stored bytes differ from the checked ones');
    ctx.store.blobs.saveFakt(checked.fakt);
    fresh.add(sha256);
    return infoOf(name, checked.fakt, checked.signaturen);
  }

  const isReferred = (person: string, sha256: Sha256): boolean => {
    const { scopes } = viewerOf(ctx, person);
    return ctx.store.read.referringTo(sha256).some((id) => {
      const row = ctx.store.read.row(id);
      return row !== null && mayRead(row.projection, scopes);
    });
  };

  return {
    put: async (name, bytes) => {
      const kind = sniff(name, bytes);
      if (!kind.ok) return refuse(ctx, kind.error);
      if (kind.value === 'transient') {
        const sha256 = checker.sha256(bytes);
        transient.set(sha256, { name, bytes });
        for (const oldest of [...transient.keys()].slice(0, -MAX_TRANSIENT)) transient.delete(oldest);
        return done(plainInfo(sha256, name, bytes.length, 'application/octet-stream'));
      }
      const checked = await checker.check(name, bytes, kind.value, { von: 'fremd' });
      return checked.ok ? done(keep(name, bytes, checked.value)) : refuse(ctx, checked.error);
    },
    get: (person, sha256) => {
      const made = offered.get(sha256);
      if (made) return made;
      const readable = fresh.has(sha256) || isReferred(person, sha256);
      const meta = readable ? ctx.store.blobs.meta(sha256) : null;
      const bytes = meta && ctx.store.blobs.read(sha256);
      return meta && bytes ? { bytes, mime: meta.mime, name: meta.name } : null;
    },
    isMissing: (person, sha256) =>
      !offered.has(sha256) && !ctx.store.blobs.has(sha256) && isReferred(person, sha256),
    info: (sha256) => {
      const fakt = ctx.store.read.dokument(sha256);
      const meta = ctx.store.blobs.meta(sha256);
      return fakt && meta ? infoOf(meta.name, fakt, checker.describe(fakt)) : null;
    },
    transient: (sha256) => {
      const found = transient.get(sha256) ?? null;
      transient.delete(sha256);
      return found;
    },
    keep,
    offer: (name, mime, bytes) => {
      const sha256 = checker.sha256(bytes);
      offered.delete(sha256);
      offered.set(sha256, { name, mime, bytes });
      let held = [...offered.values()].reduce((sum, one) => sum + one.bytes.length, 0);
      for (const [oldest, one] of [...offered].slice(0, -1)) {
        if (held <= MAX_OFFERED_BYTES && offered.size <= MAX_OFFERED) break;
        offered.delete(oldest);
        held -= one.bytes.length;
      }
      return sha256;
    },
    forget: () => {
      transient.clear();
      fresh.clear();
      offered.clear();
    },
  };
}

/** What a file is, by its first bytes; its name only decides between "not a PDF" and "another kind of file". */
function sniff(
  name: string,
  bytes: Uint8Array,
): Result<'pdf' | 'image/jpeg' | 'image/png' | 'transient', Rejection> {
  if (bytes.length === 0) return err({ code: 'dokument.leer', params: { name } });
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    const mb = (n: number) => Math.ceil(n / 1024 / 1024);
    return err({
      code: 'dokument.zu-gross',
      params: { name, groesse: mb(bytes.length), grenze: mb(MAX_DOCUMENT_BYTES) },
    });
  }
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  // an evidence package holds its PDF unpacked, right at the beginning
  if (/\.zip$/i.test(name) && head.startsWith('PK\x03\x04')) return ok('transient');
  if (head.includes('%PDF-')) return ok('pdf');
  if (head.startsWith('\xff\xd8\xff')) return ok('image/jpeg');
  if (head.startsWith('\x89PNG\r\n')) return ok('image/png');
  if (/\.(xml|p12|pfx|csv|pem|crt|cer|der|zip)$/i.test(name)) return ok('transient');
  return err({ code: 'dokument.kein-pdf', params: { name } });
}

const infoOf = (name: string, fakt: DokumentFakt, signaturen: DocumentInfo['signaturen']): DocumentInfo => ({
  sha256: fakt.sha256,
  name,
  bytes: fakt.bytes,
  mime: fakt.mime,
  seiten: fakt.seiten,
  signaturen,
});

const plainInfo = (sha256: Sha256, name: string, bytes: number, mime: string): DocumentInfo => ({
  sha256,
  name,
  bytes,
  mime,
  seiten: null,
  signaturen: [],
});
