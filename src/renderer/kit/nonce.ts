/** The nonce of this load's Content-Security-Policy; the shell writes it into the page. */
export const nonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
