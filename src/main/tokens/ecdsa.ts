/** r and s side by side, as cards give them, to DER SEQUENCE (RFC 3279, 2.2.3). */
export const ecdsaToDer = (value: Uint8Array): Uint8Array => {
  const integer = (bytes: Uint8Array): Buffer => {
    let from = 0;
    while (from < bytes.length - 1 && bytes[from] === 0) from++;
    const digits = Buffer.from(bytes.subarray(from));
    const signed = digits[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits;
    return Buffer.concat([Buffer.from([0x02, signed.length]), signed]);
  };
  const half = value.length / 2;
  const body = Buffer.concat([integer(value.subarray(0, half)), integer(value.subarray(half))]);
  const head = body.length < 0x80 ? [0x30, body.length] : [0x30, 0x81, body.length];
  return Buffer.concat([Buffer.from(head), body]);
};
