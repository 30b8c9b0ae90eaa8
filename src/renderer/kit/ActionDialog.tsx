import type { LucideIcon } from 'lucide-react';
import { useEffect, type KeyboardEvent, type ReactNode } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { Action } from './action.ts';
import { ErrorBox } from './Boxes.tsx';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { entersAction, firstControl } from './dialog-keys.ts';
import { useFaults } from './use-faults.ts';

interface Props {
  readonly titel: string;
  readonly breit?: boolean;
  readonly action: Action;
  /** on the primary button: what happens when it is pressed */
  readonly verb: string;
  readonly icon?: LucideIcon;
  /** takes something away: in red, and Enter in a field does not do it */
  readonly gefahr?: boolean;
  /** signs: Enter does it only in the field of the secret */
  readonly bindend?: boolean;
  /** the primary button can't be pressed yet */
  readonly gesperrt?: boolean;
  /** a word of its own instead of „Abbrechen“ */
  readonly abbrechen?: string;
  /** further acts, between cancel and the primary one */
  readonly weitere?: ReactNode;
  /** where a refusal is more than a text: with a way out of its own */
  readonly zeigeProblem?: (problem: Problem) => ReactNode;
  readonly onAction: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A dialog that ends in one act. While it runs, nothing closes it and the keyboard stays where it was; a refusal
 * stands above the fields and is scrolled to, and so is the first field that lacks something.
 */
export function ActionDialog(p: Props) {
  const { busy, problem } = p.action;
  const { fields, refusal, pressed } = useFaults(problem);
  const press = () => {
    if (busy || p.gesperrt) return;
    pressed();
    p.onAction();
  };
  useEffect(() => {
    firstControl(fields.current)?.focus({ preventScroll: true });
    // when it opens, and never again
    // eslint-disable-next-line
  }, []);
  const onKeyDown = (e: KeyboardEvent<HTMLDivElement>) => {
    if (!entersAction(e, p.gefahr || p.bindend)) return;
    e.preventDefault();
    press();
  };
  return (
    <Dialog
      titel={p.titel}
      breit={p.breit}
      fest={busy}
      onClose={p.onClose}
      fuss={
        <>
          <Button onClick={p.onClose} disabled={busy}>
            {p.abbrechen ?? 'Abbrechen'}
          </Button>
          {p.weitere}
          <Button
            art={p.gefahr ? 'danger' : 'primary'}
            {...(p.icon ? { icon: p.icon } : {})}
            taste="Strg+Enter"
            busy={busy}
            disabled={p.gesperrt}
            onClick={press}
          >
            {p.verb}
          </Button>
        </>
      }
    >
      <div ref={fields} className="am-dialog__fields" onKeyDown={onKeyDown}>
        {problem ? (
          <div ref={refusal}>{p.zeigeProblem?.(problem) ?? <ErrorBox problem={problem} />}</div>
        ) : null}
        {p.children}
      </div>
    </Dialog>
  );
}
