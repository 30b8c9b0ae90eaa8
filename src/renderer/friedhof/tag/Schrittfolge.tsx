import { Check, Circle, ShieldCheck, TriangleAlert } from 'lucide-react';
import { noetigeSchritte, type Auswertung } from '../../../domain/bestattung/auftrag/auswertung.ts';
import { schrittText, torText, type Schritt, type Tor } from '../../../domain/bestattung/auftrag/schema.ts';
import type { AuftragState } from '../../../domain/bestattung/auftrag/state.ts';
import { Progress } from '../../kit/Boxes.tsx';
import { LinienPunkt } from '../../kit/Layout.tsx';

/** Each gate stands before the step it guards. */
const VOR: Readonly<Partial<Record<Schritt, readonly Tor[]>>> = {
  markiert: ['buero'],
  ausgehoben: ['markierung', 'vor_aushub'],
  beigesetzt: ['vor_beisetzung'],
};

/** Steps and the four gates in the order of the work, each with its state in words. */
export function Schrittfolge({
  s,
  auswertung: a,
}: {
  readonly s: AuftragState;
  readonly auswertung: Auswertung;
}) {
  const schritte = noetigeSchritte(s);
  const fertig = schritte.filter((x) => a.erledigt.has(x)).length + a.tore.filter((t) => t.bestanden).length;
  return (
    <>
      <Progress erledigt={fertig} gesamt={schritte.length + a.tore.length} text="erledigt" />
      <ol className="am-line am-line--eng fh-schritte">
        {schritte.flatMap((schritt) => [
          ...(VOR[schritt] ?? []).map((tor) => {
            const t = a.tore.find((x) => x.tor === tor);
            return (
              <LinienPunkt
                key={tor}
                art={t?.falsch ? 'fehler' : t?.bestanden ? 'fertig' : 'offen'}
                icon={t?.falsch ? TriangleAlert : ShieldCheck}
                titel={`Prüfung ${torText[tor]}`}
              >
                <p className="am-muted am-small">
                  {t?.falsch
                    ? 'Falsches Grab gemeldet'
                    : t?.bestanden
                      ? 'von zwei Personen bestätigt'
                      : t && t.personen.length > 0
                        ? 'eine Person bestätigt, die zweite fehlt'
                        : 'offen'}
                </p>
              </LinienPunkt>
            );
          }),
          <LinienPunkt
            key={schritt}
            art={a.erledigt.has(schritt) ? 'fertig' : 'offen'}
            icon={a.erledigt.has(schritt) ? Check : Circle}
            titel={schrittText[schritt]}
          />,
        ])}
      </ol>
    </>
  );
}
