import { useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { findPerson, type Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import { aktuelleFassung, type Vorlage, type Vorlageninhalt } from '../../../domain/sitzung/index.ts';
import type { PageProps } from '../../faecher.ts';
import { useAction } from '../../kit/action.ts';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { Choice } from '../../kit/Choice.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { FormPage } from '../../kit/FormPage.tsx';
import { Panel } from '../../kit/Layout.tsx';
import { navigate } from '../../shell/router.ts';
import { execute, executeNew, sayDone } from '../../vorgang/execute.ts';
import { useVerzeichnis, useVorgang } from '../daten.ts';
import { Editor } from '../text/Editor.tsx';
import { Finanzen } from './Finanzen.tsx';
import { Anlagen } from './Anlagen.tsx';

const LEER: Vorlageninhalt = {
  betreff: '',
  beschlussvorschlag: [],
  sachverhalt: [],
  finanzen: { art: 'keine' },
  anlagen: [],
};

/** Writes a new paper or a new version of one. */
export default function VorlageFormular({ app, route, id }: PageProps & { readonly id: string | null }) {
  const { view, s, problem } = useVorgang<Vorlage>(id);
  const verzeichnis = useVerzeichnis();
  if (problem && !view) return <ErrorBox problem={problem} />;
  if (!verzeichnis || (id !== null && (!view || !s))) return <div className="am-page" aria-busy="true" />;
  return (
    <Formular
      view={view}
      s={s}
      verzeichnis={verzeichnis}
      person={app.person?.id ?? ''}
      jahr={Number(app.heute.slice(0, 4))}
      antrag={route.query['antrag'] ?? null}
    />
  );
}

interface Props {
  readonly view: VorgangView | null;
  readonly s: Vorlage | null;
  readonly verzeichnis: Verzeichnis;
  readonly person: string;
  readonly jahr: number;
  readonly antrag: string | null;
}

function Formular({ view, s, verzeichnis, person, jahr, antrag }: Props) {
  // what one began with: a version is written on the one its author had open, never over another
  const [basis] = useState(view);
  const [inhalt, setInhalt] = useState<Vorlageninhalt>(s ? aktuelleFassung(s).inhalt : LEER);
  const [einheit, setEinheit] = useState(s?.einheit ?? findPerson(verzeichnis, person)?.einheit ?? '');
  const [oeffentlich, setOeffentlich] = useState<'ja' | 'nein'>(s && !s.oeffentlich ? 'nein' : 'ja');
  const [anlass, setAnlass] = useState('');
  const action = useAction();
  const set = (next: Partial<Vorlageninhalt>) => setInhalt((i) => ({ ...i, ...next }));

  const { versucht } = action;
  const send = async () => {
    const fertig = { ...inhalt, betreff: inhalt.betreff.trim() };
    const jetzt = oeffentlich === 'ja';
    if (!basis)
      return executeNew('vorlage', {
        type: 'createVorlage',
        jahr,
        einheit,
        oeffentlich: jetzt,
        antrag,
        inhalt: fertig,
      } as never);
    const answer = await execute(basis, {
      type: 'saveFassung',
      inhalt: fertig,
      anlass: anlass.trim() || 'Überarbeitet',
    } as never);
    if (!answer.ok || !s || jetzt === s.oeffentlich) return answer;
    return execute(answer.value.vorgang, {
      type: 'setOeffentlichkeit',
      oeffentlich: jetzt,
      grund: anlass.trim(),
    } as never);
  };
  const save = () =>
    action.run(
      () => (inhalt.betreff.trim() === '' ? null : send()),
      (answer) => {
        sayDone(basis ? 'Die neue Fassung ist gespeichert.' : 'Die Vorlage ist angelegt.', answer);
        navigate(`#/sitzung/vorlage/${answer.vorgang.id}`);
      },
    );

  const titel = basis ? 'Vorlage bearbeiten' : 'Vorlage anlegen';
  return (
    <FormPage
      titel={titel}
      pfad={[
        { text: 'Vorlagen und Anträge', href: '#/sitzung?ansicht=vorlagen' },
        ...(basis ? [{ text: s?.nummer ?? 'ohne Nummer', href: `#/sitzung/vorlage/${basis.id}` }] : []),
        { text: titel },
      ]}
      action={action}
      verb={basis ? 'Neue Fassung speichern' : 'Vorlage speichern'}
      onAction={() => void save()}
    >
      {s?.phase === 'mitzeichnung' ? (
        <Note art="warnung" titel="Die Mitzeichnung läuft">
          Eine neue Fassung macht frühere Zeichnungen hinfällig; die Stationen zeichnen dann neu.
        </Note>
      ) : null}
      <Panel titel="Gegenstand">
        <div className="am-stack">
          <TextField
            label="Betreff"
            value={inhalt.betreff}
            onChange={(betreff) => set({ betreff })}
            maxLength={500}
            autoFocus
            error={versucht && inhalt.betreff.trim() === '' ? 'Die Vorlage braucht einen Betreff.' : null}
          />
          <div className="am-cols">
            <Select
              label="Federführende Stelle"
              value={einheit}
              onChange={setEinheit}
              disabled={basis !== null}
              optionen={verzeichnis.einheiten.map((e) => ({ wert: e.id, text: `${e.kuerzel} ${e.name}` }))}
            />
            <Choice
              legende="Beratungsart"
              value={oeffentlich}
              onChange={setOeffentlich}
              wahlen={[
                { wert: 'ja', text: 'Öffentlich' },
                {
                  wert: 'nein',
                  text: 'Nichtöffentlich',
                  folge: 'Nur Mitglieder des Gremiums und Beteiligte lesen sie.',
                },
              ]}
            />
          </div>
        </div>
      </Panel>
      <Panel titel="Text">
        <div className="am-stack">
          <Editor
            label="Beschlussvorschlag"
            value={inhalt.beschlussvorschlag}
            onChange={(beschlussvorschlag) => set({ beschlussvorschlag })}
            rows={4}
          />
          <Editor
            label="Sachverhalt"
            hint="Text aus Word behält beim Einfügen Überschriften, Listen und Tabellen."
            value={inhalt.sachverhalt}
            onChange={(sachverhalt) => set({ sachverhalt })}
            rows={10}
          />
        </div>
      </Panel>
      <Panel titel="Finanzielle Auswirkungen">
        <Finanzen value={inhalt.finanzen} onChange={(finanzen) => set({ finanzen })} />
      </Panel>
      <Panel titel="Öffentliche Anlagen">
        <Anlagen inhalt={inhalt} onChange={(anlagen) => set({ anlagen })} />
      </Panel>
      {basis ? (
        <TextField
          label="Anlass der Änderung"
          optional
          value={anlass}
          onChange={setAnlass}
          placeholder="z. B. Kosten ergänzt"
        />
      ) : null}
    </FormPage>
  );
}
