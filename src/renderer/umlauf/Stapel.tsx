import type { BatchEntry } from '../../contract/signing.ts';
import { ErrorBox, Note, Progress } from '../kit/Boxes.tsx';
import { anzahl } from '../kit/format.ts';
import { StatusTag } from '../kit/Status.tsx';
import type { Stapel } from './stapellauf.ts';

/** What came of a batch so far: how many, and why it stopped. */
export function Stapelergebnis({
  stapel,
  gesamt,
  was,
}: {
  readonly stapel: Stapel<unknown>;
  readonly gesamt: number;
  /** what holds for all, e.g. „Die Originale sind unverändert.“ */
  readonly was: string;
}) {
  // What the person has done themselves is no fault.
  const angehalten = stapel.begonnen && stapel.problem?.code === 'signatur.stapel-abgebrochen';
  const zahl = (status: BatchEntry<unknown>['status']) =>
    [...stapel.eintraege.values()].filter((e) => e.status === status).length;
  const fertig = zahl('fertig');
  const belegt = zahl('belegt');
  return (
    <>
      {stapel.problem && !angehalten ? <ErrorBox problem={stapel.problem} /> : null}
      {stapel.begonnen && !stapel.laeuft ? (
        <div role="status">
          <Note art={fertig === gesamt ? 'gut' : 'warnung'}>
            {angehalten ? 'Von Ihnen angehalten: ' : ''}
            {fertig} von {gesamt} signiert. {was}
            {belegt > 0
              ? ` ${anzahl(belegt, 'Dokument ist', 'Dokumente sind')} ausgelassen, weil dort gerade jemand anderes zeichnet; ${belegt === 1 ? 'es kann' : 'sie können'} danach folgen.`
              : ''}
            {stapel.offen.length > belegt ? ' Die übrigen sind unberührt und können jetzt folgen.' : ''}
          </Note>
        </div>
      ) : null}
    </>
  );
}

/** „3 von 50“ with the document at hand. */
export function Fortschritt({ stapel }: { readonly stapel: Stapel<unknown> }) {
  if (!stapel.laeuft) return null;
  const { progress } = stapel;
  return (
    <div role="status" className="am-stack-s">
      <Progress
        erledigt={progress?.done ?? 0}
        gesamt={progress?.total ?? stapel.offen.length}
        text="Dokumenten signiert"
      />
      <p className="am-small am-muted">
        {stapel.brichtAb
          ? 'Wird angehalten, sobald das laufende Dokument fertig ist …'
          : (progress?.text ?? '') || 'Schlüssel wird geöffnet …'}
      </p>
    </div>
  );
}

/** How one document ended that is not signed; nothing before the first run. */
export function Zustand({ eintrag }: { readonly eintrag: BatchEntry<unknown> | undefined }) {
  switch (eintrag?.status) {
    case undefined:
    case 'fertig':
      return null;
    case 'offen':
      return <StatusTag stufe="ruht" text="nicht signiert" />;
    case 'belegt':
      // Nothing is wrong here: who and until when is enough, what follows stands above the button.
      return (
        <>
          <StatusTag stufe="warnung" text={eintrag.problem.heading} />
          <p className="am-muted am-small">
            {String(eintrag.problem.params['person'])}, längstens bis {String(eintrag.problem.params['bis'])}{' '}
            Uhr
          </p>
        </>
      );
    case 'fehler':
      return (
        <span>
          <StatusTag stufe="fehler" text={eintrag.problem.heading} />{' '}
          <span className="am-small">
            {eintrag.problem.cause} {eintrag.problem.next}
          </span>
        </span>
      );
  }
}
