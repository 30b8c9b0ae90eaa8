import { FileLock2 } from 'lucide-react';
import { useState } from 'react';
import type { DocumentInfo } from '../../../contract/document.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Vorlage } from '../../../domain/sitzung/index.ts';
import { Note } from '../../kit/Boxes.tsx';
import { TextArea, TextField } from '../../kit/Field.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { useNewId } from '../../vorgang/use-new-id.ts';
import { Dateifeld } from '../Dateifeld.tsx';

/** A non-public annex is a Vorgang of its own: whoever reads the public paper does not learn even its name. */
export function AnlageDialog(p: {
  readonly view: VorgangView;
  readonly s: Vorlage;
  readonly onClose: () => void;
}) {
  const vorgang = useNewId();
  const anlage = useNewId();
  const [datei, setDatei] = useState<DocumentInfo | null>(null);
  const [name, setName] = useState('');
  const [grund, setGrund] = useState('');
  const [begriffe, setBegriffe] = useState('');
  if (vorgang === '' || anlage === '') return null;
  return (
    <BefehlDialog
      titel="Nichtöffentliche Anlage"
      verb="Anlage hinzufügen"
      icon={FileLock2}
      view={{ ...p.view, art: 'anlage_nichtoeffentlich', id: vorgang, revision: 0 }}
      ist="Die nichtöffentliche Anlage ist hinzugefügt."
      onClose={p.onClose}
      build={() =>
        !datei || grund.trim() === ''
          ? null
          : ({
              type: 'createNichtoeffentlicheAnlage',
              vorlage: p.view.id,
              einheit: p.s.einheit,
              anlage: {
                id: anlage,
                bezeichnung: name.trim() || datei.name.replace(/\.pdf$/i, ''),
                sha256: datei.sha256,
                seiten: datei.seiten,
              },
              grund: grund.trim(),
              begriffe: begriffe
                .split('\n')
                .map((b) => b.trim())
                .filter(Boolean),
            } as never)
      }
    >
      {(versucht) => (
        <>
          <Note>Die Anlage kommt nie in das öffentliche Paket; auch ihr Name bleibt verborgen.</Note>
          <Dateifeld
            text="PDF hier ablegen"
            value={datei}
            onChange={setDatei}
            error={versucht ? 'Wählen Sie die Datei.' : null}
          />
          <TextField label="Bezeichnung" optional value={name} onChange={setName} />
          <TextField
            label="Warum nichtöffentlich"
            value={grund}
            onChange={setGrund}
            placeholder="z. B. § 30 AO"
            error={versucht && grund.trim() === '' ? 'Nennen Sie den Grund.' : null}
          />
          <TextArea
            label="Wörter, die nicht bekannt werden dürfen"
            optional
            hint="Eines je Zeile, z. B. Namen und Flurstücke. Danach wird das öffentliche Paket durchsucht."
            value={begriffe}
            onChange={setBegriffe}
          />
        </>
      )}
    </BefehlDialog>
  );
}
