export { signBatch, type BatchOutcome } from './batch.ts';
export { checkValidity, chooseKey } from './choose.ts';
export { beginCscLogin, finishCscLogin, type CscClient, type CscLogin } from './csc-login.ts';
export { listCscCredentials, openCsc, type CscSecrets } from './csc.ts';
export type { CscService } from './csc-http.ts';
export { createDemoCa, openDemoCa, type DemoCa, type DemoIdentity, type DemoPerson } from './demo-ca.ts';
export { errors, type TokenErrorCode } from './errors.ts';
export { openPkcs12 } from './pkcs12.ts';
export { openPkcs11 } from './pkcs11.ts';
export { listCardCertificates, listSlots, type CardCertificate, type CardSlot } from './pkcs11-slots.ts';
export { loadModule, type CardModule } from './pkcs11-module.ts';
export {
  stopsBatch,
  type SigningAlgorithm,
  type TokenError,
  type TokenKey,
  type TokenSession,
} from './token.ts';
