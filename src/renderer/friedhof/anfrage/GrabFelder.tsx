import {
  grabarten,
  grabartText,
  unterlagen as alleUnterlagen,
  unterlageText,
  type Unterlage,
} from '../../../domain/bestattung/begriffe.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { Checkbox } from '../../kit/Choice.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { Panel } from '../../kit/Layout.tsx';
import { Grabsuche } from '../fall/Grabsuche.tsx';
import { useOrte } from '../orte.ts';
import type { Entwurf, Setzen } from './entwurf.ts';

interface Props {
  readonly heute: Tag;
  readonly e: Entwurf;
  readonly set: Setzen;
  /** null: the case has been made, and both are dealt with at its page */
  readonly neu: {
    readonly friedhof: string;
    readonly grab: string | null;
    readonly papiere: readonly Unterlage[];
    readonly onFriedhof: (id: string) => void;
    readonly onGrab: (grab: string | null, friedhof: string | null) => void;
    readonly onPapiere: (papiere: readonly Unterlage[]) => void;
  } | null;
}

/** Where to: kind of grave, cemetery, the grave itself, and the papers that are there already. */
export function GrabFelder({ heute, e, set, neu }: Props) {
  const { friedhoefe } = useOrte(heute);
  return (
    <Panel titel="Grab und Unterlagen" scroll>
      <div className="am-stack fh-eng">
        <Select
          label="Grabart"
          leer="noch offen"
          value={e.grabart}
          onChange={(w) => set('grabart')(w as Entwurf['grabart'])}
          optionen={grabarten.map((g) => ({ wert: g, text: grabartText[g] }))}
        />
        {e.art === 'urne' ? null : (
          <div className="fh-paar">
            <TextField
              label="Sarg: Länge (cm)"
              inputMode="numeric"
              value={e.sargLaenge}
              onChange={set('sargLaenge')}
            />
            <TextField
              label="Breite (cm)"
              inputMode="numeric"
              value={e.sargBreite}
              onChange={set('sargBreite')}
            />
          </div>
        )}
        {neu === null ? null : (
          <>
            <Select
              label="Friedhof"
              leer="alle, die in Frage kommen"
              value={neu.friedhof}
              onChange={neu.onFriedhof}
              optionen={friedhoefe.map((f) => ({
                wert: f.id,
                text: `${f.nummer} ${f.name}${f.geschlossenAb ? ' (geschlossen)' : ''}`,
              }))}
            />
            <Grabsuche
              friedhof={neu.friedhof || null}
              grabart={e.grabart || null}
              heute={heute}
              gewaehlt={neu.grab}
              onWahl={(t) => {
                neu.onGrab(t?.grab.schluessel ?? null, t?.grab.friedhof ?? null);
                if (t && e.grabart === '') set('grabart')(t.grab.grabart);
              }}
            />
            <fieldset className="am-fieldset am-stack-s">
              <legend className="am-legend">Unterlagen liegen vor</legend>
              {alleUnterlagen.map((u) => (
                <Checkbox
                  key={u}
                  checked={neu.papiere.includes(u)}
                  onChange={(an) =>
                    neu.onPapiere(an ? [...neu.papiere, u] : neu.papiere.filter((x) => x !== u))
                  }
                >
                  {unterlageText[u]}
                </Checkbox>
              ))}
            </fieldset>
          </>
        )}
      </div>
    </Panel>
  );
}
