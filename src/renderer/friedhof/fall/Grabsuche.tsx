import { useState } from 'react';
import type { Grabtreffer } from '../../../contract/bestattung.ts';
import { grabartText, type Grabart } from '../../../domain/bestattung/begriffe.ts';
import { TextField } from '../../kit/Field.tsx';
import { anzahl, tagLang } from '../../kit/format.ts';
import { useQuery } from '../../shell/query.ts';
import { useLetzte, useVerzoegert } from '../teile.tsx';

interface Props {
  /** cemetery to look at; null: all (a name), or none (free graves) */
  readonly friedhof: string | null;
  readonly grabart: Grabart | null;
  readonly heute: string;
  readonly gewaehlt: string | null;
  readonly onWahl: (treffer: Grabtreffer | null) => void;
  readonly hoechstens?: number;
  /** no grave at all is a choice, too */
  readonly offen?: boolean;
}

const KEINE: readonly Grabtreffer[] = [];

/** A grave by its number, its right holder or a relative buried there; without text, free ones of the kind. */
export function Grabsuche({
  friedhof,
  grabart,
  heute,
  gewaehlt,
  onWahl,
  hoechstens = 8,
  offen = true,
}: Props) {
  const [text, setText] = useState('');
  const ruhig = useVerzoegert(text, 180);
  const freie = ruhig.trim() === '' && friedhof !== null && grabart !== null;
  const frage =
    ruhig.trim().length >= 2
      ? { text: ruhig, friedhof: null, frei: null, limit: hoechstens }
      : freie && grabart
        ? { text: '', friedhof, frei: { grabart, tag: heute }, limit: hoechstens }
        : undefined;
  const antwort = useQuery('friedhof.graeber', frage);
  const treffer = useLetzte(frage ? antwort.data : KEINE) ?? [];
  return (
    <div className="am-stack-s">
      <TextField
        label="Grab suchen"
        hint="Grabnummer, Nutzungsberechtigte oder Angehörige im Grab"
        type="search"
        value={text}
        onChange={setText}
      />
      <fieldset className="am-fieldset fh-graeber">
        <legend className="kern-sr-only">Gefundene Gräber</legend>
        {offen ? (
          <label className="am-choice">
            <input type="radio" name="grab" checked={gewaehlt === null} onChange={() => onWahl(null)} />
            <span>
              <b>Grab noch offen</b>
              <span>Vormerken geht, freigeben erst mit Grab.</span>
            </span>
          </label>
        ) : null}
        {gewaehlt !== null && !treffer.some((t) => t.grab.schluessel === gewaehlt) ? (
          <label className="am-choice">
            <input type="radio" name="grab" checked readOnly />
            <span>
              <b>Grab {gewaehlt}</b>
              <span>gewählt</span>
            </span>
          </label>
        ) : null}
        {treffer.map((t) => (
          <label key={t.grab.schluessel} className="am-choice">
            <input
              type="radio"
              name="grab"
              checked={gewaehlt === t.grab.schluessel}
              onChange={() => onWahl(t)}
            />
            <span>
              <b>
                {t.grab.schluessel} · {grabartText[t.grab.grabart]}
              </b>
              <span>{grabZeile(t)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="am-small am-muted" aria-live="polite">
        {frage && antwort.data
          ? treffer.length === 0
            ? 'Kein Grab gefunden.'
            : freie
              ? 'Freie Gräber dieser Grabart'
              : `${treffer.length}${treffer.length === hoechstens ? ' oder mehr' : ''} gefunden`
          : ''}
      </p>
    </div>
  );
}

/** Where it lies, who holds the right and until when, who rests there, what is free. */
export function grabZeile({ grab, friedhofName, frei }: Grabtreffer): string {
  const letzte = grab.belegungen.at(-1);
  return [
    friedhofName,
    grab.recht ? `Recht: ${grab.recht.inhaber}, bis ${tagLang(grab.recht.endetAm)}` : '',
    letzte ? `zuletzt ${letzte.name}, Ruhefrist bis ${tagLang(letzte.ruhefristBis)}` : 'unbelegt',
    grab.gesperrt
      ? `gesperrt: ${grab.gesperrt}`
      : `frei: ${anzahl(frei.sarg, 'Sarg', 'Särge')}, ${anzahl(frei.urne, 'Urne', 'Urnen')}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
