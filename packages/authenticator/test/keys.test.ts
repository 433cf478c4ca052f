// Private keys in the forms in which people have them, and the messages for everything else.
import { generateKeyPairSync, createPrivateKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createTokenExchange, type PrivateKey } from '../src/index.js';
import { exchangeFor, startEmulator } from './emulated-exchange.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs1 = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const pkcs8 = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const lines = pkcs1.trim().split('\n');

const webCrypto = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const importPkcs8 = (algorithm: object, extractable = false, usages: KeyUsage[] = ['sign']) =>
  crypto.subtle.importKey(
    'pkcs8',
    rsa.privateKey.export({ type: 'pkcs8', format: 'der' }),
    algorithm as typeof webCrypto,
    extractable,
    usages,
  );

const forms: Array<[string, () => PrivateKey | Promise<PrivateKey>]> = [
  ['PKCS#1', () => pkcs1],
  ['PKCS#8', () => pkcs8],
  ['CRLF line ends', () => pkcs1.replaceAll('\n', '\r\n')],
  ['literal \\n', () => pkcs1.replaceAll('\n', String.raw`\n`)],
  ['literal \\r\\n', () => pkcs8.replaceAll('\n', String.raw`\r\n`)],
  ['doubly escaped \\n', () => pkcs8.replaceAll('\n', String.raw`\\n`)],
  ['spaces for newlines', () => pkcs1.replaceAll('\n', ' ')],
  ['every line indented', () => lines.map((line) => `    ${line}`).join('\n')],
  ['double quotes and literal \\n', () => `"${pkcs1.replaceAll('\n', String.raw`\n`)}"`],
  ['single quotes', () => `'${pkcs8}'`],
  ['a byte order mark', () => `\uFEFF${pkcs8}`],
  ['blank lines around it', () => `\n\n  ${pkcs8}\n\n`],
  ['no newline at all', () => lines.join('')],
  ['text before and after', () => `Bag Attributes\n${pkcs8}\nthe end`],
  ['a KeyObject', () => createPrivateKey(pkcs1)],
  ['a CryptoKey that cannot be exported', () => importPkcs8(webCrypto)],
];

describe('signs for the emulator', () => {
  test.each(forms)('%s', async (_name, form) => {
    const emulator = await startEmulator({ privateKey: pkcs8 });
    await expect(exchangeFor(emulator, { privateKey: await form() }).serviceToken()).resolves.toBeTypeOf(
      'string',
    );
  });
});

test('every form gives a participant the same subject', async () => {
  const emulator = await startEmulator({ privateKey: pkcs8 });
  const id = emulator.participants[0]?.id ?? '';
  const subjects = await Promise.all(
    forms.map(async ([, form]) => {
      const token = await exchangeFor(emulator, { privateKey: await form() }).participantToken({ id });
      return token.subject;
    }),
  );
  expect(new Set(subjects).size).toBe(1);
});

const pem = (key: { export(options: object): string | Buffer }, type: string) =>
  key.export({ type, format: 'pem' }).toString();
const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const edwards = generateKeyPairSync('ed25519');
const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
const locked = { format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' } as const;

describe('base64 of a key', () => {
  const encode = (text: string) => Buffer.from(text).toString('base64');
  test.each<[string, string]>([
    ['of PKCS#1', encode(pkcs1)],
    ['of PKCS#8', encode(pkcs8)],
    ['in lines of 76', encode(pkcs1).replaceAll(/(.{76})/g, '$1\n')],
    ['in the form for URLs, without padding', Buffer.from(pkcs1).toString('base64url')],
    ['in quotes', `"${encode(pkcs1)}"`],
    ['indented', `   ${encode(pkcs1).replaceAll(/(.{64})/g, '$1\n   ')}\n`],
    [String.raw`of a text with literal \n`, encode(pkcs1.replaceAll('\n', String.raw`\n`))],
    ['of a text in quotes with CRLF', encode(`"${pkcs1.replaceAll('\n', '\r\n')}"`)],
    ['of a text with a byte order mark', encode(`\uFEFF${pkcs1}`)],
  ])('%s is read', (_name, privateKey) => {
    expect(() => createTokenExchange({ serviceAccount: 'MyDataHelps.Test', privateKey })).not.toThrow();
  });

  test('of something else is told as what it is', () => {
    const privateKey = encode(pem(rsa.publicKey, 'spki'));
    expect(() => createTokenExchange({ serviceAccount: 'MyDataHelps.Test', privateKey })).toThrow(
      'privateKey is a public key',
    );
  });
});

const wrong: Array<[string, unknown, string, string]> = [
  ['nothing', undefined, 'is undefined', 'variable is set'],
  ['null', null, 'is null', 'variable is set'],
  ['a number', 7, 'is a number', 'PEM text'],
  ['an empty text', ' \n', 'is empty', 'variable is set'],
  ['some words', 'my secret key', 'is not a key', 'BEGIN RSA PRIVATE KEY'],
  ['a file name', './secrets/private.pem', 'looks like the name of a file', 'Read the file'],
  ['a JSON Web Key', JSON.stringify(rsa.privateKey.export({ format: 'jwk' })), 'is JSON', 'CryptoKey'],
  ['header and footer missing', lines.slice(1, -1).join('\n'), 'has no BEGIN line', 'first and last line'],
  ['the header missing', lines.slice(1).join('\n'), 'has no BEGIN line', 'first and last line'],
  ['the footer missing', lines.slice(0, -1).join('\n'), 'has no END line', 'double quotes'],
  ['the first line alone, as a shell cuts it', lines[0], 'has no END line', 'double quotes'],
  ['a public key', pem(rsa.publicKey, 'spki'), 'is a public key', 'private half'],
  ['a PKCS#1 public key', pem(rsa.publicKey, 'pkcs1'), 'is a public key', 'private half'],
  [
    'a certificate',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    'is a certificate',
    'belongs',
  ],
  [
    'a passphrase',
    rsa.privateKey.export({ type: 'pkcs8', ...locked }),
    'is protected by a passphrase',
    'openssl pkcs8',
  ],
  [
    'an old passphrase',
    rsa.privateKey.export({ type: 'pkcs1', ...locked }),
    'is protected by a passphrase',
    'openssl rsa',
  ],
  [
    'OpenSSH',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
    'is in OpenSSH format',
    'ssh-keygen',
  ],
  ['SEC1', pem(curve.privateKey, 'sec1'), 'is not an RSA key', 'RS256'],
  ['an elliptic curve', pem(curve.privateKey, 'pkcs8'), 'is not an RSA key', 'RS256'],
  ['Ed25519', pem(edwards.privateKey, 'pkcs8'), 'is not an RSA key', 'RS256'],
  ['RSA-PSS', pem(pss.privateKey, 'pkcs8'), 'is an RSA-PSS key', 'plain RSA'],
  ['1024 bits', pem(small.privateKey, 'pkcs1'), 'is an RSA key of about 1024 bits', '2048'],
  [
    'a line lost',
    [...lines.slice(0, 3), ...lines.slice(4)].join('\n'),
    'is damaged or cut',
    'Copy the key again',
  ],
  [
    'a letter of a word processor',
    pkcs1.replace('\nM', '\n\u2026M'),
    'is damaged: between its BEGIN and END lines is something other than base64',
    'Copy',
  ],
  ['a public KeyObject', rsa.publicKey, 'is not the private key of a pair', 'private half'],
  ['an EC KeyObject', curve.privateKey, 'is not an RSA key', 'RS256'],
];

describe('a key that is not a key', () => {
  test.each(wrong)('%s', (_name, privateKey, problem, hint) => {
    let error: unknown;
    try {
      createTokenExchange({ serviceAccount: 'MyDataHelps.Test', privateKey: privateKey as string });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({
      name: 'AuthenticatorError',
      code: 'invalid_key',
      message: `privateKey ${problem}`,
      hint: expect.stringContaining(hint),
    });
    const { message, hint: advice, stack } = error as Error & { hint: string };
    for (const line of lines.slice(1, -1)) expect(`${message}${advice}${stack}`).not.toContain(line);
  });

  test.each<[string, () => Promise<PrivateKey>, string]>([
    [
      'PSS',
      () => importPkcs8({ name: 'RSA-PSS', hash: 'SHA-256' }),
      'is a CryptoKey for another algorithm than RS256',
    ],
    [
      'SHA-512',
      () => importPkcs8({ ...webCrypto, hash: 'SHA-512' }),
      'is a CryptoKey for another algorithm than RS256',
    ],
  ])('a CryptoKey for %s', async (_name, key, problem) => {
    const privateKey = await key();
    expect(() => createTokenExchange({ serviceAccount: 'MyDataHelps.Test', privateKey })).toThrow(
      expect.objectContaining({ code: 'invalid_key', message: `privateKey ${problem}` }),
    );
  });
});

test('a key that does not belong to the account is told apart from everything else', async () => {
  const emulator = await startEmulator();
  const exchange = exchangeFor(emulator, { privateKey: pkcs8 });
  await expect(exchange.serviceToken()).rejects.toMatchObject({
    code: 'misconfigured',
    message: 'the identity server refuses the service account',
    hint: expect.stringContaining('belongs to privateKey'),
    upstream: { status: 400, error: 'invalid_client' },
  });
});
