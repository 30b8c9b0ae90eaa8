import { Play } from 'lucide-react';
import { useState } from 'react';
import { adressaten } from '../../../domain/organisation/vertretung.ts';
import { formatPerson } from '../../../domain/organisation/verzeichnis.ts';
import { tagOf } from '../../../domain/shared/dates.ts';
import { mitgliederAm, SCHRIFTFUEHRUNG, vorsitzAm } from '../../../domain/sitzung/index.ts';
import { Note } from '../../kit/Boxes.tsx';
import { Select } from '../../kit/Field.tsx';
import { navigate } from '../../shell/router.ts';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { personName } from '../daten.ts';
import type { TerminProps } from './props.ts';

/** Opens the session: who leads it, who writes the minutes. */
export function EroeffnenDialog(p: TerminProps & { readonly onClose: () => void }) {
  const { view, s, gremium, verzeichnis, app } = p;
  const tag = tagOf(s.beginn);
  const [leitung, setLeitung] = useState(vorsitzAm(gremium, tag)?.person ?? '');
  const schreibende = adressaten(verzeichnis, { rolle: SCHRIFTFUEHRUNG }, app.heute);
  const ich = app.person?.id ?? '';
  const [schrift, setSchrift] = useState(
    schreibende.some((x) => x.id === ich) ? ich : (schreibende[0]?.id ?? ''),
  );
  return (
    <BefehlDialog
      titel="Sitzung eröffnen"
      verb="Jetzt eröffnen"
      icon={Play}
      view={view}
      ist="Die Sitzung ist eröffnet."
      onClose={p.onClose}
      onDone={() => navigate(`#/sitzung/termin/${view.id}/live`)}
      build={() =>
        leitung === '' || schrift === ''
          ? null
          : ({ type: 'startSitzung', leitung, schriftfuehrung: schrift, um: null } as never)
      }
    >
      {() => (
        <>
          {tag > app.heute ? (
            <Note art="warnung" titel="Der Sitzungstag ist noch nicht erreicht">
              Als Beginn wird die jetzige Uhrzeit festgehalten.
            </Note>
          ) : null}
          <Select
            label="Sitzungsleitung"
            value={leitung}
            onChange={setLeitung}
            optionen={mitgliederAm(gremium, tag)
              .filter((m) => m.funktion !== 'stellvertretung')
              .map((m) => ({ wert: m.person, text: personName(verzeichnis, m.person) }))}
          />
          <Select
            label="Schriftführung"
            value={schrift}
            onChange={setSchrift}
            optionen={schreibende.map((x) => ({ wert: x.id, text: `${formatPerson(x)}, ${x.funktion}` }))}
          />
          <Note>
            Sie können die ganze Sitzung ohne Netz führen; alles wird auf diesem Gerät festgehalten.
          </Note>
        </>
      )}
    </BefehlDialog>
  );
}
