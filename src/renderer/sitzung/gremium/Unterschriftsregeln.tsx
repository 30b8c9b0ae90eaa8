import type { Unterschriftsregel } from '../../../domain/sitzung/index.ts';
import { Checkbox } from '../../kit/Choice.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { ROLLE } from '../texte.ts';
import { DOKUMENT, NIVEAU, optionen } from './worte.ts';

interface Props {
  readonly value: readonly Unterschriftsregel[];
  readonly allgemein: readonly Unterschriftsregel[];
  readonly onChange: (regeln: readonly Unterschriftsregel[]) => void;
}

/** The city's rule in one line: who, at which level, whether paper will do. */
export const regelText = (r: Unterschriftsregel | undefined): string =>
  r
    ? `${r.rollen.map((x) => ROLLE[x] ?? x).join(' und ')}, ${NIVEAU[r.niveau]}${r.papier ? ', Papier zulässig' : ''}`
    : 'nicht geregelt';

/** For each kind of document the city's rule, or one of this body: level and paper. Who signs stays the same. */
export function Unterschriftsregeln({ value, allgemein, onChange }: Props) {
  const setze = (regel: Unterschriftsregel) =>
    onChange([...value.filter((r) => r.dokument !== regel.dokument), regel]);
  return (
    <fieldset className="am-fieldset am-stack-s">
      <legend className="am-legend">Unterschriften</legend>
      {(Object.keys(DOKUMENT) as Unterschriftsregel['dokument'][]).map((dokument) => {
        const eigene = value.find((r) => r.dokument === dokument);
        const stadt = allgemein.find((r) => r.dokument === dokument);
        if (!eigene && !stadt) return null;
        const basis = eigene ?? stadt;
        return (
          <div key={dokument} className="am-stack-s">
            <Select
              label={DOKUMENT[dokument]}
              value={eigene ? eigene.niveau : ''}
              leer={`wie in der Stadt: ${regelText(stadt)}`}
              onChange={(niveau) =>
                niveau === '' || !basis
                  ? onChange(value.filter((r) => r.dokument !== dokument))
                  : setze({ ...basis, niveau: niveau as Unterschriftsregel['niveau'] })
              }
              optionen={optionen(NIVEAU)}
            />
            {eigene ? (
              <>
                <Checkbox checked={eigene.papier} onChange={(papier) => setze({ ...eigene, papier })}>
                  Unterschrift auf Papier mit Scan zulässig
                </Checkbox>
                <TextField
                  label={`Fundstelle (${DOKUMENT[dokument]})`}
                  value={eigene.norm}
                  onChange={(norm) => setze({ ...eigene, norm })}
                />
              </>
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}
