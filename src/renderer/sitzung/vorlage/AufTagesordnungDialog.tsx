import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { aktuelleFassung, type Sitzung, type Vorlage } from '../../../domain/sitzung/index.ts';
import { Note } from '../../kit/Boxes.tsx';
import { Select } from '../../kit/Field.tsx';
import { useQuery } from '../../shell/query.ts';
import { useVorgang } from '../daten.ts';
import { TopDialog } from '../termin/TopDialog.tsx';

/** Puts a released paper on the agenda of a session of one of its bodies. */
export function AufTagesordnungDialog(p: {
  readonly view: VorgangView;
  readonly s: Vorlage;
  readonly onClose: () => void;
}) {
  const frei = p.s.beratungsfolge.filter((b) => b.sitzung === null && b.ergebnis === null);
  const namen = new Set(frei.map((b) => b.gremiumName));
  // By id: a body may bear another name than when the paper was written.
  const merkmale = frei.map((b) => `gremium:${b.gremium}`);
  const sitzungen = useQuery('vorgang.list', { arten: ['sitzung'], offen: true, merkmale }).data ?? [];
  const [gewaehlt, setGewaehlt] = useState('');
  const ziel = gewaehlt || sitzungen[0]?.id || '';
  const { view, s } = useVorgang<Sitzung>(ziel);
  return (
    <TopDialog
      key={ziel}
      sitzung={view && s ? { view, s } : null}
      vorgabe={{
        art: 'vorlage',
        id: p.view.id,
        titel: aktuelleFassung(p.s).inhalt.betreff,
        nummer: p.s.nummer,
        oeffentlich: p.s.oeffentlich,
        beratung: frei.find((b) => b.gremium === s?.gremium)?.id ?? null,
      }}
      icon={CalendarPlus}
      onClose={p.onClose}
    >
      {sitzungen.length === 0 ? (
        <Note art="warnung" titel="Keine passende Sitzung">
          Für {[...namen].join(', ') || 'die Beratungsfolge'} ist keine Sitzung in Planung. Legen Sie zuerst
          eine an.
        </Note>
      ) : (
        <Select
          label="Sitzung"
          value={ziel}
          onChange={setGewaehlt}
          optionen={sitzungen.map((r) => ({ wert: r.id, text: `${r.titel} (${r.status.text})` }))}
        />
      )}
    </TopDialog>
  );
}
