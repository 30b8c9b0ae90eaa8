import { Landmark } from 'lucide-react';
import { useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { regelnAm, type Gremium } from '../../../domain/sitzung/index.ts';
import { Note } from '../../kit/Boxes.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { navigate } from '../../shell/router.ts';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { useNewId } from '../../vorgang/use-new-id.ts';
import { useGremien, useVorgang } from '../daten.ts';
import { Zahlfeld, zahlOf } from './Zahlfeld.tsx';
import { GREMIUMART, optionen } from './worte.ts';

const NEU = { art: 'gremium', revision: 0 };

/** A further body. Its rules begin as those of one there is; what differs is changed on its page. */
export function GremiumAnlegen({ heute, onClose }: { readonly heute: Tag; readonly onClose: () => void }) {
  const gremien = useGremien();
  const id = useNewId();
  const [name, setName] = useState('');
  const [kuerzel, setKuerzel] = useState('');
  const [art, setArt] = useState<Gremium['gremiumArt']>('ausschuss');
  const [ab, setAb] = useState<Tag | null>(heute);
  const [zahl, setZahl] = useState('');
  const [wie, setWie] = useState('');
  const muster = useVorgang<Gremium>(wie || (gremien.at(-1)?.id ?? null)).s;
  const mitgliederzahl = zahlOf(zahl, 1, 200);
  const build = () => {
    if (!muster || name.trim() === '' || kuerzel.trim() === '') return null;
    if (ab === null || mitgliederzahl === null) return null;
    const regeln = {
      ...regelnAm(muster, ab),
      gueltigAb: ab,
      gesetzlicheMitgliederzahl: mitgliederzahl,
      geprueft: false,
    };
    return {
      type: 'createGremium',
      name: name.trim(),
      kuerzel: kuerzel.trim(),
      gremiumArt: art,
      regeln,
      mitglieder: [],
    } as { readonly type: string };
  };
  if (id === '') return null;
  return (
    <BefehlDialog
      titel="Gremium anlegen"
      verb="Gremium anlegen"
      icon={Landmark}
      view={{ ...NEU, id } as VorgangView}
      ist="Das Gremium ist angelegt."
      onClose={onClose}
      onDone={() => navigate(`#/sitzung/gremium/${id}`)}
      build={build}
    >
      {(versucht) => (
        <>
          <div className="am-cols">
            <TextField
              label="Name"
              value={name}
              onChange={setName}
              placeholder="z. B. Ausschuss für Kultur"
              error={versucht && name.trim() === '' ? 'Der Name fehlt.' : null}
            />
            <TextField
              label="Kürzel"
              value={kuerzel}
              maxLength={20}
              onChange={setKuerzel}
              error={versucht && kuerzel.trim() === '' ? 'Das Kürzel fehlt.' : null}
            />
          </div>
          <div className="am-cols">
            <Select
              label="Art"
              value={art}
              onChange={(a) => setArt(a as Gremium['gremiumArt'])}
              optionen={optionen(GREMIUMART)}
            />
            <Zahlfeld
              label="Gesetzliche Mitgliederzahl"
              value={zahl}
              onChange={setZahl}
              error={versucht && mitgliederzahl === null ? 'Eine Zahl von 1 bis 200.' : null}
            />
            <DateField
              label="Besteht ab"
              value={ab}
              onChange={setAb}
              error={versucht && !ab ? 'Geben Sie den ersten Tag an.' : null}
            />
          </div>
          <Select
            label="Regeln übernehmen von"
            value={wie || (gremien.at(-1)?.id ?? '')}
            onChange={setWie}
            optionen={gremien.map((g) => ({ wert: g.id, text: g.titel }))}
          />
          <Note>Mitglieder und abweichende Regeln tragen Sie danach auf der Seite des Gremiums ein.</Note>
        </>
      )}
    </BefehlDialog>
  );
}
