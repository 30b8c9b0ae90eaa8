import { Save } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import type { Bloecke } from '../../../domain/sitzung/index.ts';
import type { PageProps } from '../../faecher.ts';
import { Button } from '../../kit/Button.tsx';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { Choice, Select, TextField } from '../../kit/Field.tsx';
import { PageHeader, Panel } from '../../kit/Layout.tsx';
import { navigate } from '../../shell/router.ts';
import { execute, newId, sayDone } from '../../vorgang/execute.ts';
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
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async () => {
    setVersucht(true);
    if (betreff.trim() === '' || steller.trim() === '' || !tag) return;
    const id = await newId();
    if (typeof id !== 'string') return setProblem(id);
    setBusy(true);
    const answer = await execute({ art: 'antrag', id, revision: 0 }, {
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
    } as never);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    sayDone('Erfasst.', answer.value);
    navigate(`#/sitzung/antrag/${id}`);
  };
  return (
    <div className="am-page am-formseite">
      <PageHeader
        titel="Antrag oder Anfrage erfassen"
        pfad={[{ text: 'Vorlagen und Anträge', href: '#/sitzung?ansicht=vorlagen' }, { text: 'Erfassen' }]}
      />
      {problem ? <ErrorBox problem={problem} /> : null}
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
            <DateField label="Eingegangen am" value={tag} onChange={setTag} />
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
      <div className="am-formfoot">
        <Button onClick={() => history.back()}>Abbrechen</Button>
        <Button art="primary" icon={Save} taste="Strg+S" busy={busy} onClick={() => void save()}>
          Erfassen
        </Button>
      </div>
    </div>
  );
}
