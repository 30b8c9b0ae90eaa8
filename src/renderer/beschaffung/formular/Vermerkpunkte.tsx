import type { Laufzettel } from '../../../domain/beschaffung/state.ts';
import { checkVermerk, phaseReached, PHASEN_NAMEN } from '../../../domain/beschaffung/vermerk.ts';
import { Progress } from '../../kit/Boxes.tsx';
import { Segment } from '../../kit/Choice.tsx';
import { TextArea } from '../../kit/Field.tsx';
import { Panel } from '../../kit/Layout.tsx';
import { StatusTag } from '../../kit/Status.tsx';
import type { Fakten } from '../fakten.ts';
import { vorab, type Entwurf } from './entwurf.ts';

interface Props {
  readonly entwurf: Entwurf;
  readonly s: Laufzettel | null;
  readonly fakten: Fakten;
  readonly onChange: (vermerk: Entwurf['vermerk']) => void;
}

/** The twelve items of § 8 (2) VgV: derived where possible, asked for where not. */
export function Vermerkpunkte({ entwurf, s, fakten, onChange }: Props) {
  const stand = s ? { ...s, angaben: entwurf.angaben, vermerk: entwurf.vermerk } : vorab(entwurf);
  const punkte = checkVermerk(stand, fakten.arten?.inhalt ?? null);
  const jetzt = punkte.filter((p) => phaseReached(stand.phase, p.abPhase));
  const spaeter = punkte.filter((p) => !phaseReached(stand.phase, p.abPhase));
  return (
    <Panel titel="Vermerk nach § 8 Abs. 2 VgV">
      <div className="am-stack">
        <Progress
          erledigt={jetzt.filter((p) => p.vollstaendig).length}
          gesamt={jetzt.length}
          text="Punkten beantwortet"
        />
        {jetzt.map((p) => {
          const eigen = entwurf.vermerk[p.nummer];
          const set = (next: { zutreffend?: boolean | null; text?: string }) =>
            onChange({
              ...entwurf.vermerk,
              [p.nummer]: { zutreffend: eigen?.zutreffend ?? null, text: eigen?.text ?? '', ...next },
            });
          return (
            <div key={p.nummer} className="am-punkt" data-feld={`vermerk.${p.nummer}`}>
              <div className="am-row">
                <h3 className="am-grow">
                  {p.nummer}. {p.bezeichnung}
                </h3>
                {p.vollstaendig ? (
                  <StatusTag stufe="gut" text="Beantwortet" />
                ) : (
                  <StatusTag stufe="warnung" text="Offen" />
                )}
              </div>
              <div className="am-row">
                <Segment
                  legende={`${p.bezeichnung}: trifft zu?`}
                  value={p.zutreffend === null ? 'offen' : p.zutreffend ? 'ja' : 'nein'}
                  onChange={(wert) => set({ zutreffend: wert === 'offen' ? null : wert === 'ja' })}
                  wahlen={[
                    { wert: 'offen', text: 'Offen' },
                    { wert: 'ja', text: 'Trifft zu' },
                    { wert: 'nein', text: 'Trifft nicht zu' },
                  ]}
                />
                {p.quelle && p.quelle !== 'eigene Angabe' ? (
                  <span className="am-muted am-small">Vorbelegt: {p.quelle}</span>
                ) : null}
              </div>
              {p.zutreffend ? (
                <TextArea
                  label="Text im Vermerk"
                  value={eigen?.text ?? ''}
                  onChange={(text) => set({ text, zutreffend: true })}
                  hint={p.text && !eigen?.text ? `Ohne eigenen Text steht dort: ${p.text}` : undefined}
                  rows={2}
                />
              ) : null}
            </div>
          );
        })}
        {spaeter.length > 0 ? (
          <p className="am-muted am-small">
            Erst ab „{PHASEN_NAMEN[spaeter[0]?.abPhase ?? 'vorschlag']}“ gefragt:{' '}
            {spaeter.map((p) => `Nr. ${p.nummer} ${p.bezeichnung}`).join('; ')}
          </p>
        ) : null}
      </div>
    </Panel>
  );
}
