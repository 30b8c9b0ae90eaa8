import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import { XMLParser } from 'fast-xml-parser';

export interface S3Settings {
  /** address of the store, e.g. `https://s3.rechenzentrum.example` */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly fetch?: typeof fetch;
}

const TENANT = /^[\w.:@-]{1,200}$/;
const SHA = /^[0-9a-f]{64}$/;
/** What arrives is put into the store in pieces of this size: after a cut, at most this much is lost. */
const PIECE_BYTES = 1024 * 1024;

/** The store is not there or refuses; what its code says (S3_FORT, S3_403) is for the log. */
class StoreFault extends Error {
  readonly code: string;
  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/**
 * Documents in an S3-compatible store, behind the same functions as those on disk. An upload is a row of small
 * objects, so that any process goes on where another was cut; it counts only when its hash is its name.
 */
export function openBlobS3(settings: S3Settings) {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = settings;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 });
  const root = `${endpoint.replace(/\/+$/, '')}/${bucket}`;
  const doFetch = settings.fetch ?? fetch;

  /** The address is signed with the request: the store knows it was not changed on its way. */
  async function call(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const signed = await client.sign(`${root}/${path}`, { method, ...init });
    return doFetch(signed).catch((cause: unknown) => {
      throw new StoreFault('S3_FORT', { cause });
    });
  }
  async function wanted(method: string, path: string, init?: RequestInit): Promise<Response> {
    const response = await call(method, path, init);
    if (response.ok) return response;
    await response.body?.cancel();
    throw new StoreFault(`S3_${response.status}`);
  }
  async function found(method: string, path: string, init?: RequestInit): Promise<Response | null> {
    const response = await call(method, path, init);
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 404) return null;
    throw new StoreFault(`S3_${response.status}`);
  }

  const pathOf = (tenant: string, sha256: string): string => {
    if (!TENANT.test(tenant) || !SHA.test(sha256)) throw new Error('blob: bad name');
    return `dokumente/${folderOf(tenant)}/${sha256.slice(0, 2)}/${sha256}`;
  };
  const partsOf = (tenant: string, clientId: string, sha256: string): string => {
    const owner = createHash('sha256').update(`${tenant}\n${clientId}`).digest('hex').slice(0, 32);
    if (!SHA.test(sha256)) throw new Error('blob: bad name');
    return `unvollstaendig/${owner}/${sha256}/`;
  };

  async function list(prefix: string): Promise<readonly { readonly key: string; readonly size: number }[]> {
    const all: { key: string; size: number }[] = [];
    for (let token = ''; ;) {
      const more = token === '' ? '' : `&continuation-token=${encodeURIComponent(token)}`;
      const query = `?list-type=2&prefix=${encodeURIComponent(prefix)}${more}`;
      const page = parsePage(await (await wanted('GET', query)).text());
      all.push(...page.items);
      if (page.next === null) return all;
      token = page.next;
    }
  }
  /** Pieces of an upload without a gap from its beginning; what lies behind a gap does not count. */
  async function pieces(prefix: string): Promise<readonly { key: string; at: number; size: number }[]> {
    const rows = (await list(prefix))
      .map(({ key, size }) => ({ key, size, at: Number(key.slice(prefix.length)) }))
      .sort((a, b) => a.at - b.at);
    const whole: { key: string; at: number; size: number }[] = [];
    let end = 0;
    for (const row of rows) {
      if (row.at > end) break;
      if (row.at + row.size <= end) continue;
      whole.push(row);
      end = row.at + row.size;
    }
    return whole;
  }
  const endOf = (rows: readonly { at: number; size: number }[]): number => {
    const last = rows.at(-1);
    return last === undefined ? 0 : last.at + last.size;
  };
  async function removeAll(prefix: string): Promise<void> {
    for (const { key } of await list(prefix)) await found('DELETE', key);
  }

  async function read(tenant: string, sha256: string): Promise<Uint8Array | null> {
    const response = await found('GET', pathOf(tenant, sha256));
    return response === null ? null : new Uint8Array(await response.arrayBuffer());
  }

  return {
    size: async (tenant: string, sha256: string): Promise<number | null> => {
      const response = await found('HEAD', pathOf(tenant, sha256));
      return response === null ? null : Number(response.headers.get('content-length'));
    },
    read,
    stream: (tenant: string, sha256: string, start: number): Readable => {
      const headers: Record<string, string> = start > 0 ? { range: `bytes=${start}-` } : {};
      return Readable.from(
        (async function* () {
          const response = await wanted('GET', pathOf(tenant, sha256), { headers });
          for await (const chunk of response.body ?? []) yield chunk as Uint8Array;
        })(),
        { objectMode: false },
      );
    },
    partSize: async (tenant: string, clientId: string, sha256: string): Promise<number> =>
      endOf(await pieces(partsOf(tenant, clientId, sha256))),
    /** Puts what arrives at `offset` into the store piece by piece; what was there before a cut stays. */
    append: async (
      tenant: string,
      clientId: string,
      sha256: string,
      offset: number,
      chunks: AsyncIterable<Uint8Array>,
      limit: number,
    ): Promise<number | 'too_large'> => {
      const prefix = partsOf(tenant, clientId, sha256);
      let at = offset;
      let waiting: Uint8Array[] = [];
      let size = 0;
      const put = async (): Promise<void> => {
        if (size === 0) return;
        await wanted('PUT', `${prefix}${String(at).padStart(12, '0')}`, { body: Buffer.concat(waiting) });
        at += size;
        waiting = [];
        size = 0;
      };
      try {
        for await (const chunk of chunks) {
          if (at + size + chunk.length > limit) return 'too_large';
          waiting.push(chunk);
          size += chunk.length;
          if (size >= PIECE_BYTES) await put();
        }
      } finally {
        await put();
      }
      return at;
    },
    /** Deletes every document of a city. */
    removeTenant: (tenant: string): Promise<void> => {
      if (!TENANT.test(tenant)) throw new Error('blob: bad name');
      return removeAll(`dokumente/${folderOf(tenant)}/`);
    },
    /** Throws away what has arrived of an upload. */
    discard: (tenant: string, clientId: string, sha256: string): Promise<void> =>
      removeAll(partsOf(tenant, clientId, sha256)),
    /** Removes a document for good: its Vorgang was erased. */
    remove: async (tenant: string, sha256: string): Promise<void> => {
      await found('DELETE', pathOf(tenant, sha256));
    },
    /** Puts a whole upload in its place if its hash is its name; otherwise it is thrown away. */
    finish: async (tenant: string, clientId: string, sha256: string): Promise<Uint8Array | null> => {
      const prefix = partsOf(tenant, clientId, sha256);
      const rows = await pieces(prefix);
      const bytes = Buffer.alloc(endOf(rows));
      for (const { key, at } of rows)
        bytes.set(new Uint8Array(await (await wanted('GET', key)).arrayBuffer()), at);
      const right = createHash('sha256').update(bytes).digest('hex') === sha256;
      if (right) {
        await wanted('PUT', pathOf(tenant, sha256), {
          body: bytes,
          headers: { 'x-amz-content-sha256': sha256, 'content-type': 'application/octet-stream' },
        });
      }
      await removeAll(prefix);
      return right ? bytes : null;
    },
  };
}

/** Letters, digits and hyphens only: names with other characters are signed differently by different stores. */
const folderOf = (tenant: string): string => createHash('sha256').update(tenant).digest('hex').slice(0, 32);

const parser = new XMLParser({ isArray: (name) => name === 'Contents', parseTagValue: false });

function parsePage(xml: string) {
  const { ListBucketResult: result } = parser.parse(xml) as {
    ListBucketResult?: {
      Contents?: readonly { Key: string; Size: string }[];
      IsTruncated?: string;
      NextContinuationToken?: string;
    };
  };
  return {
    items: (result?.Contents ?? []).map(({ Key, Size }) => ({ key: Key, size: Number(Size) })),
    next: result?.IsTruncated === 'true' ? (result.NextContinuationToken ?? null) : null,
  };
}
