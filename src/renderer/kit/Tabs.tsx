import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';

export interface Reiter {
  readonly id: string;
  readonly text: string;
  readonly inhalt: ReactNode;
}

interface Props {
  readonly name: string;
  readonly reiter: readonly Reiter[];
  readonly value?: string;
  readonly onChange?: (id: string) => void;
}

export function Tabs({ name, reiter, value, onChange }: Props) {
  return (
    <AriaTabs
      className="am-tabs"
      selectedKey={value}
      onSelectionChange={onChange ? (key) => onChange(String(key)) : undefined}
    >
      <TabList className="am-tabs__list" aria-label={name}>
        {reiter.map((r) => (
          <Tab key={r.id} id={r.id} className="am-tabs__tab">
            {r.text}
          </Tab>
        ))}
      </TabList>
      {reiter.map((r) => (
        <TabPanel key={r.id} id={r.id} className="am-tabs__panel">
          {r.inhalt}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
