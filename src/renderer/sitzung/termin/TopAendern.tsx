import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Agendazeile, NichtoeffentlicheSitzung } from '../../../domain/sitzung/index.ts';
import { TextArea, TextField } from '../../kit/Field.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { GrundDialog } from '../../vorgang/GrundDialog.tsx';

/** What is to be done with which item. */
export interface TopAenderung {
  readonly art: 'umbenennen' | 'entfernen';
  readonly zeile: Agendazeile;
}

interface Props {
  readonly offen: TopAenderung;
  readonly view: VorgangView;
  readonly noe: { readonly view: VorgangView; readonly s: NichtoeffentlicheSitzung } | null;
  readonly onClose: () => void;
}

/** Renaming and removing; of a non-public item in its own Vorgang, where its secret is known. */
export function TopAendern({ offen, view, noe, onClose }: Props) {
  const { zeile } = offen;
  const punkt = noe?.s.punkte.find((x) => x.id === zeile.id) ?? null;
  const [titel, setTitel] = useState(zeile.titel);
  const [neutral, setNeutral] = useState(zeile.oeffentlicherTitel);
  const [begriffe, setBegriffe] = useState(punkt?.begriffe.join('\n') ?? '');
  const ziel = punkt && noe ? noe.view : view;
  if (offen.art === 'entfernen')
    return (
      <GrundDialog
        titel={`${zeile.nummer} von der Tagesordnung nehmen`}
        verb="Entfernen"
        icon={Trash2}
        gefahr
        view={ziel}
        ist="Der Punkt ist entfernt."
        command={(grund) =>
          punkt
            ? { type: 'removeNichtoeffentlichenTop', id: zeile.id, grund }
            : { type: 'removeTop', top: zeile.id, grund }
        }
        onClose={onClose}
      >
        <p>{zeile.titel}</p>
      </GrundDialog>
    );
  return (
    <BefehlDialog
      titel={`${zeile.nummer} umbenennen`}
      verb="Speichern"
      icon={Pencil}
      view={ziel}
      ist="Der Punkt ist geändert."
      onClose={onClose}
      build={() =>
        titel.trim() === ''
          ? null
          : ((punkt
              ? {
                  type: 'changeNichtoeffentlichenTop',
                  id: zeile.id,
                  titel: titel.trim(),
                  neutralerTitel: neutral.trim(),
                  begriffe: begriffe
                    .split('\n')
                    .map((b) => b.trim())
                    .filter(Boolean),
                }
              : { type: 'renameTop', top: zeile.id, titel: titel.trim() }) as never)
      }
    >
      {() => (
        <>
          <TextField
            label={punkt ? 'Eigentlicher Titel (nichtöffentlich)' : 'Titel'}
            value={titel}
            onChange={setTitel}
          />
          {punkt ? (
            <>
              <TextField label="Neutraler Titel (öffentlich)" value={neutral} onChange={setNeutral} />
              <TextArea
                label="Wörter, die nicht bekannt werden dürfen"
                optional
                value={begriffe}
                onChange={setBegriffe}
              />
            </>
          ) : null}
        </>
      )}
    </BefehlDialog>
  );
}
