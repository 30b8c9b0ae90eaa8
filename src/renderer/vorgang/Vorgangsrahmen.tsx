import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { VorgangView } from '../../contract/vorgang.ts';
import { ErrorBox } from '../kit/Boxes.tsx';
import { PageHeader, type Crumb } from '../kit/Layout.tsx';
import { Menu, type MenuGruppe } from '../kit/Menu.tsx';
import { StatusTag, VorlaeufigTag } from '../kit/Status.tsx';
import { FehlendeDokumente } from '../sync/Nachladen.tsx';

interface Props {
  readonly view: VorgangView;
  readonly titel: string;
  readonly pfad: readonly Crumb[];
  /** the state in other words than the lists have, e.g. what it asks of this person */
  readonly stand?: ReactNode;
  /** further tags beside the state */
  readonly marken?: ReactNode;
  /** what is done rarely, in the menu „Weitere Aktionen“ */
  readonly menue?: readonly MenuGruppe[];
  /** buttons, the primary one last */
  readonly aktionen?: ReactNode;
  /** the page scrolls as one; else it fills the window and its panels scroll */
  readonly fliesst?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** The frame of every page about one Vorgang: title with its state, actions, and why it may only be read. */
export function Vorgangsrahmen(p: Props) {
  const { view } = p;
  return (
    <div className={`am-page ${p.fliesst ? '' : 'am-page--voll'} ${p.className ?? ''}`}>
      <PageHeader
        titel={p.titel}
        pfad={p.pfad}
        zusatz={
          <>
            {p.stand ?? <StatusTag {...view.projection.status} />}
            {p.marken}
            {view.vorlaeufig ? <VorlaeufigTag /> : null}
          </>
        }
      >
        {p.menue ? (
          <Menu name="Weitere Aktionen" gruppen={p.menue} rechts>
            <AriaButton className="am-icon-btn am-icon-btn--line" aria-label="Weitere Aktionen">
              <Ellipsis size={20} aria-hidden />
            </AriaButton>
          </Menu>
        ) : null}
        {p.aktionen}
      </PageHeader>
      {view.nurLesen ? <ErrorBox problem={view.nurLesen} /> : null}
      <FehlendeDokumente vorgang={view.id} />
      {p.children}
    </div>
  );
}
