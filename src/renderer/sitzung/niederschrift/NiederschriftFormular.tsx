import { useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Niederschrift, NiederschriftPunkt } from '../../../domain/sitzung/index.ts';
import type { PageProps } from '../../faecher.ts';
import { useAction } from '../../kit/action.ts';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { TextArea } from '../../kit/Field.tsx';
import { FormPage } from '../../kit/FormPage.tsx';
import { Panel } from '../../kit/Layout.tsx';
import { navigate } from '../../shell/router.ts';
import { execute, sayDone } from '../../vorgang/execute.ts';
import { useVorgang } from '../daten.ts';
import { Editor } from '../text/Editor.tsx';

/** The Schriftführer completes the draft; votes and results come from the session and stay as they are. */
export default function NiederschriftFormular({ id }: PageProps & { readonly id: string }) {
  const { view, s, problem } = useVorgang<Niederschrift>(id);
  if (problem && !view) return <ErrorBox problem={problem} />;
  if (!view || !s) return <div className="am-page" aria-busy="true" />;
  return <Formular view={view} s={s} />;
}

function Formular({ view, s }: { readonly view: VorgangView; readonly s: Niederschrift }) {
  const [basis] = useState(view);
  const [inhalt, setInhalt] = useState(s.inhalt);
  const action = useAction();
  const set = (top: string, next: Partial<NiederschriftPunkt>) =>
    setInhalt((i) => ({ ...i, punkte: i.punkte.map((p) => (p.top === top ? { ...p, ...next } : p)) }));
  const save = () =>
    action.run(
      () => execute(basis, { type: 'saveNiederschrift', inhalt } as never),
      (answer) => {
        sayDone('Die Niederschrift ist gespeichert.', answer);
        navigate(`#/sitzung/niederschrift/${view.id}`);
      },
    );
  return (
    <FormPage
      titel="Niederschrift bearbeiten"
      pfad={[
        { text: 'Niederschriften', href: '#/sitzung?ansicht=niederschriften' },
        { text: view.projection.titel, href: `#/sitzung/niederschrift/${view.id}` },
        { text: 'Bearbeiten' },
      ]}
      action={action}
      onAction={() => void save()}
    >
      {inhalt.punkte.map((p) => (
        <Panel key={p.top} titel={`${p.nummer} ${p.titel}`}>
          <div className="am-stack">
            <Editor
              label={`Protokoll zu ${p.nummer}`}
              value={p.protokoll}
              onChange={(protokoll) => set(p.top, { protokoll })}
              rows={4}
            />
            {p.abstimmungen.length > 0 ? (
              <Editor
                label={`Beschluss zu ${p.nummer}`}
                value={p.beschluss}
                onChange={(beschluss) => set(p.top, { beschluss })}
                rows={3}
              />
            ) : null}
            {[...p.abstimmungen.map((a) => `Abstimmung: ${a}.`), p.ausgang ? `Ergebnis: ${p.ausgang}.` : '']
              .filter(Boolean)
              .map((t) => (
                <p key={t} className="am-muted">
                  {t}
                </p>
              ))}
          </div>
        </Panel>
      ))}
      <TextArea
        label="Schlussbemerkung"
        optional
        value={inhalt.schlussbemerkung}
        onChange={(schlussbemerkung) => setInhalt((i) => ({ ...i, schlussbemerkung }))}
      />
    </FormPage>
  );
}
