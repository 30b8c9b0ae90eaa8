export { signBatch, type BatchOutcome } from './batch.ts';
export { checkValidity, chooseKey } from './choose.ts';
export { createCards } from './cards.ts';
export {
  beginCscLogin,
  finishCscLogin,
  refreshCscLogin,
  type CscClient,
  type CscLogin,
} from './csc-login.ts';
export { listCscCredentials, readCscCredential, type CscCredential } from './csc-credential.ts';
export { openCsc, requestCscOtp, type CscKey, type CscOptions } from './csc.ts';
export type { CscService } from './csc-http.ts';
export { findCscService } from './csc-info.ts';
export { createRemoteSigning } from './remote.ts';
export { createDemoCa, openDemoCa, type DemoCa, type DemoIdentity, type DemoPerson } from './demo-ca.ts';
export { errors, type TokenErrorCode } from './errors.ts';
export { openPkcs12 } from './pkcs12.ts';
export { openPkcs11 } from './pkcs11.ts';
export { listCardCertificates, listSlots, type CardCertificate, type CardSlot } from './pkcs11-slots.ts';
export { loadModule, type CardModule } from './pkcs11-module.ts';
export { type SigningAlgorithm, type TokenError, type TokenKey, type TokenSession } from './token.ts';
