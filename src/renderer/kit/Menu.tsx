import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Check } from 'lucide-react';

export interface MenuEintrag {
  readonly id: string;
  readonly text: string;
  readonly zusatz?: string;
  readonly icon?: LucideIcon;
  readonly gewaehlt?: boolean;
  readonly gefahr?: boolean;
  readonly gesperrt?: boolean;
  readonly run: () => void;
}

export interface MenuGruppe {
  readonly titel?: string;
  readonly eintraege: readonly MenuEintrag[];
}

interface Props {
  readonly name: string;
  readonly gruppen: readonly MenuGruppe[];
  /** a react-aria Button */
  readonly children: ReactElement;
  readonly rechts?: boolean;
}

/** A menu at a button: arrows move, letters jump, Escape closes. */
export function Menu({ name, gruppen, children, rechts }: Props) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="am-popover" placement={rechts ? 'bottom end' : 'bottom start'}>
        <AriaMenu
          className="am-menu"
          aria-label={name}
          onAction={(key) => {
            for (const g of gruppen) g.eintraege.find((e) => e.id === key)?.run();
          }}
        >
          {gruppen
            .filter((g) => g.eintraege.length > 0)
            .map((g, i) => (
              <MenuSection key={g.titel ?? i} aria-label={g.titel ?? name}>
                {g.titel ? <Header className="am-menu__head">{g.titel}</Header> : null}
                {g.eintraege.map((e) => (
                  <MenuItem
                    key={e.id}
                    id={e.id}
                    className="am-menu__item"
                    textValue={e.text}
                    isDisabled={e.gesperrt}
                    data-gefahr={e.gefahr || undefined}
                  >
                    {e.icon ? <e.icon size={18} aria-hidden /> : null}
                    <span>
                      {e.text}
                      {e.zusatz ? <small>{e.zusatz}</small> : null}
                    </span>
                    {e.gewaehlt ? <Check size={18} aria-label="gewählt" /> : null}
                  </MenuItem>
                ))}
              </MenuSection>
            ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
