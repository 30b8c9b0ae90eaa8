import { Stamp } from 'lucide-react';
import { useState } from 'react';
import type { DocumentInfo } from '../../../contract/document.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { tagOf, uhrzeitOf } from '../../../domain/shared/dates.ts';
import { Note } from '../../kit/Boxes.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { Dateifeld } from '../Dateifeld.tsx';
import { Zeitfeld, zeitpunktOf, type TagUndZeit } from '../Zeitfeld.tsx';

interface Props {
  readonly view: VorgangView;
  readonly rolle: string;
  readonly personen: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
}

/** Records a signature on paper with its scan, for honorary signers without a card. */
export function PapierDialog({ view, rolle, personen, onClose }: Props) {
  const [jetzt] = useState(() => new Date().toISOString());
  const [person, setPerson] = useState(personen[0]?.id ?? '');
  const [zeit, setZeit] = useState<TagUndZeit>({ tag: tagOf(jetzt), uhr: uhrzeitOf(jetzt) });
  const [scan, setScan] = useState<DocumentInfo | null>(null);
  const [vermerk, setVermerk] = useState('Papierausfertigung bei den Akten des Ratsbüros');
  return (
    <BefehlDialog
      titel="Papierunterschrift erfassen"
      verb="Papierunterschrift erfassen"
      icon={Stamp}
      view={view}
      ist="Die Papierunterschrift ist erfasst."
      onClose={onClose}
      build={() => {
        const am = zeitpunktOf(zeit);
        return am && scan && vermerk.trim() !== '' && person !== ''
          ? ({
              type: 'recordPapierunterschrift',
              rolle,
              person,
              scan: scan.sha256,
              vermerk: vermerk.trim(),
              am,
            } as never)
          : null;
      }}
    >
      {(versucht) => (
        <>
          <Note>Das Original bleibt in der Akte; der Scan zeigt, was unterschrieben wurde.</Note>
          <Select
            label="Unterschrieben von"
            value={person}
            onChange={setPerson}
            optionen={personen.map((x) => ({ wert: x.id, text: x.name }))}
          />
          <Zeitfeld
            label="Unterschrieben am"
            value={zeit}
            onChange={setZeit}
            error={versucht && !zeitpunktOf(zeit) ? 'Geben Sie Tag und Uhrzeit an.' : null}
          />
          <Dateifeld
            text="Scan der unterschriebenen Ausfertigung (PDF)"
            value={scan}
            onChange={setScan}
            error={versucht ? 'Der Scan fehlt.' : null}
          />
          <TextField
            label="Vermerk"
            value={vermerk}
            onChange={setVermerk}
            error={versucht && vermerk.trim() === '' ? 'Vermerken Sie, wo das Original liegt.' : null}
          />
        </>
      )}
    </BefehlDialog>
  );
}
