import type { LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { VorgangView } from '../../contract/vorgang.ts';
import type { Command } from '../../domain/shared/vorgang.ts';
import { TextArea } from '../kit/Field.tsx';
import { BefehlDialog } from './BefehlDialog.tsx';

/** The complaint under a field that must be filled, once sending was tried. */
export const required = (versucht: boolean, wert: string, text: string): string | null =>
  versucht && wert.trim() === '' ? text : null;

interface FeldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly versucht: boolean;
  /** what is said when it is missing */
  readonly fehlt: string;
  readonly label?: string;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
}

/** A text without which the act is not possible; as a rule the reason. */
export function Pflichttext({ versucht, fehlt, label, maxLength, ...rest }: FeldProps) {
  return (
    <TextArea
      {...rest}
      label={label ?? 'Begründung'}
      maxLength={maxLength ?? 2000}
      error={required(versucht, rest.value, fehlt)}
    />
  );
}

interface Props {
  readonly titel: string;
  readonly verb: string;
  readonly icon?: LucideIcon;
  readonly gefahr?: boolean;
  readonly view: VorgangView;
  readonly ist: string;
  readonly label?: string;
  readonly fehlt?: string;
  readonly maxLength?: number;
  /** what the reason makes of the Vorgang */
  readonly command: (grund: string) => Command;
  readonly onClose: () => void;
  readonly onDone?: () => void;
  /** what happens, said before it does */
  readonly children?: ReactNode;
}

/** A command that needs a reason and nothing else. */
export function GrundDialog({ label, fehlt, maxLength = 4000, command, children, ...rest }: Props) {
  const [grund, setGrund] = useState('');
  return (
    <BefehlDialog {...rest} build={() => (grund.trim() === '' ? null : command(grund.trim()))}>
      {(versucht) => (
        <>
          {children}
          <Pflichttext
            {...(label ? { label } : {})}
            value={grund}
            onChange={setGrund}
            versucht={versucht}
            fehlt={fehlt ?? 'Das geht nur mit einer Begründung.'}
            maxLength={maxLength}
            autoFocus
          />
        </>
      )}
    </BefehlDialog>
  );
}
