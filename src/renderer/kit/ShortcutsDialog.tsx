import { Dialog } from './Dialog.tsx';
import { tastenText, useShortcuts } from './shortcuts.ts';
import { Table } from './Table.tsx';

const IMMER = [
  ['Tab / Umschalt Tab', 'Zum nächsten oder vorigen Bedienelement'],
  ['↑ ↓', 'In Listen, Tabellen und Menüs bewegen'],
  ['F6', 'Zu den Meldungen und zurück'],
  ['Esc', 'Dialog oder Menü schließen'],
] as const;

/** „?“: what works here and now, on every screen. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const all = useShortcuts().filter((s) => !s.imDialog);
  const seen = new Set<string>();
  const here = all.filter((s) => !seen.has(s.taste) && seen.add(s.taste));
  return (
    <Dialog titel="Tastenkürzel" onClose={onClose}>
      <Table name="Tastenkürzel dieser Seite" spalten={['Taste', 'Was geschieht']}>
        {here.map((s) => (
          <tr key={s.taste}>
            <td>
              <kbd>{tastenText(s.taste)}</kbd>
            </td>
            <td>{s.text.replace(/ …$/, '')}</td>
          </tr>
        ))}
        {IMMER.map(([taste, text]) => (
          <tr key={taste}>
            <td>
              <kbd>{taste}</kbd>
            </td>
            <td>{text}</td>
          </tr>
        ))}
      </Table>
    </Dialog>
  );
}
