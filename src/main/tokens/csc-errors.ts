import type { ErrorTable } from '../../domain/shared/rejection.ts';
import type { TokenErrorCode } from './errors.ts';
import { tokenError, type TokenError } from './token.ts';

/** Everything that can go wrong with a remote signature service, for people. */
export const remoteErrors = {
  'token.dienst-fehlt': {
    heading: 'Kein Fernsignaturdienst eingerichtet',
    cause: 'Für Sie ist auf diesem Gerät kein Fernsignaturdienst eingetragen.',
    next: 'Tragen Sie ihn unter Einstellungen › Fernsignatur ein.',
  },
  'token.dienst-adresse': {
    heading: 'Unter dieser Adresse ist kein Fernsignaturdienst',
    cause: 'Die Adresse {adresse} antwortet nicht wie ein Fernsignaturdienst (CSC API 1 oder 2).',
    next: 'Prüfen Sie die Adresse, die der Anbieter genannt hat. Sie endet oft auf „/csc/v1“ oder „/csc/v2“.',
  },
  'token.dienst-unverschluesselt': {
    heading: 'Unsichere Adresse',
    cause: 'Die Adresse beginnt nicht mit „https://“: PIN und Anmeldung wären im Netz lesbar.',
    next: 'Fragen Sie den Anbieter nach der Adresse mit „https://“.',
  },
  'token.dienst-anmeldeart': {
    heading: 'Diese Anmeldung wird nicht unterstützt',
    cause: 'Der Dienst „{dienst}“ bietet keine Anmeldung im Browser an (OAuth 2.0, authorization code).',
    next: 'Fragen Sie den Anbieter, ob er diese Anmeldung freischalten kann.',
  },
  'token.dienst-nicht-erreichbar': {
    heading: 'Der Fernsignaturdienst ist nicht erreichbar',
    cause: 'Es kam keine brauchbare Antwort vom Dienst.',
    next: 'Prüfen Sie die Verbindung und die Adresse des Dienstes, und versuchen Sie es später noch einmal.',
  },
  'token.dienst-anmeldung': {
    heading: 'Die Anmeldung beim Fernsignaturdienst ist nicht mehr gültig',
    cause: 'Der Dienst hat die Anmeldung abgelehnt, oder sie ist abgelaufen.',
    next: 'Melden Sie sich beim Dienst noch einmal an. Es wurde nichts weiter unterschrieben.',
  },
  'token.dienst-wartezeit': {
    heading: 'Die Seite im Browser wurde nicht abgeschlossen',
    cause: 'Innerhalb von {minuten} Minuten kam vom Browser keine Rückmeldung.',
    next: 'Beginnen Sie noch einmal, und schließen Sie die Anmeldung oder Freigabe im Browser ab.',
  },
  'token.dienst-rueckweg': {
    heading: 'Der Rückweg aus dem Browser ist belegt',
    cause: 'Der Port {port} auf diesem Gerät wird von einem anderen Programm benutzt.',
    next: 'Beenden Sie das andere Programm, oder stellen Sie unter Fernsignatur einen anderen Port ein.',
  },
  'token.dienst-pin-falsch': {
    heading: 'Die PIN stimmt nicht',
    cause:
      'Der Fernsignaturdienst hat die PIN abgelehnt. Nach wenigen weiteren Fehlversuchen sperrt er den Schlüssel.',
    next: 'Prüfen Sie, ob es die PIN dieses Dienstes ist, und geben Sie sie noch einmal ein. Es wurde nichts weiter unterschrieben.',
  },
  'token.dienst-otp-falsch': {
    heading: 'Das Einmalkennwort gilt nicht',
    cause:
      'Der Fernsignaturdienst hat das Einmalkennwort (OTP) abgelehnt: Es ist falsch, schon benutzt oder abgelaufen.',
    next: 'Fordern Sie ein neues Einmalkennwort an, und geben Sie es gleich ein. Es wurde nichts weiter unterschrieben.',
  },
  'token.dienst-freigabe-falsch': {
    heading: 'PIN oder Einmalkennwort stimmt nicht',
    cause: 'Der Fernsignaturdienst hat die Angaben abgelehnt und sagt nicht, welche falsch ist.',
    next: 'Fordern Sie ein neues Einmalkennwort an, und geben Sie beide noch einmal sorgfältig ein. Nach wenigen Fehlversuchen sperrt der Dienst den Schlüssel.',
  },
  'token.dienst-gesperrt': {
    heading: 'Der Schlüssel ist beim Dienst gesperrt',
    cause: 'PIN oder Einmalkennwort wurden zu oft falsch eingegeben.',
    next: 'Lassen Sie den Schlüssel vom Anbieter des Dienstes entsperren.',
  },
  'token.dienst-abgeschaltet': {
    heading: 'Der Schlüssel ist beim Dienst abgeschaltet',
    cause: 'Der Anbieter hat diesen Schlüssel für Unterschriften gesperrt (disabled).',
    next: 'Wählen Sie einen anderen Schlüssel, oder fragen Sie den Anbieter des Dienstes.',
  },
  'token.dienst-zertifikat-ungueltig': {
    heading: 'Das Zertifikat gilt nicht mehr',
    cause: 'Der Dienst meldet für das Zertifikat dieses Schlüssels: {zustand}.',
    next: 'Wählen Sie einen anderen Schlüssel, oder beantragen Sie beim Anbieter ein neues Zertifikat.',
  },
  'token.dienst-zertifikat-gewechselt': {
    heading: 'Der Dienst hat ein neues Zertifikat',
    cause: 'Unter diesem Schlüssel führt der Dienst inzwischen ein anderes Zertifikat als das angezeigte.',
    next: 'Laden Sie die Schlüssel unter Einstellungen › Fernsignatur neu, und wählen Sie dann noch einmal. Es wurde nichts unterschrieben.',
  },
  'token.dienst-freigabe-abgelaufen': {
    heading: 'Die Freigabe ist abgelaufen',
    cause: 'Zwischen der Freigabe und der Unterschrift ist zu viel Zeit vergangen.',
    next: 'Geben Sie die Unterschrift noch einmal frei.',
  },
  'token.dienst-freigabe-verbraucht': {
    heading: 'Das Einmalkennwort ist verbraucht',
    cause: 'Der Dienst gibt mit einem Einmalkennwort höchstens {anzahl} Unterschriften auf einmal frei.',
    next: 'Fordern Sie ein neues Einmalkennwort an, und zeichnen Sie die übrigen Dokumente. Die anderen sind gezeichnet.',
  },
  'token.dienst-nicht-fertig': {
    heading: 'Der Dienst ist nicht fertig geworden',
    cause:
      'Der Fernsignaturdienst hat den Auftrag angenommen, aber in {minuten} Minuten keine Unterschrift geliefert.',
    next: 'Es wurde nichts gespeichert. Versuchen Sie es später noch einmal.',
  },
  'token.dienst-signatur-falsch': {
    heading: 'Der Dienst hat eine falsche Unterschrift geliefert',
    cause: 'Was der Dienst zurückgegeben hat, passt nicht zu Dokument und Zertifikat.',
    next: 'Es wurde nichts gespeichert. Versuchen Sie es noch einmal; bleibt es dabei, fragen Sie den Anbieter.',
  },
  'token.dienst-abgelehnt': {
    heading: 'Der Fernsignaturdienst hat abgelehnt',
    cause: 'Der Dienst meldet: {meldung}.',
    next: 'Prüfen Sie die Angaben. Bleibt es dabei, wenden Sie sich an den Anbieter des Dienstes.',
  },
} as const satisfies ErrorTable;

/** Which secrets went out with the request: says what a service means that only says "wrong". */
export type Sent = { readonly pin: boolean; readonly otp: boolean };

/**
 * What a refused request means to people. Services name faults by `error` (CSC v1 and v2, 10.2 and the tables of
 * each method), many of them only in the description; that is for developers, may name persons, and is read here
 * but never handed on.
 */
export const refusal = (
  status: number,
  body: Readonly<Record<string, unknown>> | undefined,
  sent: Sent = { pin: false, otp: false },
): { readonly ok: false; readonly error: TokenError } => {
  const text = (name: string): string => (typeof body?.[name] === 'string' ? body[name] : '');
  const error = text('error');
  const said = `${error} ${text('error_description')}`.toLowerCase();
  const is = (code: TokenErrorCode) => tokenError(code);
  if (/locked|too_many|blocked/.test(said)) return is('token.dienst-gesperrt');
  if (/disabled/.test(said)) return is('token.dienst-abgeschaltet');
  if (/certificate.*(expired|revoked|suspended)|expired.*credential/.test(said))
    return tokenError('token.dienst-zertifikat-ungueltig', { zustand: certificateState(said) });
  if (/\bsad\b.*(expired|invalid)|(expired|invalid).*\bsad\b/.test(said))
    return is('token.dienst-freigabe-abgelaufen');
  if (error === 'invalid_pin') return is('token.dienst-pin-falsch');
  if (error === 'invalid_otp') return is('token.dienst-otp-falsch');
  if (/^invalid_(authentication_data|authdata)$/i.test(error)) {
    if (sent.pin && sent.otp) return is('token.dienst-freigabe-falsch');
    return is(sent.otp ? 'token.dienst-otp-falsch' : 'token.dienst-pin-falsch');
  }
  if (
    status === 401 ||
    /^(invalid_token|expired_token|invalid_grant)$/.test(error) ||
    /access token/.test(said)
  )
    return is('token.dienst-anmeldung');
  if (error === 'access_denied') return is('token.abgebrochen');
  if (status >= 500 || status === 429) return is('token.dienst-nicht-erreichbar');
  return tokenError('token.dienst-abgelehnt', {
    meldung: /^[a-z0-9_ -]{1,40}$/i.test(error) ? error : `HTTP ${status}`,
  });
};

/** State of a certificate as the service calls it, in German. */
export const certificateState = (said: string): string =>
  said.includes('revoked') ? 'gesperrt' : said.includes('suspended') ? 'vorläufig gesperrt' : 'abgelaufen';
