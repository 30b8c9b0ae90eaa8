import { X } from 'lucide-react';
import { useRef, type ReactNode, type RefObject } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './Button.tsx';
import { useHeldFocus } from './hold-focus.ts';
import { ImDialog } from './shortcuts.ts';

interface Props {
  readonly titel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** buttons at the foot: cancel first, the binding verb last */
  readonly fuss?: ReactNode;
  readonly breit?: boolean;
  readonly oben?: boolean;
  /** while something runs that can't be interrupted */
  readonly fest?: boolean;
  readonly ohneKopf?: boolean;
}

/** Modal dialog: focus stays inside and returns where it came from; Escape closes. */
export function Dialog({ titel, onClose, children, fuss, breit, oben, fest, ohneKopf }: Props) {
  const dialog = useRef<HTMLElement>(null);
  return (
    <ModalOverlay
      isOpen
      className="am-modal-shade"
      isKeyboardDismissDisabled={fest}
      onOpenChange={(open) => {
        if (!open && !fest) onClose();
      }}
    >
      <Modal className={`am-modal ${breit ? 'am-modal--breit' : ''} ${oben ? 'am-modal--oben' : ''}`}>
        <AriaDialog ref={dialog} className="am-dialog" aria-label={ohneKopf ? titel : undefined}>
          <ImDialog value={true}>
            <HeldFocus dialog={dialog} />
            {ohneKopf ? null : (
              <div className="am-dialog__head">
                <Heading slot="title" level={2}>
                  {titel}
                </Heading>
                <IconButton icon={X} text="Schließen" onClick={onClose} disabled={fest} />
              </div>
            )}
            {ohneKopf ? children : <div className="am-dialog__body">{children}</div>}
            {fuss ? <div className="am-dialog__foot">{fuss}</div> : null}
          </ImDialog>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Inside of the dialog, so that it begins when the dialog stands on the screen. */
function HeldFocus({ dialog }: { readonly dialog: RefObject<HTMLElement | null> }) {
  useHeldFocus(dialog);
  return null;
}
