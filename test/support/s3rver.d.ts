/** The part of s3rver that is used here; it has no types of its own. */
declare module 's3rver' {
  export default class S3rver {
    constructor(options: object);
    run(): Promise<import('node:net').AddressInfo>;
    close(): Promise<void>;
  }
}
