import { useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Bloecke, Dringlichkeitsentscheidung } from '../../../domain/sitzung/index.ts';
import type { PageProps } from '../../faecher.ts';
import { useAction } from '../../kit/action.ts';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { Select, TextArea, TextField } from '../../kit/Field.tsx';
import { FormPage } from '../../kit/FormPage.tsx';
import { Panel } from '../../kit/Layout.tsx';
import { navigate } from '../../shell/router.ts';
import { execute, executeNew, sayDone } from '../../vorgang/execute.ts';
import { useGremien, useVorgang } from '../daten.ts';
import { Oeffentlichkeit } from '../Oeffentlichkeit.tsx';
import { Editor } from '../text/Editor.tsx';

/** An urgent decision under § 60 GO NRW: what, why it can't wait, why the Hauptausschuss could not meet. */
export default function DringlichkeitFormular({ app, id }: PageProps & { readonly id: string | null }) {
  const { view, s, problem } = useVorgang<Dringlichkeitsentscheidung>(id);
  if (problem && !view) return <ErrorBox problem={problem} />;
  if (id !== null && (!view || !s)) return <div className="am-page" aria-busy="true" />;
  return <Formular view={view} s={s} jahr={Number(app.heute.slice(0, 4))} />;
}

function Formular(p: {
  readonly view: VorgangView | null;
  readonly s: Dringlichkeitsentscheidung | null;
  readonly jahr: number;
}) {
  const gremien = useGremien();
  const [basis] = useState(p.view);
  const [gremium, setGremium] = useState(p.s?.gremium ?? '');
  const [betreff, setBetreff] = useState(p.s?.betreff ?? '');
  const [beschluss, setBeschluss] = useState<Bloecke>(p.s?.beschluss ?? []);
  const [dringlichkeit, setDringlichkeit] = useState(p.s?.dringlichkeit ?? '');
  const [hauptausschussGrund, setHauptausschussGrund] = useState(p.s?.hauptausschussGrund ?? '');
  const [oeffentlich, setOeffentlich] = useState(p.s?.oeffentlich ?? true);
  const action = useAction();
  const ziel = gremium || gremien[0]?.id || '';
  const rat = p.s ? p.s.anstelle === 'rat' : gremien.find((g) => g.id === ziel)?.felder['art'] === 'rat';
  const { versucht } = action;
  const send = () => {
    const inhalt = {
      betreff: betreff.trim(),
      oeffentlich,
      beschluss,
      dringlichkeit: dringlichkeit.trim(),
      hauptausschussGrund: hauptausschussGrund.trim(),
    };
    return basis
      ? execute(basis, { type: 'changeDringlichkeitsentscheidung', ...inhalt } as never)
      : executeNew('dringlichkeitsentscheidung', {
          type: 'createDringlichkeitsentscheidung',
          jahr: p.jahr,
          gremium: ziel,
          anstelle: rat ? 'rat' : 'ausschuss',
          ...inhalt,
        } as never);
  };
  const save = () =>
    action.run(
      () => (betreff.trim() === '' ? null : send()),
      (answer) => {
        sayDone('Gespeichert.', answer);
        navigate(`#/sitzung/dringlichkeit/${answer.vorgang.id}`);
      },
    );
  return (
    <FormPage
      titel="Dringlichkeitsentscheidung"
      pfad={[{ text: 'Vorlagen und Anträge', href: '#/sitzung?ansicht=vorlagen' }, { text: '§ 60 GO NRW' }]}
      action={action}
      onAction={() => void save()}
    >
      <Note>
        Es entscheiden die Bürgermeisterin und ein Ratsmitglied mit je einer Unterschrift; die Entscheidung
        kommt in der nächsten Sitzung zur Genehmigung.
      </Note>
      <Panel titel="Entscheidung">
        <div className="am-stack">
          <Select
            label="Anstelle von"
            value={ziel}
            disabled={basis !== null}
            onChange={setGremium}
            optionen={gremien.map((g) => ({ wert: g.id, text: g.titel }))}
          />
          <TextField
            label="Betreff"
            value={betreff}
            onChange={setBetreff}
            error={versucht && betreff.trim() === '' ? 'Der Betreff fehlt.' : null}
          />
          <Oeffentlichkeit value={oeffentlich} onChange={setOeffentlich} />
          <Editor label="Entscheidung" value={beschluss} onChange={setBeschluss} rows={4} />
          <TextArea label="Warum sie nicht warten kann" value={dringlichkeit} onChange={setDringlichkeit} />
          {rat ? (
            <TextArea
              label="Warum der Hauptausschuss nicht rechtzeitig tagen konnte"
              value={hauptausschussGrund}
              onChange={setHauptausschussGrund}
            />
          ) : null}
        </div>
      </Panel>
    </FormPage>
  );
}
