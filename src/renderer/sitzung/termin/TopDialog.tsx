import { Plus, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import {
  sitzungslage,
  stimmberechtigteFuerErweiterung,
  type Gremium,
  type Sitzung,
  type TopArt,
} from '../../../domain/sitzung/index.ts';
import { Note } from '../../kit/Boxes.tsx';
import { Choice } from '../../kit/Choice.tsx';
import { TextArea, TextField } from '../../kit/Field.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { useNewId } from '../../vorgang/use-new-id.ts';
import { useVorgang } from '../daten.ts';
import { LEERE_STIMMEN, Stimmenfelder, type Stimmeneingabe } from '../live/Stimmenfelder.tsx';

/** The paper behind the new item; null: an item without a paper. */
export interface Topvorgabe {
  readonly art: TopArt;
  readonly id: string | null;
  readonly titel: string;
  readonly nummer: string | null;
  readonly oeffentlich: boolean;
  readonly beratung: string | null;
}

interface Props {
  readonly sitzung: { readonly view: VorgangView; readonly s: Sitzung } | null;
  readonly vorgabe: Topvorgabe | null;
  readonly icon?: LucideIcon;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/**
 * A new item: freely while planning, with a reason once invited, by resolution in the session. A non-public one
 * gets a neutral title that everyone may read.
 */
export function TopDialog({ sitzung, vorgabe, icon = Plus, onClose, children }: Props) {
  const id = useNewId();
  const noe = useVorgang(sitzung?.s.nichtoeffentlicheSitzung);
  const [teil, setTeil] = useState<'oeffentlich' | 'nichtoeffentlich'>(
    vorgabe && !vorgabe.oeffentlich ? 'nichtoeffentlich' : 'oeffentlich',
  );
  const [titel, setTitel] = useState(vorgabe?.titel ?? '');
  const [neutral, setNeutral] = useState('');
  const [begriffe, setBegriffe] = useState('');
  const [grund, setGrund] = useState('');
  const [stimmen, setStimmen] = useState<Stimmeneingabe>(LEERE_STIMMEN);
  const phase = sitzung?.s.phase ?? 'planung';
  const verborgen = teil === 'nichtoeffentlich';
  const ziel = verborgen ? noe.view : (sitzung?.view ?? null);
  const gremium = useVorgang<Gremium>(phase === 'laufend' ? sitzung?.s.gremium : null).s;
  const [jetzt] = useState(() => new Date().toISOString());
  const berechtigt =
    gremium && sitzung ? stimmberechtigteFuerErweiterung(sitzungslage(sitzung.s, gremium), jetzt) : null;
  const summe = stimmen.ja + stimmen.nein + stimmen.enthaltung + stimmen.nichtBeteiligt;
  const grundFehlt = phase !== 'planung' && grund.trim() === '';

  const build = () => {
    if (!sitzung || !ziel || id === '' || titel.trim() === '' || grundFehlt) return null;
    if (verborgen && neutral.trim() === '') return null;
    const basis = {
      id,
      topArt: vorgabe?.art ?? 'frei',
      titel: titel.trim(),
      bezug: vorgabe?.id ?? null,
      beratung: vorgabe?.beratung ?? null,
      vor: null,
      nachtragGrund: phase === 'eingeladen' ? grund.trim() : null,
      erweiterung: phase === 'laufend' ? { grund: grund.trim(), stimmen, um: null } : null,
    };
    return (
      verborgen
        ? {
            type: 'addNichtoeffentlichenTop',
            ...basis,
            neutralerTitel: neutral.trim(),
            begriffe: begriffe
              .split('\n')
              .map((b) => b.trim())
              .filter(Boolean),
          }
        : { type: 'addTop', ...basis }
    ) as { readonly type: string };
  };
  const text =
    phase === 'laufend'
      ? 'Wegen Dringlichkeit aufnehmen'
      : phase === 'eingeladen'
        ? 'Als Nachtrag aufnehmen'
        : 'Punkt aufnehmen';
  return (
    <BefehlDialog
      titel={text}
      verb={text}
      icon={icon}
      // until the target is known nothing is sent
      key={ziel?.id ?? ''}
      view={ziel ?? LEERER_VORGANG}
      ist={
        phase === 'laufend' && stimmen.ja <= stimmen.nein
          ? 'Die Erweiterung ist abgelehnt; so steht es in der Niederschrift.'
          : 'Der Punkt steht auf der Tagesordnung.'
      }
      onClose={onClose}
      build={build}
    >
      {(versucht) => (
        <>
          {children}
          {vorgabe?.id ? (
            <div className="am-summary">
              <p className="am-strong">
                {vorgabe.nummer ?? 'Ohne Nummer'} {vorgabe.titel}
              </p>
            </div>
          ) : (
            <Choice
              legende="In welchem Teil?"
              value={teil}
              onChange={setTeil}
              wahlen={[
                { wert: 'oeffentlich', text: 'Öffentlich' },
                {
                  wert: 'nichtoeffentlich',
                  text: 'Nichtöffentlich',
                  folge: 'Auf der öffentlichen Tagesordnung steht nur der neutrale Titel.',
                },
              ]}
            />
          )}
          <TextField
            label={verborgen ? 'Eigentlicher Titel (nichtöffentlich)' : 'Titel'}
            value={titel}
            onChange={setTitel}
            maxLength={500}
            error={versucht && titel.trim() === '' ? 'Der Punkt braucht einen Titel.' : null}
          />
          {verborgen ? (
            <>
              <TextField
                label="Neutraler Titel (öffentlich)"
                value={neutral}
                onChange={setNeutral}
                placeholder="z. B. Grundstücksangelegenheit"
                maxLength={500}
                error={versucht && neutral.trim() === '' ? 'Nennen Sie, was alle lesen dürfen.' : null}
              />
              <TextArea
                label="Wörter, die nicht bekannt werden dürfen"
                optional
                rows={2}
                hint="Eines je Zeile. Danach wird das öffentliche Paket durchsucht."
                value={begriffe}
                onChange={setBegriffe}
              />
            </>
          ) : null}
          {phase === 'eingeladen' ? (
            <TextArea
              label="Grund des Nachtrags"
              value={grund}
              onChange={setGrund}
              rows={2}
              error={versucht && grundFehlt ? 'Ein Nachtrag braucht einen Grund.' : null}
            />
          ) : null}
          {phase === 'laufend' ? (
            <>
              <Note titel="Erweiterung der Tagesordnung (§ 48 Abs. 1 GO NRW)">
                Nur bei äußerster Dringlichkeit und durch Beschluss. Im Rat stimmt die Bürgermeisterin nicht
                mit.
              </Note>
              <TextArea
                label="Worin liegt die äußerste Dringlichkeit?"
                value={grund}
                onChange={setGrund}
                rows={2}
                error={versucht && grundFehlt ? 'Ohne Dringlichkeit keine Erweiterung.' : null}
              />
              <Stimmenfelder value={stimmen} onChange={setStimmen} />
              {berechtigt === null ? null : (
                <p
                  className="am-live__rechnung"
                  role="status"
                  data-passt={summe === berechtigt ? 'ja' : 'nein'}
                >
                  {summe} von {berechtigt} Stimmberechtigten
                </p>
              )}
            </>
          ) : null}
        </>
      )}
    </BefehlDialog>
  );
}

const LEERER_VORGANG = { id: '', art: 'sitzung', revision: 0 } as VorgangView;
