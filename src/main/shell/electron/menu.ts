import type { MenuItemConstructorOptions } from 'electron';

/**
 * The menu, in German. Roles bring the system's own behaviour and shortcuts; `go` opens a place inside the
 * application. No reload-ignoring-cache, no developer tools.
 */
export function menuTemplate(go: (path: string) => void, lock: () => void): MenuItemConstructorOptions[] {
  const place = (label: string, path: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => go(path),
  });
  return [
    {
      label: '&Datei',
      submenu: [
        place('&Arbeitskorb', 'arbeitskorb', 'CmdOrCtrl+1'),
        place('&Einstellungen', 'einstellungen', 'CmdOrCtrl+,'),
        { type: 'separator' },
        { label: '&Sperren', accelerator: 'CmdOrCtrl+L', click: lock },
        { label: '&Beenden', role: 'quit' },
      ],
    },
    {
      label: '&Bearbeiten',
      submenu: [
        { label: '&Rückgängig', role: 'undo' },
        { label: '&Wiederholen', role: 'redo' },
        { type: 'separator' },
        { label: '&Ausschneiden', role: 'cut' },
        { label: '&Kopieren', role: 'copy' },
        { label: '&Einfügen', role: 'paste' },
        { label: 'Alles &auswählen', role: 'selectAll' },
      ],
    },
    {
      label: '&Ansicht',
      submenu: [
        { label: '&Neu laden', role: 'reload' },
        { type: 'separator' },
        { label: '&Originalgröße', role: 'resetZoom' },
        { label: '&Vergrößern', role: 'zoomIn' },
        { label: 'Ver&kleinern', role: 'zoomOut' },
        { type: 'separator' },
        { label: 'Voll&bild', role: 'togglefullscreen' },
      ],
    },
    {
      label: '&Fenster',
      submenu: [
        { label: '&Minimieren', role: 'minimize' },
        { label: '&Schließen', role: 'close' },
      ],
    },
  ];
}
