// EU trusted lists (ETSI TS 119 612): which certificates of which services are trusted, from an offline copy whose
// signature is checked with a signer that was configured.

import { XMLParser } from 'fast-xml-parser';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { parseCertificate } from './certificate.ts';
import type { Certificate } from './certificate.ts';
import type { TrustStore } from './store.ts';
import { signedContent } from './xmlSignature.ts';
import type { XmlSignatureError } from './xmlSignature.ts';

export type TrustedService = {
  readonly provider: string;
  readonly name: string;
  /** Last part of the service type identifier, e.g. "CA/QC" or "TSA/QTST". */
  readonly type: string;
  readonly certificates: readonly Certificate[];
  /** Newest first; `status` is the last part of its URI, e.g. "granted" or "withdrawn". */
  readonly periods: readonly { readonly status: string; readonly since: Date }[];
};

/** Another list that this one names, with the certificates that may sign it (TS 119 612 5.3.13). */
export type ListPointer = {
  readonly territory: string;
  readonly location: string;
  readonly signers: readonly Certificate[];
};

export type TrustedList = {
  /** A list of lists: it names the national lists and no services of its own. */
  readonly listOfLists: boolean;
  readonly pointers: readonly ListPointer[];
  readonly territory: string;
  readonly sequence: number;
  readonly issued: Date;
  readonly nextUpdate: Date | undefined;
  readonly services: readonly TrustedService[];
  readonly signer: Certificate;
};

export type TrustedListError =
  XmlSignatureError | { readonly code: 'notATrustedList'; readonly detail: string };

const MAX_BYTES = 64 * 1024 * 1024;

/** Reads a trusted list (XML) and checks its signature with one of `signers`. */
export async function readTrustedList(
  xml: Uint8Array,
  signers: readonly Certificate[],
): Promise<Result<TrustedList, TrustedListError>> {
  const text = Buffer.from(xml).toString('utf8');
  if (xml.length > MAX_BYTES || text.includes('<!DOCTYPE') || text.includes('<!ENTITY'))
    return err({ code: 'notATrustedList', detail: 'too large, or with a document type' });
  const signed = await signedContent(text, signers);
  if (!signed.ok) return signed;
  for (const part of signed.value.parts) {
    const list = listOf(part, signed.value.signer);
    if (list !== undefined) return ok(list);
  }
  return err({ code: 'notATrustedList', detail: 'the signature does not cover a TrustServiceStatusList' });
}

type Node = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  parseTagValue: false,
  isArray: (name) => ARRAYS.has(name),
});
const ARRAYS: ReadonlySet<string> = new Set([
  'TrustServiceProvider',
  'TSPService',
  'ServiceHistoryInstance',
  'DigitalId',
  'Name',
  'OtherTSLPointer',
  'OtherInformation',
]);

function listOf(xml: string, signer: Certificate): TrustedList | undefined {
  const root = node((parser.parse(xml) as Node)['TrustServiceStatusList']);
  const scheme = node(root?.['SchemeInformation']);
  const issued = date(scheme?.['ListIssueDateTime']);
  if (root === undefined || scheme === undefined || issued === undefined) return undefined;
  const services = list(node(root['TrustServiceProviderList'])?.['TrustServiceProvider']).flatMap(servicesOf);
  return {
    listOfLists: /listofthelists/i.test(textOf(scheme['TSLType'])),
    pointers: list(node(scheme['PointersToOtherTSL'])?.['OtherTSLPointer']).map(pointerOf),
    territory: textOf(scheme['SchemeTerritory']),
    sequence: Number(textOf(scheme['TSLSequenceNumber'])),
    issued,
    nextUpdate: date(node(scheme['NextUpdate'])?.['dateTime']),
    services,
    signer,
  };
}

function pointerOf(pointer: Node): ListPointer {
  const more = list(node(pointer['AdditionalInformation'])?.['OtherInformation']);
  const territory = more.map((one) => textOf(one['SchemeTerritory'])).find((one) => one !== '');
  const identities = list(node(pointer['ServiceDigitalIdentities'])?.['ServiceDigitalIdentity']);
  return {
    territory: territory ?? '',
    location: textOf(pointer['TSLLocation']),
    signers: identities.flatMap((ServiceDigitalIdentity) => certificatesOf({ ServiceDigitalIdentity })),
  };
}

function servicesOf(provider: Node): readonly TrustedService[] {
  const name = firstName(node(provider['TSPInformation'])?.['TSPName']);
  return list(node(provider['TSPServices'])?.['TSPService']).flatMap((service) => {
    const now = node(service['ServiceInformation']);
    if (now === undefined) return [];
    const history = list(node(service['ServiceHistory'])?.['ServiceHistoryInstance']);
    return [
      {
        provider: name,
        name: firstName(now['ServiceName']),
        type: textOf(now['ServiceTypeIdentifier']).replace(/^.*\/Svctype\//, ''),
        certificates: certificatesOf(now),
        periods: [now, ...history].flatMap((one) => {
          const since = date(one['StatusStartingTime']);
          return since === undefined
            ? []
            : [{ status: textOf(one['ServiceStatus']).replace(/^.*\//, ''), since }];
        }),
      },
    ];
  });
}

const certificatesOf = (service: Node): readonly Certificate[] =>
  list(node(service['ServiceDigitalIdentity'])?.['DigitalId'])
    .map((one) => textOf(one['X509Certificate']).replace(/\s/g, ''))
    .filter((base64) => base64 !== '')
    .map((base64) => parseCertificate(Buffer.from(base64, 'base64')))
    .filter((one) => one !== undefined);

const node = (value: unknown): Node | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : undefined;
const list = (value: unknown): readonly Node[] => {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.map(node).filter((one) => one !== undefined);
};
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
const firstName = (value: unknown): string => {
  const names: unknown = node(value)?.['Name'];
  return textOf(Array.isArray(names) ? names[0] : names);
};
function date(value: unknown): Date | undefined {
  const found = new Date(textOf(value));
  return textOf(value) === '' || Number.isNaN(found.getTime()) ? undefined : found;
}

/** Status values that mean trust; the last two were used before eIDAS (July 2016). */
const TRUSTED: ReadonlySet<string> = new Set([
  'granted',
  'recognisedatnationallevel',
  'undersupervision',
  'accredited',
]);
const WANTED: ReadonlySet<string> = new Set([
  'CA/QC',
  'CA/PKC',
  'NationalRootCA-QC',
  'TSA',
  'TSA/QTST',
  'TSA/TSS-QC',
]);

/** True for services that issue certificates or time stamps: the only ones a signature can rest on. */
export const isAnchorService = (service: Pick<TrustedService, 'type'>): boolean => WANTED.has(service.type);

/**
 * The trust anchors of a list at a time: services that issue certificates or time stamps and had a trusted status then.
 * `outdated` says that the list should have been replaced by a newer one.
 */
export function anchorsOf(trusted: TrustedList, at: Date): TrustStore & { readonly outdated: boolean } {
  const anchors = trusted.services
    .filter((service) => isAnchorService(service) && isTrustedAt(service, at))
    .flatMap((service) => service.certificates);
  const unique = new Map(anchors.map((one) => [one.fingerprint, one]));
  return {
    anchors: [...unique.values()],
    outdated: trusted.nextUpdate !== undefined && trusted.nextUpdate < at,
  };
}

/** Whether the service had a trusted status at a time. */
export function isTrustedAt(service: Pick<TrustedService, 'periods'>, at: Date): boolean {
  const period = service.periods
    .toSorted((a, b) => b.since.getTime() - a.since.getTime())
    .find((one) => one.since <= at);
  return period !== undefined && TRUSTED.has(period.status);
}
