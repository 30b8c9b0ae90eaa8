import { useState } from 'react';
import type { AppState } from '../../../contract/app.ts';
import type { Terminplan } from '../../../domain/bestattung/belegung.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import { instantOf } from '../../../domain/shared/dates.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { tagVon, uhrzeit } from '../../kit/format.ts';
import { useQuery } from '../../shell/query.ts';
import { minuten, planungstag } from '../kalender/rechnen.ts';
import { alsUhrzeit } from '../kalender/ziehen.ts';
import { useLetzte, useVerzoegert } from '../teile.tsx';
import { eingabeAus } from './eingabe.ts';

/** Where a burial is to go; null: as it is. */
export interface Terminziel {
  readonly vorgang: string;
  readonly tag: Tag | null;
  readonly uhrzeit: string | null;
  /** shift of the start in minutes, when not the ceremony itself was dragged */
  readonly versatzMin?: number;
  readonly halle: string | null;
}

/** The wish as it is entered, what the rules say to it, and what is free near it. */
export type Terminwahl = ReturnType<typeof useTerminwahl>;

/** `alt`: the plan when the dialog opened; `halten`: there is none yet that binds anybody. */
export function useTerminwahl(
  app: AppState,
  ziel: Terminziel,
  s: BestattungState,
  alt: Terminplan | null,
  halten: boolean,
) {
  const [friedhof, setFriedhof] = useState(alt?.friedhof ?? '');
  const [tag, setTag] = useState<Tag | null>(ziel.tag ?? (alt ? tagVon(alt.beginn) : planungstag(app.heute)));
  const [zeit, setZeit] = useState(
    ziel.uhrzeit ?? (alt ? alsUhrzeit(minuten(alt.beginn) + (ziel.versatzMin ?? 0)) : '10:00'),
  );
  const [halle, setHalle] = useState(ziel.halle ?? (alt ? (alt.halle ?? 'keine') : ''));
  const [feierMin, setFeierMin] = useState(alt && alt.feierMin > 0 ? alt.feierMin : 30);
  const [gewaehlt, setGewaehlt] = useState<Terminplan | null>(null);

  const eingabe = eingabeAus(ziel.vorgang, s);
  const dauer = halle === 'keine' ? 0 : feierMin;
  const beginn = tag && /^\d\d:\d\d$/.test(zeit) ? instantOf(tag, zeit) : null;
  const frage = useVerzoegert(
    beginn && friedhof
      ? {
          ...eingabe,
          feierMin: dauer,
          friedhof,
          beginn,
          ...(halle === '' ? {} : { halle: halle === 'keine' ? null : halle }),
        }
      : null,
    200,
  );
  const am = useQuery('friedhof.planAm', frage ?? undefined);
  const antwort = useLetzte(am.data);
  const suche = useQuery('friedhof.besteTermine', {
    ...eingabe,
    feierMin: dauer,
    friedhoefe: friedhof ? [friedhof] : null,
    abTag: app.heute,
    tage: 42,
    wunsch: beginn,
    hoechstens: 6,
  });
  const beste = useLetzte(suche.data);
  const plan = gewaehlt ?? antwort?.vorschlag?.plan ?? null;
  const anderer = (v: { readonly plan: Terminplan }) =>
    halten || v.plan.beginn !== alt?.beginn || v.plan.friedhof !== alt.friedhof || v.plan.halle !== alt.halle;
  const naechste =
    plan === null && antwort && antwort.alternativen.length > 0
      ? antwort.alternativen
      : (beste?.vorschlaege ?? []);

  /** whoever changes a field has not chosen a suggestion */
  const selbst = <T>(set: (wert: T) => void) => {
    return (wert: T) => {
      setGewaehlt(null);
      set(wert);
    };
  };
  return {
    friedhof,
    setFriedhof: selbst(setFriedhof),
    tag,
    setTag: selbst(setTag),
    zeit,
    setZeit: selbst(setZeit),
    halle,
    setHalle: selbst(setHalle),
    feierMin,
    setFeierMin: selbst(setFeierMin),
    gewaehlt,
    waehle: (v: Terminplan) => {
      setGewaehlt(v);
      setFriedhof(v.friedhof);
      setTag(tagVon(v.beginn));
      setZeit(uhrzeit(v.beginn));
      setHalle(v.halle ?? 'keine');
    },
    plan,
    unveraendert: !halten && plan !== null && JSON.stringify(plan) === JSON.stringify(alt),
    antwort,
    problem: am.problem,
    beste,
    naechste: naechste.filter(anderer),
    sucht: suche.loading,
  };
}
