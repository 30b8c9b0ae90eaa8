import { addMinutes } from '../../../src/domain/shared/dates.ts';
import type { Rejection } from '../../../src/domain/shared/rejection.ts';
import {
  factKey,
  type BelegungFakt,
  type Claim,
  type DokumentFakt,
  type FactQuery,
  type Kind,
  type Projection,
} from '../../../src/domain/shared/vorgang.ts';
import { kinds } from '../../../src/domain/bestattung/index.ts';
import type { AuftragState } from '../../../src/domain/bestattung/auftrag/state.ts';
import type { BestattungState } from '../../../src/domain/bestattung/bestattung/state.ts';
import type { Grab } from '../../../src/domain/bestattung/grab.ts';
import { auftragOf } from '../../../src/domain/bestattung/kennung.ts';
import type { Verzeichnis } from '../../../src/domain/organisation/verzeichnis.ts';
import { musterTabelle } from './muster.ts';

export const BUERO = 'p-buero';
export const VORARBEIT = 'p-vorarbeit';
export const KOLLEGE = 'p-kollege';
/** foreman of another crew */
export const ANDERE = 'p-andere';

const person = (id: string, rolle: string | null, bereich: string | null) => ({
  id,
  vorname: 'V',
  nachname: id,
  titel: '',
  funktion: '',
  einheit: 'e',
  email: '',
  gueltigVon: null,
  gueltigBis: null,
  rollen: rolle === null ? [] : [{ rolle, bereich, gueltigVon: null, gueltigBis: null }],
  vertretungen: [],
  zertifikate: [],
});
export const VERZEICHNIS_TEST: Verzeichnis = {
  einheiten: [],
  personen: [
    person(BUERO, 'friedhofsverwaltung', null),
    person(VORARBEIT, 'kolonnenfuehrung', 'kolonne:1'),
    person(KOLLEGE, 'kolonnenfuehrung', 'kolonne:1'),
    person(ANDERE, 'kolonnenfuehrung', 'kolonne:2'),
    person('p-fremd', null, null),
  ],
};

const NUMMERNKREIS = {
  tabelle: 'nummernkreise',
  fassungen: [
    {
      nummer: 1,
      gueltigAb: '2020-01-01',
      quelle: '',
      geprueft: false,
      inhalt: {
        serien: [{ serie: 'bestattung', bezeichnung: '', muster: 'B-{JJJJ}-{NR:4}', jaehrlich: true }],
      },
    },
  ],
};

interface Stand {
  readonly art: string;
  readonly state: unknown;
  readonly revision: number;
}

/**
 * A centre in memory that runs the real kinds: one command, its events, its claims and all reactions together or not
 * at all. `belegteKonflikte` counts what the constraint had to catch because the rule had not.
 */
export function createZentrale(graeber: readonly Grab[], jetzt: string, verzeichnis = VERZEICHNIS_TEST) {
  const byKind = new Map<string, Kind>(kinds.map((k) => [k.art, k as Kind]));
  let staende = new Map<string, Stand>();
  let claims = new Map<string, readonly Claim[]>();
  const nummern = new Map<string, number>();
  const uhr = { jetzt };
  const konflikte: string[] = [];
  const dokumente = new Map<string, DokumentFakt>();
  const grabIndex = new Map(graeber.map((g) => [g.schluessel, g]));

  function projektion(id: string): Projection | null {
    const s = staende.get(id);
    return s ? (byKind.get(s.art) as Kind).project(s.state, id) : null;
  }

  function antwort(q: FactQuery, vorgang: string): unknown {
    switch (q.art) {
      case 'verzeichnis':
        return verzeichnis;
      case 'stammdaten':
        return q.tabelle === 'nummernkreise' ? NUMMERNKREIS : musterTabelle(q.tabelle);
      case 'vorgang':
        return staende.get(q.id)?.state ?? null;
      case 'nummer':
        return nummern.get(q.serie) ?? 1;
      case 'dokument':
        return dokumente.get(q.sha256) ?? null;
      case 'belegung':
        return belegungen().filter(
          (b) =>
            b.vorgang !== vorgang && q.ressourcen.includes(b.ressource) && b.von < q.bis && q.von < b.bis,
        );
      case 'datensatz':
        return Object.fromEntries(
          q.schluessel.flatMap((k) => (grabIndex.has(k) ? [[k, grabIndex.get(k)]] : [])),
        );
      case 'merkmal':
        return [...staende.keys()].flatMap((id) => {
          const p = projektion(id);
          if (id === vorgang || staende.get(id)?.art !== q.kind || !p?.merkmale.includes(q.merkmal))
            return [];
          return [{ vorgang: id, nummer: p.nummer, titel: p.titel, felder: p.felder }];
        });
    }
  }

  const belegungen = (): BelegungFakt[] =>
    [...claims].flatMap(([vorgang, liste]) => liste.map((c) => ({ ...c, vorgang })));

  function apply(
    art: string,
    vorgang: string,
    command: { type: string },
    akteur: string,
    geschehenAm: string,
  ): Rejection | null {
    const kind = byKind.get(art) as Kind;
    const alt = staende.get(vorgang) ?? null;
    const parsed = kind.commandSchema.parse(command);
    const antworten = new Map(
      kind.needs(alt?.state ?? null, parsed).map((q) => [factKey(q), antwort(q, vorgang)] as const),
    );
    const facts = {
      jetzt: uhr.jetzt,
      akteur,
      vorlaeufig: false,
      vorgang,
      geschehenAm,
      basis: alt?.revision ?? 0,
      antworten,
    };
    const decided = kind.decide(alt?.state ?? null, parsed, facts);
    if (!decided.ok) return decided.error;
    let stand = alt;
    for (const roh of decided.value) {
      const event = kind.eventSchema.parse(JSON.parse(JSON.stringify(roh)));
      const revision = (stand?.revision ?? 0) + 1;
      const state = kind.evolve(stand?.state ?? null, event, { zeit: uhr.jetzt, akteur, revision });
      stand = { art, state, revision };
      staende.set(vorgang, stand);
      const serie = kind.series?.(event);
      if (serie) nummern.set(serie, (nummern.get(serie) ?? 1) + 1);
    }
    if (stand === null) return null;
    const neue = kind.claims?.(stand.state) ?? [];
    claims.set(vorgang, neue);
    for (const c of neue) {
      const b = belegungen().find(
        (x) => x.vorgang !== vorgang && x.ressource === c.ressource && x.von < c.bis && c.von < x.bis,
      );
      if (b) {
        konflikte.push(c.ressource);
        return {
          code: 'ledger.ressource-belegt',
          params: { ressource: c.ressource, von: b.von, bis: b.bis },
        };
      }
    }
    for (const event of decided.value) {
      for (const r of kind.react?.(event, stand.state, vorgang) ?? []) {
        const nein = apply(r.art, r.vorgang, r.command, akteur, geschehenAm);
        if (nein) return nein;
      }
    }
    return null;
  }

  return {
    uhr,
    konflikte,
    /** a stored file of that kind under a made-up hash */
    speichere(sha256: string, mime: string): string {
      const nichts = { bytes: 1, seiten: null, signaturen: [], vorgaenger: null };
      dokumente.set(sha256, { sha256, mime, ...nichts });
      return sha256;
    },
    belegungen,
    projektion,
    /** runs one command whole or not at all; null: accepted */
    execute(
      art: string,
      vorgang: string,
      command: { type: string },
      akteur = BUERO,
      geschehenAm?: string,
    ): Rejection | null {
      const vorher = { staende: new Map(staende), claims: new Map(claims), nummern: new Map(nummern) };
      const nein = apply(art, vorgang, command, akteur, geschehenAm ?? uhr.jetzt);
      if (nein) {
        staende = vorher.staende;
        claims = vorher.claims;
        for (const [k, v] of vorher.nummern) nummern.set(k, v);
      }
      return nein;
    },
    bestattung: (id: string) => staende.get(id)?.state as BestattungState,
    auftrag: (bestattung: string) => staende.get(auftragOf(bestattung))?.state as AuftragState,
    ids: (art: string) => [...staende].filter(([, s]) => s.art === art).map(([id]) => id),
    state: (id: string) => staende.get(id)?.state ?? null,
    vorstellen(minuten: number): void {
      uhr.jetzt = addMinutes(uhr.jetzt, minuten);
    },
  };
}
export type Zentrale = ReturnType<typeof createZentrale>;
