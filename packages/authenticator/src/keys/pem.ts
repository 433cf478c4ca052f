// From what people paste into a variable to the DER bytes inside.
import { invalidKey } from './invalid-key.js';

const expected =
  'It must be the PEM text that starts with -----BEGIN RSA PRIVATE KEY----- or -----BEGIN PRIVATE KEY-----';

/** What a label other than a private key's means, and what to do about it. */
const wrongLabels: ReadonlyArray<[RegExp, string, string]> = [
  [
    /PUBLIC KEY/,
    'is a public key',
    'Use the private half of the pair. MyDataHelps Designer shows it once, when the key pair is generated.',
  ],
  [/CERTIFICATE/, 'is a certificate', 'Use the private key that belongs to it.'],
  [
    /ENCRYPTED PRIVATE KEY/,
    'is protected by a passphrase',
    'Remove the passphrase and keep the result in a secret store: openssl pkcs8 -in key.pem -nocrypt -topk8',
  ],
  [
    /OPENSSH PRIVATE KEY/,
    'is in OpenSSH format',
    'Convert a copy of the file in place: ssh-keygen -p -m PKCS8 -f key-copy',
  ],
  [
    /EC PRIVATE KEY|DSA PRIVATE KEY/,
    'is not an RSA key',
    'MyDataHelps signs with RS256: generate an RSA key pair.',
  ],
];

/**
 * Reads a private key's PEM text (RFC 7468) in the forms in which it arrives from files, environment variables and
 * YAML: any line ends, `\n` as two characters, spaces for line breaks, indentation, quotes around the whole, and base64
 * of all that, as secret stores hand it out.
 *
 * @returns the DER bytes between the BEGIN and END lines
 * @throws {AuthenticatorError} `invalid_key`, without a character of the text
 */
export function readPem(text: string): Uint8Array {
  const given = unwrap(text);
  const plain = unwrapBase64(given) ?? given;
  if (plain === '') throw invalidKey('is empty', `${expected}. Check that the variable is set.`);
  const block = /-----\s*BEGIN ([A-Z0-9 ]+?)\s*-----([\s\S]*?)(?:-----\s*END ([A-Z0-9 ]+?)\s*-----|$)/.exec(
    plain,
  );
  if (block === null) throw invalidKey(...withoutBeginLine(plain));
  const [, label = '', body = '', endLabel] = block;
  const wrong = wrongLabels.find(([pattern]) => pattern.test(label));
  if (wrong !== undefined) throw invalidKey(wrong[1], wrong[2]);
  if (label !== 'PRIVATE KEY' && label !== 'RSA PRIVATE KEY') {
    throw invalidKey('is PEM text of another kind', `${expected}.`);
  }
  if (/Proc-Type:.*ENCRYPTED/.test(body)) {
    throw invalidKey(
      'is protected by a passphrase',
      'Remove the passphrase and keep the result in a secret store: openssl rsa -in key.pem -traditional',
    );
  }
  if (endLabel === undefined) {
    throw invalidKey(
      'has no END line',
      'The text was cut. Where it comes from an environment variable, put it in double quotes with \\n for line ends.',
    );
  }
  return decodeBase64(body);
}

/** Whether a text means to be a key, or another thing in PEM. */
export function isPem(text: string): boolean {
  const given = unwrap(text);
  return /-----\s*BEGIN /.test(unwrapBase64(given) ?? given);
}

/** Takes off quotes, a byte order mark and escaped line ends. */
function unwrap(text: string): string {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const unquoted = /^(["'`])([\s\S]*)\1$/.exec(trimmed)?.[2] ?? trimmed;
  return unquoted.replaceAll(/\\+r/g, '').replaceAll(/\\+n/g, '\n').trim();
}

/** The PEM text inside base64 or base64url; `null` where there is none. */
function unwrapBase64(text: string): string | null {
  const digits = text.replaceAll(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (text.includes('-----') || !/^[A-Za-z0-9+/]{100,}$/.test(digits) || digits.length % 4 === 1) return null;
  const decoded = unwrap(atob(digits).replace(/^\u00EF\u00BB\u00BF/, ''));
  return /-----\s*BEGIN /.test(decoded) ? decoded : null;
}

function withoutBeginLine(text: string): [string, string] {
  if (text.startsWith('{')) {
    return [
      'is JSON',
      `${expected}. A JSON Web Key can be imported with jose and handed over as a CryptoKey.`,
    ];
  }
  if (text.length < 400 && !/\s/.test(text) && /[/\\.]/.test(text)) {
    return ['looks like the name of a file', `${expected}. Read the file and pass its content.`];
  }
  if (/-----\s*END/.test(text) || /^[A-Za-z0-9+/=\s]{400,}$/.test(text)) {
    return ['has no BEGIN line', `${expected}. Copy the whole text, with its first and last line.`];
  }
  return ['is not a key', `${expected}.`];
}

function decodeBase64(body: string): Uint8Array {
  const digits = body.replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(digits) || digits.length % 4 !== 0) {
    throw invalidKey(
      'is damaged: between its BEGIN and END lines is something other than base64',
      'Copy the key again; nothing may be missing, added or changed by a word processor.',
    );
  }
  return Uint8Array.from(atob(digits), (character) => character.charCodeAt(0));
}
