// Just enough ASN.1 (X.690) to tell RSA private keys from everything else without a platform's help, so that a wrong
// key is reported when it is configured, in the same words on every runtime.
import { invalidKey } from './invalid-key.js';

interface Element {
  tag: number;
  /** Where the content starts and ends. */
  start: number;
  end: number;
}

const integer = 0x02;
const octetString = 0x04;
const objectIdentifier = 0x06;
const sequence = 0x30;

/** rsaEncryption, 1.2.840.113549.1.1.1 (RFC 8017 appendix A.1). */
const rsaEncryption = '2a864886f70d010101';
const rsaPss = '2a864886f70d01010a';

/** AlgorithmIdentifier of rsaEncryption, with its NULL parameters. */
const rsaAlgorithm = [
  0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
];

const damaged = () =>
  invalidKey('is damaged or cut', 'Copy the key again, from its BEGIN line to its END line.');

/**
 * Turns the DER bytes of a PKCS#1 (RFC 8017) or PKCS#8 (RFC 5208) RSA private key into PKCS#8, the only form that
 * WebCrypto imports. The content decides, not the label.
 *
 * @throws {AuthenticatorError} `invalid_key`: not RSA, damaged, or under 2048 bits (RFC 7518 section 3.3)
 */
export function toPkcs8(der: Uint8Array): Uint8Array {
  const outer = read(der, 0, der.length);
  if (outer.tag !== sequence || outer.end !== der.length) throw damaged();
  const version = read(der, outer.start, outer.end);
  const second = read(der, version.end, outer.end);
  if (version.tag !== integer) throw damaged();
  if (second.tag === integer) {
    requireStrength(second);
    return wrapPkcs1(der);
  }
  if (second.tag !== sequence) throw damaged();
  requireRsa(der, second);
  const wrapped = read(der, second.end, outer.end);
  if (wrapped.tag !== octetString) throw damaged();
  const inner = read(der, wrapped.start, wrapped.end);
  const innerVersion = read(der, inner.start, inner.end);
  requireStrength(read(der, innerVersion.end, inner.end));
  return der;
}

function requireRsa(der: Uint8Array, algorithm: Element): void {
  const identifier = read(der, algorithm.start, algorithm.end);
  if (identifier.tag !== objectIdentifier) throw damaged();
  const name = hex(der.subarray(identifier.start, identifier.end));
  if (name === rsaEncryption) return;
  throw invalidKey(
    name === rsaPss ? 'is an RSA-PSS key' : 'is not an RSA key',
    'MyDataHelps signs with RS256: generate a plain RSA key pair of 2048 bits or more.',
  );
}

function requireStrength(modulus: Element): void {
  if (modulus.tag !== integer) throw damaged();
  // A leading zero byte keeps the number positive, so 2048 bits take 256 or 257 bytes.
  const bits = Math.floor((modulus.end - modulus.start) / 8) * 64;
  if (bits >= 2048) return;
  throw invalidKey(
    `is an RSA key of about ${bits} bits`,
    'RS256 needs 2048 bits or more: generate a new key pair.',
  );
}

function wrapPkcs1(pkcs1: Uint8Array): Uint8Array {
  const content = [integer, 0x01, 0x00, ...rsaAlgorithm, octetString, ...lengthOf(pkcs1.length), ...pkcs1];
  return Uint8Array.from([sequence, ...lengthOf(content.length), ...content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 + bytes.length, ...bytes];
}

function read(der: Uint8Array, at: number, end: number): Element {
  const tag = der[at];
  const first = der[at + 1];
  if (tag === undefined || first === undefined) throw damaged();
  let start = at + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first - 0x80;
    if (count === 0 || count > 4) throw damaged();
    length = 0;
    for (const byte of der.subarray(start, start + count)) length = length * 256 + byte;
    start += count;
  }
  if (start + length > end) throw damaged();
  return { tag, start, end: start + length };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
