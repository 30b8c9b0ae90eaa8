import { KeyRound, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { call } from '../bridge.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { EmptyState, Note } from '../kit/Boxes.tsx';
import { DropZone } from '../kit/DropZone.tsx';
import { TextField } from '../kit/Field.tsx';
import { tagLang } from '../kit/format.ts';
import { DescriptionList, Panel } from '../kit/Layout.tsx';
import { ListPanel } from '../kit/ListPanel.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { toast, toastProblem } from '../kit/toasts.ts';
import { uploadDocument } from '../kit/upload.ts';
import { useQuery } from '../shell/query.ts';
import { Karten } from './Karten.tsx';
import type { AbschnittProps } from './Einstellungen.tsx';
import { Unterschriftsbild } from './Unterschriftsbild.tsx';
import { NIVEAU, zustandOf } from './schluesseltext.ts';

const ART = { p12: 'Schlüsseldatei', pkcs11: 'Karte', csc: 'Fernsignatur', uebung: 'Übung' } as const;

/** Who I am here, and what I sign with. */
export function Schluessel({ app }: AbschnittProps) {
  const keys = useQuery('sign.keys', null);
  const [neu, setNeu] = useState(false);
  const p = app.person;
  const remove = async (id: string) => {
    const answer = await call('sign.removeKey', { id });
    if (!answer.ok) return toastProblem(answer.problem);
    toast('Der Schlüssel ist entfernt.');
    keys.reload();
  };
  return (
    <>
      <Panel titel="Person">
        <DescriptionList
          breit
          angaben={[
            ['Name', p?.name],
            ['Funktion', p?.funktion],
            ['Einheit', p?.einheit],
            ['Vertretung für', p?.vertritt.map((v) => `${v.name} (${v.zusatz})`).join(', ')],
          ]}
        />
      </Panel>
      <ListPanel
        titel="Signaturschlüssel"
        rechts={
          <Button klein icon={Plus} onClick={() => setNeu(true)}>
            Schlüsseldatei hinzufügen …
          </Button>
        }
        liste={keys}
        leer={
          <EmptyState icon={KeyRound} titel="Noch kein Schlüssel">
            <p>
              Zum Zeichnen brauchen Sie eine Schlüsseldatei (PKCS#12), eine Karte oder einen{' '}
              <a href="#/einstellungen?ansicht=fernsignatur">Fernsignaturdienst</a>.
            </p>
          </EmptyState>
        }
        name="Ihre Schlüssel zum Zeichnen"
        spalten={['Zertifikat', 'Art', 'Gültig bis', 'Zustand', { text: 'Entfernen', art: 'verborgen' }]}
        zeile={(k) => (
          <tr key={k.id}>
            <td>
              <b className="am-strong">{k.name}</b>
              <p className="am-muted am-small">
                {k.aussteller} · {k.algorithmus}
              </p>
            </td>
            <td>
              {ART[k.art]}
              <p className="am-muted am-small">{k.dienst ?? NIVEAU[k.niveau]}</p>
            </td>
            <td>{tagLang(k.gueltigBis.slice(0, 10))}</td>
            <td>
              <StatusTag {...zustandOf(k)} />
            </td>
            <td>
              {k.art === 'p12' ? (
                <IconButton icon={Trash2} text={`${k.name} entfernen`} onClick={() => void remove(k.id)} />
              ) : null}
            </td>
          </tr>
        )}
      />
      <Unterschriftsbild />
      <Karten onChange={keys.reload} />
      {neu ? (
        <NeuDialog
          onClose={() => setNeu(false)}
          onFertig={() => {
            setNeu(false);
            keys.reload();
          }}
        />
      ) : null}
    </>
  );
}

function NeuDialog({ onClose, onFertig }: { readonly onClose: () => void; readonly onFertig: () => void }) {
  const [datei, setDatei] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const action = useAction();
  const { versucht } = action;
  const add = async (file: File) => {
    const stored = await uploadDocument(file, () => {}).answer;
    const answer = stored.ok
      ? await call('sign.addKey', { upload: stored.value.sha256, pin, name: name.trim() || file.name })
      : stored;
    setPin('');
    return answer;
  };
  const submit = () =>
    action.run(
      () => (!datei || pin === '' ? null : add(datei)),
      () => {
        toast('Der Schlüssel ist hinzugefügt.');
        onFertig();
      },
    );
  return (
    <ActionDialog
      titel="Schlüsseldatei hinzufügen"
      action={action}
      verb="Hinzufügen"
      onAction={() => void submit()}
      onClose={onClose}
    >
      {datei ? (
        <div className="am-summary am-row">
          <span className="am-grow am-strong">{datei.name}</span>
          <Button klein art="tertiary" onClick={() => setDatei(null)}>
            Andere Datei
          </Button>
        </div>
      ) : (
        <DropZone
          text="Schlüsseldatei hier ablegen"
          hinweis="PKCS#12, Endung .p12 oder .pfx"
          accept=".p12,.pfx,application/x-pkcs12"
          onFiles={([f]) => setDatei(f ?? null)}
        />
      )}
      {versucht && !datei ? <Note art="fehler">Wählen Sie die Schlüsseldatei.</Note> : null}
      <TextField
        label="Name"
        optional
        hint="Wie er in der Auswahl heißt"
        value={name}
        onChange={setName}
        maxLength={200}
      />
      <TextField
        label="Passphrase der Schlüsseldatei"
        type="password"
        hint="Sie wird einmal zur Prüfung gebraucht und nicht gespeichert."
        value={pin}
        onChange={setPin}
        error={versucht && pin === '' ? 'Geben Sie die Passphrase ein.' : null}
      />
    </ActionDialog>
  );
}
