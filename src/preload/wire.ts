/** The two names on Electron's wire. Only the preload and the IPC edge in main use them. */
export const CALL = 'amtsmappe:call';
export const EVENT = 'amtsmappe:event';
