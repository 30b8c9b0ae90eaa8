import { useState } from 'react';
import type { Bloecke } from '../../../domain/sitzung/index.ts';
import type { PageProps } from '../../faecher.ts';
import { useAction } from '../../kit/action.ts';
import { DateField } from '../../kit/DateField.tsx';
import { Choice } from '../../kit/Choice.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { FormPage } from '../../kit/FormPage.tsx';
import { Panel } from '../../kit/Layout.tsx';
import { navigate } from '../../shell/router.ts';
import { executeNew, sayDone } from '../../vorgang/execute.ts';
import { Anlagenfeld, type Anlageneingabe } from '../Anlagenfeld.tsx';
import { useGremien } from '../daten.ts';
import { Oeffentlichkeit } from '../Oeffentlichkeit.tsx';
import { Editor } from '../text/Editor.tsx';

/** Enters a motion or question as it came in. */
export default function AntragFormular({ app }: PageProps) {
  const gremien = useGremien();
  const [antragArt, setArt] = useState<'antrag' | 'anfrage'>('antrag');
  const [betreff, setBetreff] = useState('');
  const [steller, setSteller] = useState('');
  const [tag, setTag] = useState<string | null>(app.heute);
  const [gremium, setGremium] = useState('');
  const [text, setText] = useState<Bloecke>([]);
  const [oeffentlich, setOeffentlich] = useState(true);
  const [anlagen, setAnlagen] = useState<readonly Anlageneingabe[]>([]);
  const action = useAction();
  const { versucht } = action;
  const save = () =>
    action.run(
      () =>
        betreff.trim() === '' || steller.trim() === '' || !tag
          ? null
          : executeNew('antrag', {
              type: 'createAntrag',
              jahr: Number(app.heute.slice(0, 4)),
              antragArt,
              betreff: betreff.trim(),
              text,
              anlagen,
              oeffentlich,
              steller: steller.trim(),
              personen: [],
              eingegangenAm: tag,
              gremium: gremium || gremien[0]?.id || '',
            } as never),
      (answer) => {
        sayDone('Erfasst.', answer);
        navigate(`#/sitzung/antrag/${answer.vorgang.id}`);
      },
    );
  return (
    <FormPage
      titel="Antrag oder Anfrage erfassen"
      pfad={[{ text: 'Vorlagen und Anträge', href: '#/sitzung?ansicht=vorlagen' }, { text: 'Erfassen' }]}
      action={action}
      verb="Erfassen"
      onAction={() => void save()}
    >
      <Panel titel="Eingang">
        <div className="am-stack">
          <Choice
            legende="Was ist eingegangen?"
            value={antragArt}
            onChange={setArt}
            wahlen={[
              { wert: 'antrag', text: 'Antrag', folge: 'Kommt nach der Zulassung auf eine Tagesordnung.' },
              { wert: 'anfrage', text: 'Anfrage', folge: 'Wird beantwortet und zur Kenntnis gegeben.' },
            ]}
          />
          <TextField
            label="Betreff"
            value={betreff}
            onChange={setBetreff}
            error={versucht && betreff.trim() === '' ? 'Der Betreff fehlt.' : null}
          />
          <div className="am-cols">
            <TextField
              label="Von wem"
              value={steller}
              onChange={setSteller}
              placeholder="z. B. Fraktion B"
              error={versucht && steller.trim() === '' ? 'Nennen Sie, von wem der Eingang ist.' : null}
            />
            <DateField
              label="Eingegangen am"
              value={tag}
              onChange={setTag}
              error={versucht && !tag ? 'Geben Sie den Tag des Eingangs an.' : null}
            />
            <Select
              label="An welches Gremium"
              value={gremium || gremien[0]?.id || ''}
              onChange={setGremium}
              optionen={gremien.map((g) => ({ wert: g.id, text: g.titel }))}
            />
          </div>
          <Oeffentlichkeit value={oeffentlich} onChange={setOeffentlich} />
          <Editor label="Wortlaut" value={[]} onChange={setText} />
          <Anlagenfeld value={anlagen} onChange={setAnlagen} />
        </div>
      </Panel>
    </FormPage>
  );
}
