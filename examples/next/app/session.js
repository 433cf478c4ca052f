// The session. NOT SAFE TO COPY: it stands for your own, asks for no password, and anybody could write this cookie.
import { createHash } from 'node:crypto';
import { cookies } from 'next/headers';

export async function readSession() {
  const studyId = (await cookies()).get('session')?.value;
  // A cookie that has just been deleted is an empty one.
  if (!studyId) return null;
  // The page shares its token among its tabs under this key: with a real session, a hash of its ID.
  return { studyId, key: createHash('sha256').update(studyId).digest('hex') };
}
