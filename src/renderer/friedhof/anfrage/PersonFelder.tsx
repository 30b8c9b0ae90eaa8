import type { Pruefergebnis } from '../../../contract/bestattung.ts';
import { bestattungsarten, bestattungsartText } from '../../../domain/bestattung/begriffe.ts';
import { Note } from '../../kit/Boxes.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { Checkbox } from '../../kit/Choice.tsx';
import { Select, TextArea, TextField } from '../../kit/Field.tsx';
import { Panel } from '../../kit/Layout.tsx';
import { TimeField } from '../../kit/TimeField.tsx';
import type { Entwurf, pflichtfehler, Setzen } from './entwurf.ts';

interface Props {
  readonly e: Entwurf;
  readonly set: Setzen;
  readonly fehler: ReturnType<typeof pflichtfehler>;
  /** a case there is already that may be the same */
  readonly doppelfall: Pruefergebnis['doppelfall'];
  /** why it is another one; null: asked only of a new case */
  readonly andere: string | null;
  readonly onAndere: (text: string) => void;
}

/** Who died, who asks, who pays, and what the crew should know. */
export function PersonFelder({ e, set, fehler, doppelfall, andere, onAndere }: Props) {
  return (
    <Panel titel="Verstorbene Person und Anfrage" scroll>
      <div className="am-stack fh-eng">
        <Select
          label="Bestattungsart"
          value={e.art}
          onChange={(w) => set('art')(w as Entwurf['art'])}
          optionen={bestattungsarten.map((a) => ({ wert: a, text: bestattungsartText[a] }))}
        />
        <div className="fh-paar">
          <TextField label="Vorname" value={e.vorname} onChange={set('vorname')} />
          <TextField
            label="Nachname"
            required
            value={e.nachname}
            onChange={set('nachname')}
            error={fehler.nachname ?? null}
          />
        </div>
        <div className="fh-paar">
          <TextField label="Geburtsname" optional value={e.geburtsname} onChange={set('geburtsname')} />
          <DateField label="Geburtsdatum" value={e.geburtsdatum} onChange={set('geburtsdatum')} />
        </div>
        <div className="fh-paar">
          <DateField
            label="Gestorben am"
            value={e.sterbetag}
            onChange={set('sterbetag')}
            error={fehler.sterbetag ?? null}
          />
          <TimeField label="Uhrzeit" value={e.sterbeuhrzeit} onChange={set('sterbeuhrzeit')} />
        </div>
        {e.art === 'urne' ? (
          <div className="fh-paar">
            <DateField
              label="Eingeäschert am"
              value={e.einaescherungTag}
              onChange={set('einaescherungTag')}
            />
            <TextField
              label="Einäscherungsnummer"
              value={e.einaescherungNummer}
              onChange={set('einaescherungNummer')}
            />
          </div>
        ) : null}
        <div className="fh-paar">
          <TextField
            label="Bestatter"
            required
            value={e.bestatter}
            onChange={set('bestatter')}
            error={fehler.bestatter ?? null}
          />
          <TextField label="Telefon" type="tel" value={e.telefon} onChange={set('telefon')} />
        </div>
        {doppelfall ? (
          <Note art="warnung" titel="Vielleicht schon erfasst">
            <p>
              Möglicher Doppelfall: <a href={`#/friedhof/${doppelfall.vorgang}`}>{doppelfall.text}</a>
            </p>
            {andere === null ? null : (
              <TextField label="Es ist eine andere Person, weil" value={andere} onChange={onAndere} />
            )}
          </Note>
        ) : null}
        <details>
          <summary>Kostenträger, Nutzungsrecht, Feier, Hinweise</summary>
          <div className="am-stack fh-mehr">
            <div className="fh-paar">
              <TextField label="Kostenträger" value={e.kostentraeger} onChange={set('kostentraeger')} />
              <TextField label="Anschrift" value={e.anschrift} onChange={set('anschrift')} />
            </div>
            <TextField
              label="Nutzungsberechtigt"
              value={e.nutzungsberechtigt}
              onChange={set('nutzungsberechtigt')}
            />
            <Checkbox checked={e.zugestimmt} onChange={set('zugestimmt')}>
              Hat der Bestattung zugestimmt
            </Checkbox>
            <div className="fh-paar">
              <TextField label="Redner" value={e.redner} onChange={set('redner')} />
              <TextField label="Musik" value={e.musik} onChange={set('musik')} />
            </div>
            <TextField label="Träger" value={e.traeger} onChange={set('traeger')} />
            <TextArea
              label="Hinweis für die Kolonne"
              rows={2}
              maxLength={1000}
              value={e.hinweisKolonne}
              onChange={set('hinweisKolonne')}
            />
            <TextArea
              label="Bemerkung (nur Büro)"
              rows={2}
              maxLength={2000}
              value={e.bemerkung}
              onChange={set('bemerkung')}
            />
          </div>
        </details>
      </div>
    </Panel>
  );
}
