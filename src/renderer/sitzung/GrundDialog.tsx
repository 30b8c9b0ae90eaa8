import { useState, type ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import type { VorgangView } from '../../contract/vorgang.ts';
import { TextArea } from '../kit/Field.tsx';
import { BefehlDialog } from '../umlauf/BefehlDialog.tsx';

interface Props {
  readonly titel: string;
  readonly verb: string;
  readonly icon?: LucideIcon;
  readonly view: VorgangView;
  readonly ist: string;
  readonly label?: string;
  readonly gefahr?: boolean;
  readonly command: (grund: string) => { readonly type: string } & Readonly<Record<string, unknown>>;
  readonly onClose: () => void;
  readonly onDone?: () => void;
  readonly children?: ReactNode;
}

/** A command that needs a reason and nothing else. */
export function GrundDialog({ label = 'Begründung', command, children, ...rest }: Props) {
  const [grund, setGrund] = useState('');
  return (
    <BefehlDialog {...rest} build={() => (grund.trim() === '' ? null : command(grund.trim()))}>
      {(versucht) => (
        <>
          {children}
          <TextArea
            label={label}
            value={grund}
            onChange={setGrund}
            autoFocus
            maxLength={4000}
            error={versucht && grund.trim() === '' ? 'Das geht nur mit einer Begründung.' : null}
          />
        </>
      )}
    </BefehlDialog>
  );
}
