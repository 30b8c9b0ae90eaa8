import { useEffect, useState } from 'react';
import { call } from '../bridge.ts';
import { faecher, fachOf, type CodeText } from '../faecher.ts';
import { useQuery } from '../shell/query.ts';
import { useApp } from '../shell/state.ts';
import { hausCode } from './hauscodes.ts';
import { identifiersIn, namesIn } from './werte.ts';

const MAX_TITLES = 20;

/**
 * What the codes in a command and in the state it was meant for stand for; null while that is being looked up, so
 * that nobody sees the codes first.
 */
export function useCodes(art: string, befehl: unknown, state: unknown): CodeText | null {
  const heute = useApp().app?.heute ?? '';
  const verzeichnis = useQuery('verzeichnis.get', null);
  const tabellen = useQuery('stammdaten.list', null);
  const [fach, setFach] = useState<CodeText | null>(null);
  const [titel, setTitel] = useState<ReadonlyMap<string, string> | null>(null);
  useEffect(() => {
    let da = true;
    void loadCodes(art, heute).then((code) => (da ? setFach(() => code) : undefined));
    return () => {
      da = false;
    };
  }, [art, heute]);
  const gefragt = identifiersIn(befehl).slice(0, MAX_TITLES).join(' ');
  useEffect(() => {
    let da = true;
    void titlesOf(gefragt === '' ? [] : gefragt.split(' ')).then((t) => (da ? setTitel(t) : undefined));
    return () => {
      da = false;
    };
  }, [gefragt]);
  if (fach === null || titel === null || verzeichnis.loading || tabellen.loading) return null;
  return hausCode({
    verzeichnis: verzeichnis.data,
    namen: new Map([...titel, ...namesIn(state)]),
    tabellen: tabellen.data ?? [],
    fach,
  });
}

/** Roles of a person name cemeteries and bodies: what belongs to the house itself asks every Fach. */
async function loadCodes(art: string, heute: string): Promise<CodeText> {
  const own = fachOf(art);
  const asked = own ? [own] : faecher;
  const codes = await Promise.all(asked.map((f) => f.loadCodes?.(heute).catch(() => null) ?? null));
  // Without a Fach of its own only what names a thing counts: „art“ means something else in each of them.
  return (feld, code) =>
    own || feld !== 'art'
      ? (codes.map((c) => c?.(feld, code) ?? null).find((t) => t !== null) ?? null)
      : null;
}

async function titlesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(ids.map((id) => call('vorgang.get', { id })));
  return new Map(found.flatMap((a) => (a.ok ? [[a.value.id, a.value.projection.titel] as const] : [])));
}
