import { FilePen } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { isLeer, type Bloecke, type Niederschrift, type Sitzung } from '../../../domain/sitzung/index.ts';
import { Note } from '../../kit/Boxes.tsx';
import { Select, TextArea, TextField } from '../../kit/Field.tsx';
import { tagLang } from '../../kit/format.ts';
import { useQuery } from '../../shell/query.ts';
import { navigate } from '../../shell/router.ts';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { useNewId } from '../../vorgang/use-new-id.ts';
import { useVorgang } from '../daten.ts';
import { Editor } from '../text/Editor.tsx';

interface Props {
  readonly view: VorgangView;
  readonly s: Niederschrift;
  readonly heute: Tag;
  readonly onClose: () => void;
}

const OFFEN: readonly string[] = ['planung', 'eingeladen'];
const NICHTS = { id: '', art: 'sitzung', revision: 0 } as VorgangView;

/**
 * Signed minutes never change: the body can only resolve a correction at its next session (§ 52 GO NRW). Puts
 * that resolution with its wording on the agenda.
 */
export function BerichtigungDialog({ view, s, heute, onClose }: Props) {
  const merkmale = [`gremium:${s.gremium}`];
  const rows = useQuery('vorgang.list', { arten: ['sitzung'], offen: true, merkmale }).data;
  const termine = useMemo(
    () =>
      (rows ?? [])
        .filter((r) => OFFEN.includes(r.status.code))
        .filter((r) => String(r.felder['datum']) >= heute)
        .sort((a, b) => String(a.felder['datum']).localeCompare(String(b.felder['datum']))),
    [rows, heute],
  );
  const [gewaehlt, setGewaehlt] = useState('');
  const sitzung = useVorgang<Sitzung>(gewaehlt || termine[0]?.id);
  const verborgen = s.teil === 'nichtoeffentlich';
  const noe = useVorgang(verborgen ? sitzung.s?.nichtoeffentlicheSitzung : null);
  const id = useNewId();
  const [titel, setTitel] = useState(`Berichtigung der Niederschrift vom ${tagLang(s.sitzungstag)}`);
  const [text, setText] = useState<Bloecke>([]);
  const [grund, setGrund] = useState('');
  const nachtrag = sitzung.s?.phase === 'eingeladen';
  const ziel = verborgen ? noe.view : sitzung.view;
  const build = () => {
    if (!ziel || id === '' || titel.trim() === '' || isLeer(text)) return null;
    if (nachtrag && grund.trim() === '') return null;
    const basis = {
      id,
      topArt: 'berichtigung',
      titel: titel.trim(),
      bezug: view.id,
      beratung: null,
      vor: null,
      nachtragGrund: nachtrag ? grund.trim() : null,
      erweiterung: null,
      vorschlag: text,
    };
    const command = verborgen
      ? {
          type: 'addNichtoeffentlichenTop',
          ...basis,
          neutralerTitel: 'Berichtigung einer Niederschrift',
          begriffe: [],
        }
      : { type: 'addTop', ...basis };
    return command as { readonly type: string };
  };
  return (
    <BefehlDialog
      key={ziel?.id ?? ''}
      titel="Berichtigung beschließen lassen"
      verb="Auf die Tagesordnung setzen"
      icon={FilePen}
      breit
      view={ziel ?? NICHTS}
      ist="Die Berichtigung steht auf der Tagesordnung."
      onClose={onClose}
      onDone={() => (sitzung.view ? navigate(`#/sitzung/termin/${sitzung.view.id}`) : undefined)}
      build={build}
    >
      {(versucht) => (
        <>
          <Note>
            Die unterschriebene Niederschrift bleibt, wie sie ist. Das Gremium beschließt in seiner nächsten
            Sitzung, was richtigzustellen ist; der Beschluss steht in der dortigen Niederschrift.
          </Note>
          {rows && termine.length === 0 ? (
            <Note art="warnung" titel="Keine kommende Sitzung">
              Für {s.gremiumName} ist keine Sitzung geplant. Legen Sie zuerst eine an.
            </Note>
          ) : (
            <Select
              label="Sitzung"
              value={gewaehlt || (termine[0]?.id ?? '')}
              onChange={setGewaehlt}
              optionen={termine.map((r) => ({ wert: r.id, text: `${r.titel}, ${r.status.text}` }))}
            />
          )}
          <TextField
            label="Titel des Punktes"
            value={titel}
            onChange={setTitel}
            maxLength={500}
            error={versucht && titel.trim() === '' ? 'Der Punkt braucht einen Titel.' : null}
          />
          <Editor
            label="Was richtigzustellen ist"
            value={text}
            onChange={setText}
            rows={5}
            error={versucht && isLeer(text) ? 'Schreiben Sie den Wortlaut der Berichtigung.' : null}
          />
          {nachtrag ? (
            <TextArea
              label="Grund des Nachtrags"
              value={grund}
              onChange={setGrund}
              rows={2}
              error={versucht && grund.trim() === '' ? 'Ein Nachtrag braucht einen Grund.' : null}
            />
          ) : null}
        </>
      )}
    </BefehlDialog>
  );
}
