import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { DropZone } from '../kit/DropZone.tsx';
import { groesse } from '../kit/format.ts';
import { Panel } from '../kit/Layout.tsx';
import { toast } from '../kit/toasts.ts';
import { blobUrl, uploadDocument } from '../kit/upload.ts';
import { useQuery } from '../shell/query.ts';
import './signatur.css';

/** The picture of the own handwritten signature, for visible signatures. It proves nothing; the key does. */
export function Unterschriftsbild() {
  const bild = useQuery('picture.get', null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = async (file: File) => {
    const stored = await uploadDocument(file, () => {}).answer;
    const answer = stored.ok ? await call('picture.set', { upload: stored.value.sha256 }) : stored;
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    toast('Das Bild Ihrer Unterschrift ist hinterlegt.');
    bild.reload();
  };
  const remove = async () => {
    const answer = await call('picture.remove', null);
    setProblem(answer.ok ? null : answer.problem);
    bild.reload();
  };
  return (
    <Panel titel="Bild meiner Unterschrift">
      <div className="am-stack">
        {problem ? <ErrorBox problem={problem} /> : null}
        {bild.data ? (
          <div className="am-row">
            <img
              className="am-unterschriftsbild"
              src={blobUrl(bild.data.sha256)}
              alt="Bild Ihrer Unterschrift"
            />
            <span className="am-grow am-muted am-small">
              {bild.data.breite} × {bild.data.hoehe} Bildpunkte, {groesse(bild.data.bytes)}
            </span>
            <Button klein icon={Trash2} onClick={() => void remove()}>
              Bild entfernen
            </Button>
          </div>
        ) : null}
        <DropZone
          text={bild.data ? 'Anderes Bild hier ablegen' : 'Bild hier ablegen'}
          hinweis="PNG oder JPEG bis 1 MB, am besten auf weißem oder durchsichtigem Grund. Es bleibt verschlüsselt in dieser Mappe und erscheint nur, wenn Sie es beim Signieren ankreuzen."
          accept="image/png,image/jpeg,.png,.jpg,.jpeg"
          onFiles={([file]) => {
            if (file) void take(file);
          }}
        />
      </div>
    </Panel>
  );
}
