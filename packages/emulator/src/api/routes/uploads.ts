// Presigned URLs: each stands for one file, and the URL itself is the permission to write or read it.
import { randomBytes } from 'node:crypto';
import type { ParticipantData, StoredFile } from '../../population/participant-data.js';

/** Where the content of a presigned URL goes, or comes from. */
export interface PresignedFile {
  data: ParticipantData;
  use: 'read' | 'write';
  file: Pick<StoredFile, 'key' | 'category' | 'fileName'>;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** The presigned URLs of an emulator. */
export interface Uploads {
  /** Returns the name of the URL. */
  sign(file: Omit<PresignedFile, 'expiresAt'>): string;
  /** The file, while the URL is good for this use. */
  find(name: string, use: PresignedFile['use']): PresignedFile | null;
}

/** As long as S3's default. */
const lifetimeMs = 15 * 60_000;

/** No URLs yet, on the clock `now` (epoch milliseconds). */
export function createUploads(now: () => number): Uploads {
  const signed = new Map<string, PresignedFile>();
  return {
    sign(file) {
      for (const [name, { expiresAt }] of signed) if (expiresAt <= now()) signed.delete(name);
      const name = randomBytes(16).toString('hex');
      signed.set(name, { ...file, expiresAt: now() + lifetimeMs });
      return name;
    },
    find(name, use) {
      const file = signed.get(name);
      return file !== undefined && file.use === use && now() < file.expiresAt ? file : null;
    },
  };
}
