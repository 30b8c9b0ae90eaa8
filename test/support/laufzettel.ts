import { expect } from '@jest/globals';
import { laufzettelKind, umlaufKontext } from '../../src/domain/beschaffung/index.ts';
import { errors as beschaffungErrors } from '../../src/domain/beschaffung/errors.ts';
import { vorschlagLaufweg } from '../../src/domain/beschaffung/decide/umlauf.ts';
import type { Angaben, Laufzettel, LaufzettelCommand } from '../../src/domain/beschaffung/index.ts';
import { errors as organisationErrors } from '../../src/domain/organisation/errors.ts';
import type { Verzeichnis } from '../../src/domain/organisation/verzeichnis.ts';
import type { Rejection } from '../../src/domain/shared/rejection.ts';
import { formatErrorText } from '../../src/domain/shared/rejection.ts';
import type {
  DokumentFakt,
  FactQuery,
  MerkmalTreffer,
  SignaturFakt,
} from '../../src/domain/shared/vorgang.ts';
import { errors as umlaufErrors } from '../../src/domain/umlauf/errors.ts';
import type { SignSchritt } from '../../src/domain/umlauf/index.ts';
import { entscheidungenFor } from '../../src/domain/umlauf/index.ts';
import { makeFacts, run } from './facts.ts';
import { byName, einheitByKuerzel, musterVerzeichnis } from './organisation.ts';
import { musterTabelle } from './stammdaten.ts';

const errors = { ...beschaffungErrors, ...umlaufErrors, ...organisationErrors };
const hex = (text: string) => Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64);

export const AED: Partial<Angaben> = {
  titel: 'Ersatz von sechs Defibrillatoren (AED)',
  bedarf: 'Die Geräte in den Verwaltungsgebäuden sind abgeschrieben.',
  bedarfsstelle: einheitByKuerzel('FD 11').id,
  leistungsart: 'lieferung',
  vergabeart: 'direktauftrag',
  schaetzung: {
    betragCent: 960_000,
    basis: 'netto',
    ustProzent: 19,
    methode: 'Marktabfrage bei drei Anbietern',
    tag: '2026-07-10',
  },
  cpv: ['33182100-0'],
  haushaltsstelle: '1110.0821',
  haushaltsjahr: 2026,
  lieferant: 'MedTech Nord GmbH',
};

/** One slip in a small world of people, tables and documents; commands go through the real kind. */
export interface Probe {
  state: Laufzettel | null;
  jetzt: string;
  verzeichnis: Verzeichnis;
  vorlaeufig: boolean;
  readonly dokumente: Map<string, DokumentFakt>;
  readonly aehnliche: MerkmalTreffer[];
  readonly tabellen: Map<string, unknown>;
  revision: number;
  /** issues a command; returns the refusal or null */
  do(nachname: string, command: LaufzettelCommand): Rejection | null;
  /** the same, expecting it to be accepted */
  ok(nachname: string, command: LaufzettelCommand): void;
  /** code of the refusal; checks that the German text is complete */
  code(nachname: string, command: LaufzettelCommand): string | null;
  start(nachname?: string, begruendung?: string): LaufzettelCommand;
  sign(
    nachname: string,
    schritt: string,
    over?: Partial<SignSchritt>,
    sig?: Partial<SignaturFakt>,
  ): SignSchritt;
}

let counter = 0;

export function makeProbe(): Probe {
  const p: Probe = {
    state: null,
    jetzt: '2026-07-16T08:00:00.000Z',
    verzeichnis: musterVerzeichnis,
    vorlaeufig: false,
    dokumente: new Map(),
    aehnliche: [],
    tabellen: new Map(
      [
        'nummernkreise',
        'signaturniveau',
        'aufbewahrung',
        'beschaffung.wertgrenzen',
        'beschaffung.vergabearten',
        'beschaffung.laufwege',
      ].map((t) => [t, musterTabelle(t)]),
    ),
    revision: 0,
    do(nachname, command) {
      const facts = makeProbeFacts(p, byName(nachname).id, laufzettelKind.needs(p.state, command));
      const step = run(
        laufzettelKind,
        p.state,
        laufzettelKind.commandSchema.parse(command),
        facts,
        p.revision,
      );
      p.state = step.state;
      p.revision += step.events.length;
      return step.error;
    },
    ok(nachname, command) {
      expect(p.do(nachname, command)).toBeNull();
    },
    code(nachname, command) {
      const error = p.do(nachname, command);
      if (!error) return null;
      const text = errors[error.code];
      expect(text).toBeDefined();
      expect(JSON.stringify(formatErrorText(text!, error.params))).not.toMatch(/\{\w+\}/);
      return error.code;
    },
    start(nachname = 'Petersen', begruendung = '') {
      const facts = makeProbeFacts(p, byName(nachname).id, [
        ...laufzettelKind.needs(p.state, {
          type: 'startUmlauf',
          laufweg: { fassung: 1, schritte: [] },
          stueckelungBegruendung: '',
        }),
      ]);
      const route = vorschlagLaufweg(p.state!, facts, p.verzeichnis, p.jetzt.slice(0, 10));
      if (!route.ok) throw new Error(route.error.code);
      return {
        type: 'startUmlauf',
        laufweg: {
          fassung: route.value.laufweg.fassung,
          schritte: route.value.schritte.map((s) => s.id),
        },
        stueckelungBegruendung: begruendung,
      };
    },
    sign(nachname, schrittId, over = {}, sig = {}) {
      const person = byName(nachname);
      const schritt = p.state!.umlauf!.schritte.find((s) => s.id === schrittId)!;
      const kontext = umlaufKontext(p.state!);
      const haupt = kontext.dokumente.find((d) => d.dokument === kontext.hauptdokument)!;
      const shown = kontext.dokumente.map(({ dokument, version, sha256 }) => ({ dokument, version, sha256 }));
      const sha256 = hex(`sig-${++counter}-${nachname}`);
      const art = schritt.zeichnung;
      const command: SignSchritt = {
        type: 'signSchritt',
        schritt: schrittId,
        rolle: '',
        entscheidung: entscheidungenFor(schritt.art)[0]!.code,
        bemerkung: '',
        dokumente: shown,
        signatur:
          art === 'pdf'
            ? { art, dokument: haupt.dokument, version: haupt.version + 1, sha256 }
            : art === 'detached'
              ? { art, sha256 }
              : { art: 'ohne' },
        keinInteressenkonflikt: true,
        ...(schritt.art === 'Mittelbestaetigung'
          ? { zusatz: { betragCent: 9_999_999, haushaltsjahr: 2026, konto: '1110.0821' } }
          : {}),
        ...over,
      };
      const signatur: SignaturFakt = {
        feld: `Sig${counter}`,
        art: art === 'pdf' ? 'signature' : 'detached',
        person: person.id,
        zertifikat: `cert-${person.id}`,
        zertifikatName: `CN=${person.vorname} ${person.nachname} (Übung)`,
        gueltigVon: '2026-01-01T00:00:00.000Z',
        gueltigBis: '2027-12-31T00:00:00.000Z',
        niveau: 'uebung',
        indication: 'TOTAL_PASSED',
        subIndication: null,
        unversehrt: true,
        aenderungen: 'none',
        ...sig,
      };
      p.dokumente.set(sha256, {
        sha256,
        bytes: 1000,
        mime: art === 'pdf' ? 'application/pdf' : 'application/json',
        seiten: art === 'pdf' ? 3 : null,
        signaturen:
          art === 'pdf' ? [...(p.dokumente.get(haupt.sha256)?.signaturen ?? []), signatur] : [signatur],
        vorgaenger: art === 'pdf' ? haupt.sha256 : null,
        ...(art === 'detached'
          ? {
              aufzeichnung: {
                format: 'amtsmappe-zeichnung/1',
                vorgang: 'vorgang-1',
                schritt: schrittId,
                rolle: command.rolle,
                person: person.id,
                entscheidung: command.entscheidung,
                bemerkung: command.bemerkung,
                dokumente: command.dokumente,
                zeit: p.jetzt,
              } as const,
            }
          : {}),
      });
      return command;
    },
  };
  return p;
}

export function makeProbeFacts(p: Probe, akteur: string, queries: readonly FactQuery[]) {
  const answers = queries.flatMap((q): (readonly [FactQuery, unknown])[] => {
    switch (q.art) {
      case 'verzeichnis':
        return [[q, p.verzeichnis]];
      case 'stammdaten':
        return [[q, p.tabellen.get(q.tabelle) ?? null]];
      case 'nummer':
        return [[q, 417]];
      case 'dokument':
        return [[q, p.dokumente.get(q.sha256) ?? null]];
      case 'merkmal':
        return [[q, p.aehnliche]];
      default:
        return [];
    }
  });
  return makeFacts({ akteur, jetzt: p.jetzt, geschehenAm: p.jetzt, vorlaeufig: p.vorlaeufig }, answers);
}

/** Stores a plain file and returns its hash. */
export function putFile(p: Probe, name: string): string {
  const sha256 = hex(name);
  p.dokumente.set(sha256, {
    sha256,
    bytes: 1000,
    mime: 'application/pdf',
    seiten: 2,
    signaturen: [],
    vorgaenger: null,
  });
  return sha256;
}

export function attachVermerk(p: Probe, nachname = 'Petersen', dokument = 'vermerk-1') {
  p.ok(nachname, {
    type: 'attachDokument',
    dokument,
    sha256: putFile(p, dokument),
    dateiname: 'Vergabevermerk.pdf',
    art: 'vergabevermerk',
  });
}

/** A slip of Jan Petersen, ready to start. */
export function makeEntwurf(angaben: Partial<Angaben> = {}): Probe {
  const p = makeProbe();
  p.ok('Petersen', {
    type: 'createLaufzettel',
    angaben: { ...AED, ...angaben },
    herkunft: { art: 'formular' },
    jahr: 2026,
  });
  attachVermerk(p);
  return p;
}

export function makeImUmlauf(angaben: Partial<Angaben> = {}): Probe {
  const p = makeEntwurf(angaben);
  p.ok('Petersen', p.start());
  return p;
}
