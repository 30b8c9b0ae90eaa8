import { Clock, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { instantOf, tagOf, uhrzeitOf } from '../../../domain/shared/dates.ts';
import { darfVertreten, mitgliederAm, type Mitglied } from '../../../domain/sitzung/index.ts';
import { Button, IconButton } from '../../kit/Button.tsx';
import { Note } from '../../kit/Boxes.tsx';
import { Select, TextArea, TextField } from '../../kit/Field.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { personName } from '../daten.ts';
import { asUhrzeit } from '../Zeitfeld.tsx';
import type { LiveProps } from './props.ts';

interface Zeile {
  readonly id: number;
  readonly von: string;
  /** empty: still there, or until the end */
  readonly bis: string;
  readonly vertritt: string;
}

const ZEIT = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Puts the stays of one person right, with the reason; votes recorded on the way must still add up. */
export function BerichtigenDialog(p: LiveProps & { readonly m: Mitglied; readonly onClose: () => void }) {
  const { s, gremium, verzeichnis, m } = p;
  const tag = tagOf(s.eroeffnetUm ?? s.beginn);
  const vorhanden = s.anwesenheit.filter((a) => a.person === m.person);
  const [zeilen, setZeilen] = useState<readonly Zeile[]>(() =>
    vorhanden.map((a, id) => ({
      id,
      von: uhrzeitOf(a.von),
      bis: a.bis ? uhrzeitOf(a.bis) : '',
      vertritt: a.vertritt ?? '',
    })),
  );
  const [grund, setGrund] = useState('');
  const stellvertretung = m.funktion === 'stellvertretung' && m.stimmrecht === 'stimmberechtigt';
  const sitze = mitgliederAm(gremium, tagOf(s.beginn)).filter((x) => darfVertreten(m, x));
  const setze = (id: number, next: Partial<Zeile>) =>
    setZeilen((z) => z.map((x) => (x.id === id ? { ...x, ...next } : x)));
  /** an entry left as it was keeps its seconds */
  const zeitpunkt = (uhr: string, alt: string | null | undefined) =>
    alt && uhrzeitOf(alt) === uhr ? alt : instantOf(tag, uhr);
  const gueltig = (z: Zeile) => ZEIT.test(z.von) && (z.bis === '' || ZEIT.test(z.bis));
  const build = () => {
    if (grund.trim() === '' || !zeilen.every(gueltig)) return null;
    return {
      type: 'correctAnwesenheit',
      person: m.person,
      aufenthalte: zeilen.map((z) => ({
        von: zeitpunkt(z.von, vorhanden[z.id]?.von),
        bis: z.bis === '' ? null : zeitpunkt(z.bis, vorhanden[z.id]?.bis),
        vertritt: stellvertretung && z.vertritt !== '' ? z.vertritt : null,
      })),
      grund: grund.trim(),
    } as { readonly type: string };
  };
  return (
    <BefehlDialog
      titel={`Anwesenheit von ${personName(verzeichnis, m.person)} berichtigen`}
      verb="Anwesenheit berichtigen"
      icon={Clock}
      view={p.view}
      ist="Die Anwesenheit ist berichtigt."
      onClose={p.onClose}
      build={build}
    >
      {(versucht) => (
        <>
          <Note>
            Schon erfasste Abstimmungen müssen danach noch aufgehen; sonst wird gesagt, welche nicht.
          </Note>
          {zeilen.length === 0 ? (
            <p className="am-muted">Keine Zeiten: die Person war nicht anwesend.</p>
          ) : null}
          {zeilen.map((z, i) => (
            <fieldset key={z.id} className="am-fieldset am-aufenthalt">
              <legend className="am-legend">{i + 1}. Aufenthalt</legend>
              <div className="am-cols">
                <TextField
                  label="Von"
                  inputMode="numeric"
                  maxLength={5}
                  placeholder="17:00"
                  value={z.von}
                  onChange={(t) => setze(z.id, { von: asUhrzeit(t) })}
                  error={versucht && !ZEIT.test(z.von) ? 'Uhrzeit als 17:05.' : null}
                />
                <TextField
                  label="Bis (leer: bis zum Ende)"
                  inputMode="numeric"
                  maxLength={5}
                  placeholder="18:30"
                  value={z.bis}
                  onChange={(t) => setze(z.id, { bis: asUhrzeit(t) })}
                  error={versucht && z.bis !== '' && !ZEIT.test(z.bis) ? 'Uhrzeit als 18:30.' : null}
                />
                {stellvertretung ? (
                  <Select
                    label="Für wen"
                    leer="niemanden"
                    value={z.vertritt}
                    onChange={(vertritt) => setze(z.id, { vertritt })}
                    optionen={sitze.map((x) => ({
                      wert: x.person,
                      text: personName(verzeichnis, x.person),
                    }))}
                  />
                ) : null}
              </div>
              <IconButton
                icon={Trash2}
                text={`${i + 1}. Aufenthalt entfernen`}
                onClick={() => setZeilen((alle) => alle.filter((x) => x.id !== z.id))}
              />
            </fieldset>
          ))}
          <Button
            klein
            icon={Plus}
            onClick={() =>
              setZeilen((alle) => [
                ...alle,
                {
                  id: Math.max(vorhanden.length, ...alle.map((x) => x.id + 1)),
                  von: '',
                  bis: '',
                  vertritt: '',
                },
              ])
            }
          >
            Aufenthalt hinzufügen
          </Button>
          <TextArea
            label="Begründung"
            rows={2}
            value={grund}
            onChange={setGrund}
            maxLength={4000}
            error={versucht && grund.trim() === '' ? 'Das geht nur mit einer Begründung.' : null}
          />
        </>
      )}
    </BefehlDialog>
  );
}
