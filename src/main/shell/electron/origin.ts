/** The one origin of the Electron window. Nothing is loaded from anywhere else, not even from files. */
export const SCHEME = 'app';
export const HOST = 'amtsmappe';
export const ORIGIN = `${SCHEME}://${HOST}`;

/** Is this address exactly ours? Look-alikes (`app://amtsmappe.example`, `app://x@amtsmappe`) are not. */
export function isOwnAddress(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  return (
    url.protocol === `${SCHEME}:` &&
    url.host === HOST &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
}
