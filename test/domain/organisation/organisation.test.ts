import { describe, expect, test } from '@jest/globals';
import { buildVerzeichnis } from '../../../src/domain/organisation/build.ts';
import type { EinheitState } from '../../../src/domain/organisation/einheit.ts';
import { einheitKind } from '../../../src/domain/organisation/einheit.ts';
import { errors } from '../../../src/domain/organisation/errors.ts';
import { personKind } from '../../../src/domain/organisation/person.ts';
import type { PersonState } from '../../../src/domain/organisation/person-state.ts';
import { adressatScopes, lesbareScopes } from '../../../src/domain/organisation/scopes.ts';
import { activeVertreter, mayActFor } from '../../../src/domain/organisation/vertretung.ts';
import type { Verzeichnis } from '../../../src/domain/organisation/verzeichnis.ts';
import { formatErrorText } from '../../../src/domain/shared/rejection.ts';
import { makeFacts, run } from '../../support/facts.ts';
import {
  byName,
  einheitByKuerzel,
  musterCommands,
  musterdatei,
  musterVerzeichnis,
} from '../../support/organisation.ts';

const v = musterVerzeichnis;
const TAG = '2026-07-16';
const admin = byName('Brandt');
const asState = (nachname: string): PersonState => ({ ...byName(nachname), zertifikatsakte: [] });
const facts = (akteur = admin.id, verzeichnis: Verzeichnis | null = v, vorgang = 'neu') =>
  makeFacts({ akteur, vorgang }, verzeichnis ? [[{ art: 'verzeichnis' }, verzeichnis]] : []);

/** Refusal code; also proves that every parameter the text names is filled. */
function refused(step: {
  readonly error: { code: string; params: Readonly<Record<string, string | number>> } | null;
}) {
  const { error } = step;
  if (!error) return null;
  const text = errors[error.code];
  expect(text).toBeDefined();
  expect(JSON.stringify(formatErrorText(text!, error.params))).not.toMatch(/\{\w+\}/);
  return error.code;
}

describe('sample city', () => {
  test('enters command by command into an empty directory', () => {
    const personen = new Map<string, PersonState>();
    const einheiten = new Map<string, EinheitState>();
    for (const c of musterCommands) {
      const now = buildVerzeichnis([...personen.values()], [...einheiten.values()]);
      const f = makeFacts({ akteur: c.akteur, vorgang: c.vorgang }, [[{ art: 'verzeichnis' }, now]]);
      if (c.art === 'einheit') {
        const step = run(einheitKind, einheiten.get(c.vorgang) ?? null, c.command as never, f);
        expect(step.error).toBeNull();
        einheiten.set(c.vorgang, step.state!);
      } else {
        const step = run(personKind, personen.get(c.vorgang) ?? null, c.command as never, f);
        expect(step.error).toBeNull();
        personen.set(c.vorgang, step.state!);
      }
    }
    expect(personen.size).toBe(musterdatei.personen.length);
    expect(einheiten.size).toBe(musterdatei.einheiten.length);
    const full = buildVerzeichnis([...personen.values()], [...einheiten.values()]);
    expect(activeVertreter(full, byName('Holm').id, TAG).map((d) => d.durch)).toEqual([
      byName('Wehmeyer').id,
    ]);
  });

  test('has unique ids and mail addresses', () => {
    expect(new Set(v.personen.map((p) => p.id)).size).toBe(v.personen.length);
    expect(new Set(v.personen.map((p) => p.email)).size).toBe(v.personen.length);
  });
});

describe('who may act for whom', () => {
  test('in person, by role, as deputy, not at all', () => {
    const bm = { rolle: 'buergermeister' };
    expect(mayActFor(v, byName('Holm').id, bm, TAG)).toEqual({ wie: 'selbst', fuer: byName('Holm').id });
    expect(mayActFor(v, byName('Wehmeyer').id, bm, TAG)).toEqual({ wie: 'i. V.', fuer: byName('Holm').id });
    expect(mayActFor(v, byName('Petersen').id, bm, TAG)).toBeNull();
    expect(mayActFor(v, byName('Reinecke').id, { person: byName('Reinecke').id }, TAG)?.wie).toBe('selbst');
    expect(mayActFor(v, byName('Overbeck').id, { person: byName('Wessling').id }, TAG)?.wie).toBe('i. A.');
  });

  test('only within the period', () => {
    expect(mayActFor(v, byName('Wehmeyer').id, { rolle: 'buergermeister' }, '2025-12-31')).toBeNull();
  });

  test('a role of one unit does not reach another', () => {
    const fb4 = { rolle: 'fachbereichsleitung', einheit: einheitByKuerzel('FB 4').id };
    expect(mayActFor(v, byName('Timmermann').id, fb4, TAG)?.wie).toBe('selbst');
    expect(mayActFor(v, byName('Lohmann').id, fb4, TAG)).toBeNull();
  });

  test('a deputy of the audit office from elsewhere does not count, even if the data names one', () => {
    const rpa = byName('Dahlmann');
    const fremd: Verzeichnis = {
      ...v,
      personen: v.personen.map((p) =>
        p.id === rpa.id
          ? {
              ...p,
              vertretungen: [
                {
                  durch: byName('Krüger').id,
                  zusatz: 'i. V.' as const,
                  gueltigVon: null,
                  gueltigBis: null,
                },
              ],
            }
          : p,
      ),
    };
    expect(activeVertreter(fremd, rpa.id, TAG)).toEqual([]);
    expect(mayActFor(fremd, byName('Krüger').id, { rolle: 'rechnungspruefung' }, TAG)).toBeNull();
  });
});

describe('scopes', () => {
  test('a deputy reads what the represented person reads', () => {
    const scopes = lesbareScopes(v, byName('Wehmeyer').id, TAG);
    expect(scopes).toContain('rolle:buergermeister');
    expect(scopes).toContain(`person:${byName('Holm').id}`);
    expect(lesbareScopes(v, byName('Wehmeyer').id, '2025-12-31')).not.toContain('rolle:buergermeister');
  });

  test('a scoped role reads its scope and not that of others', () => {
    const scopes = lesbareScopes(v, byName('Nolte').id, TAG);
    expect(scopes).toContain('kolonne:1');
    expect(scopes).not.toContain('kolonne:2');
    const leitung = lesbareScopes(v, byName('Timmermann').id, TAG);
    expect(leitung).toContain(`einheit:${einheitByKuerzel('FB 4/6-1').id}`);
    expect(leitung).not.toContain(`einheit:${einheitByKuerzel('FD 40').id}`);
  });

  test('who is addressed can read, others cannot', () => {
    const a = adressatScopes({ rolle: 'fachbereichsleitung', einheit: einheitByKuerzel('FB 4').id });
    const reads = (name: string) => lesbareScopes(v, byName(name).id, TAG).some((s) => a.includes(s));
    expect(reads('Timmermann')).toBe(true);
    expect(reads('Brockmann')).toBe(true);
    expect(reads('Lohmann')).toBe(false);
  });

  test('somebody who left reads nothing', () => {
    const gone = { ...v, personen: v.personen.map((p) => ({ ...p, gueltigBis: '2026-01-31' })) };
    expect(lesbareScopes(gone, byName('Holm').id, TAG)).toEqual([]);
  });
});

describe('refusals', () => {
  const vertretung = (durch: string, von: string | null = '2026-08-01', bis: string | null = '2026-08-14') =>
    ({ type: 'setVertretung', durch, zusatz: 'i. V.', gueltigVon: von, gueltigBis: bis }) as const;

  test('deputy: self, unknown, twice, period, audit office', () => {
    const holm = asState('Holm');
    expect(refused(run(personKind, holm, vertretung(holm.id), facts()))).toBe(
      'organisation.vertretung-selbst',
    );
    expect(refused(run(personKind, holm, vertretung('nobody'), facts()))).toBe(
      'organisation.vertretung-unbekannt',
    );
    expect(refused(run(personKind, holm, vertretung(byName('Wehmeyer').id), facts()))).toBe(
      'organisation.vertretung-besteht',
    );
    expect(
      refused(run(personKind, holm, vertretung(byName('Oelmann').id, '2026-08-14', '2026-08-01'), facts())),
    ).toBe('organisation.zeitraum');
    expect(refused(run(personKind, asState('Dahlmann'), vertretung(byName('Krüger').id), facts()))).toBe(
      'organisation.vertretung-fremd',
    );
    expect(run(personKind, asState('Dahlmann'), vertretung(byName('Heuser').id), facts()).error).toBeNull();
  });

  test('deputies in a circle: names the chain with dates', () => {
    const step = run(personKind, asState('Wehmeyer'), vertretung(byName('Holm').id), facts());
    expect(refused(step)).toBe('organisation.vertretung-kreis');
    expect(step.error?.params['kette']).toBe(
      'Carsten Wehmeyer → Ines Holm (01.08.2026 bis 14.08.2026), Ines Holm → Carsten Wehmeyer (ab 01.01.2026)',
    );
    const before = vertretung(byName('Holm').id, '2025-08-01', '2025-08-14');
    expect(run(personKind, asState('Wehmeyer'), before, facts()).error).toBeNull();
  });

  test('authority: others may not administer, one may name one own deputies', () => {
    const petersen = byName('Petersen').id;
    expect(
      refused(run(personKind, asState('Holm'), { type: 'endPerson', gueltigBis: TAG }, facts(petersen))),
    ).toBe('organisation.keine-berechtigung');
    expect(
      run(personKind, asState('Petersen'), vertretung(byName('Arndt').id), facts(petersen)).error,
    ).toBeNull();
  });

  test('unknown directory: provisional on the laptop, refused at the centre', () => {
    const command = { type: 'endPerson', gueltigBis: TAG } as const;
    expect(refused(run(personKind, asState('Holm'), command, facts(admin.id, null)))).toBe(
      'organisation.verzeichnis-unbekannt',
    );
    expect(run(personKind, asState('Holm'), command, makeFacts({ vorlaeufig: true })).error).toBeNull();
  });

  test('the last administrator stays', () => {
    const einer = {
      ...v,
      personen: v.personen.map((p) => (p.nachname === 'Arslan' ? { ...p, rollen: [] } : p)),
    };
    const ende = { type: 'endRolle', rolle: 'systemverwaltung', bereich: null, gueltigBis: TAG } as const;
    expect(refused(run(personKind, asState('Brandt'), ende, facts(admin.id, einer)))).toBe(
      'organisation.letzte-systemverwaltung',
    );
    expect(run(personKind, asState('Brandt'), ende, facts()).error).toBeNull();
  });

  test('roles: twice, ending one that is not held, unknown unit', () => {
    const assign = (rolle: string, bereich: string | null) =>
      ({ type: 'assignRolle', rolle, bereich, gueltigVon: null, gueltigBis: null }) as const;
    expect(refused(run(personKind, asState('Holm'), assign('buergermeister', null), facts()))).toBe(
      'organisation.rolle-besteht',
    );
    expect(refused(run(personKind, asState('Holm'), assign('x', 'einheit:nirgends'), facts()))).toBe(
      'organisation.einheit-unbekannt',
    );
    const ende = { type: 'endRolle', rolle: 'x', bereich: null, gueltigBis: TAG } as const;
    expect(refused(run(personKind, asState('Holm'), ende, facts()))).toBe('organisation.rolle-fehlt');
  });

  test('certificates: of another person, revoked ones do not come back', () => {
    const zertifikat = {
      type: 'enrolZertifikat',
      sha256: 'a'.repeat(64),
      bezeichnung: 'Übung',
      gueltigVon: '2026-01-01T00:00:00.000Z',
      gueltigBis: '2028-01-01T00:00:00.000Z',
    } as const;
    const one = run(personKind, asState('Holm'), zertifikat, facts(byName('Holm').id)).state!;
    expect(one.zertifikate).toContain(zertifikat.sha256);
    const andere = { ...v, personen: v.personen.map((p) => (p.id === one.id ? one : p)) };
    expect(refused(run(personKind, asState('Petersen'), zertifikat, facts(admin.id, andere)))).toBe(
      'organisation.zertifikat-vergeben',
    );
    const gesperrt = run(
      personKind,
      one,
      { type: 'revokeZertifikat', sha256: zertifikat.sha256, grund: 'Karte verloren' },
      facts(),
    ).state!;
    expect(gesperrt.zertifikate).not.toContain(zertifikat.sha256);
    expect(gesperrt.zertifikatsakte[0]?.sperrgrund).toBe('Karte verloren');
    expect(refused(run(personKind, gesperrt, zertifikat, facts()))).toBe('organisation.zertifikat-gesperrt');
    // Or somebody else would show a signature of its owner as an own one.
    const danach = buildVerzeichnis([gesperrt], v.einheiten);
    expect(
      refused(
        run(
          personKind,
          asState('Petersen'),
          zertifikat,
          facts(admin.id, { ...danach, personen: [...danach.personen, ...v.personen] }),
        ),
      ),
    ).toBe('organisation.zertifikat-vergeben');
    const nochmal = { type: 'revokeZertifikat', sha256: zertifikat.sha256, grund: '' } as const;
    expect(refused(run(personKind, gesperrt, nochmal, facts()))).toBe('organisation.zertifikat-unbekannt');
  });

  test('units: circle, still occupied, missing fields, twice', () => {
    const fb4 = einheitByKuerzel('FB 4');
    const unter = einheitByKuerzel('FB 4/6-1');
    const change = (angaben: object) => ({ type: 'changeEinheit', angaben }) as const;
    const kreis = run(einheitKind, fb4, change({ uebergeordnet: unter.id }), facts());
    expect(refused(kreis)).toBe('organisation.einheit-kreis');
    expect(kreis.error?.params['kette']).toBe('FB 4 → FB 4/6-1 → FB 4/6 → FB 4');
    expect(refused(run(einheitKind, fb4, { type: 'endEinheit', gueltigBis: TAG }, facts()))).toBe(
      'organisation.einheit-besetzt',
    );
    expect(refused(run(einheitKind, fb4, change({ name: '' }), facts()))).toBe('organisation.pflichtangabe');
    const { id: _, ...angaben } = fb4;
    expect(refused(run(einheitKind, fb4, { type: 'createEinheit', ...angaben }, facts()))).toBe(
      'organisation.gibt-es-schon',
    );
    expect(refused(run(einheitKind, null, { type: 'endEinheit', gueltigBis: TAG }, facts()))).toBe(
      'organisation.gibt-es-nicht',
    );
  });
});
