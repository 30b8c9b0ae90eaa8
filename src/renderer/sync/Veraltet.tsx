import type { Problem } from '../../contract/channel.ts';
import type { VorgangView } from '../../contract/vorgang.ts';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { Seitdem, useSeitdem } from './Seitdem.tsx';
import type { Unterschied } from './vergleich.ts';
import { Vergleichstabelle } from './Vergleichstabelle.tsx';

interface Props {
  readonly problem: Problem;
  /** the entry as it stands now */
  readonly view: VorgangView;
  /** the state the form was filled from */
  readonly gesehen: number;
  /** what one wanted beside what stands there now */
  readonly felder: readonly Unterschied[];
  readonly onSpeichern: () => void;
  readonly onUebernehmen: () => void;
}

/** Somebody else was quicker at the same entry: what they did, both values side by side, and the two ways on. */
function Veraltet({ problem, view, gesehen, felder, onSpeichern, onUebernehmen }: Props) {
  const seitdem = useSeitdem(view.id, gesehen);
  return (
    <ErrorBox problem={problem}>
      <Seitdem art={view.art} seitdem={seitdem} />
      <Vergleichstabelle felder={felder} />
      <div className="am-actions">
        <Button klein onClick={onSpeichern}>
          Meine Eingabe auf dem neuen Stand speichern
        </Button>
        <Button klein onClick={onUebernehmen}>
          Neuen Stand übernehmen
        </Button>
      </div>
    </ErrorBox>
  );
}

type SpeicherProps = Omit<Props, 'view'> & { readonly view: VorgangView | null };

/** Why an entry was not saved: somebody was quicker, or another refusal. */
export function Speicherablehnung({ view, ...rest }: SpeicherProps) {
  const veraltet = rest.problem.code === 'ledger.stand-veraltet';
  return veraltet && view ? <Veraltet {...rest} view={view} /> : <ErrorBox problem={rest.problem} />;
}
