export { createDemoCa, openDemoCa, type DemoCa, type DemoIdentity, type DemoPerson } from './demo-ca.ts';
export { errors, type TokenErrorCode } from './errors.ts';
export { openPkcs12 } from './pkcs12.ts';
export {
  stopsBatch,
  type SigningAlgorithm,
  type TokenError,
  type TokenKey,
  type TokenSession,
} from './token.ts';
