import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { SigningOptions } from '../../contract/signing.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Select, TextField } from '../kit/Field.tsx';
import { Panel } from '../kit/Layout.tsx';
import { toast } from '../kit/toasts.ts';
import { useQuery } from '../shell/query.ts';

const STUFEN = [
  { wert: 'beste', text: 'Die höchste, die Dienst und Zertifikat erlauben (empfohlen)' },
  { wert: 'B-B', text: 'B-B: nur die Unterschrift' },
  { wert: 'B-T', text: 'B-T: mit Zeitstempel' },
  { wert: 'B-LT', text: 'B-LT: dazu Zertifikate und Sperrauskünfte' },
  { wert: 'B-LTA', text: 'B-LTA: dazu ein Archivzeitstempel' },
];

/** The level at which signatures are made; without a network they start lower, say so, and are raised later. */
export function Stufe({ darf }: { readonly darf: boolean }) {
  const options = useQuery('sign.options', null);
  const [url, setUrl] = useState<string | null>(null);
  const [niveau, setNiveau] = useState<SigningOptions['niveau'] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const adresse = (url ?? options.data?.tsaUrl ?? '').trim();
  const stufe = niveau ?? options.data?.niveau ?? 'beste';
  const falsch = adresse !== '' && !/^https?:\/\/[^/\s]+/.test(adresse);
  const save = async () => {
    if (falsch) return;
    const tsaUrl = adresse === '' ? null : adresse;
    const answer = await call('sign.setOptions', { tsaUrl, niveau: stufe });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    toast(
      tsaUrl ? 'Unterschriften erhalten ab jetzt diese Stufe.' : 'Unterschriften tragen keinen Zeitstempel.',
    );
    setUrl(null);
    setNiveau(null);
    options.reload();
  };
  return (
    <Panel titel="Stufe der Unterschriften">
      {problem ? <ErrorBox problem={problem} /> : null}
      <div className="am-stack">
        <TextField
          label="Adresse des Zeitstempeldienstes (RFC 3161)"
          optional
          hint="Leer: ohne Zeitstempel (B-B). Ist der Dienst nicht erreichbar, wird ohne unterschrieben; das Dokument steht dann unter „Signaturen hochstufen“."
          value={url ?? options.data?.tsaUrl ?? ''}
          onChange={setUrl}
          readOnly={!darf}
          maxLength={1000}
          error={falsch ? 'Die Adresse beginnt mit https:// oder http://.' : null}
        />
        <Select
          label="Stufe"
          value={stufe}
          onChange={(wert) => setNiveau(wert as SigningOptions['niveau'])}
          optionen={STUFEN}
          disabled={!darf}
        />
        {darf ? (
          <div>
            <Button onClick={() => void save()} disabled={url === null && niveau === null}>
              Speichern
            </Button>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}
