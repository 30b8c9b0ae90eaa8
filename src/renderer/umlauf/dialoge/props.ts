import type { Schritt } from '../../../domain/umlauf/index.ts';
import type { UmlaufVorgang } from '../vorgang.ts';

export interface DialogProps {
  readonly vorgang: UmlaufVorgang;
  readonly onClose: () => void;
}
export interface SchrittDialogProps extends DialogProps {
  readonly schritt: Schritt;
}
