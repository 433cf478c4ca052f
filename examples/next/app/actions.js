'use server';
// What begins and ends the session.
import { cookies } from 'next/headers';

export async function signIn(form) {
  (await cookies()).set('session', form.get('studyId'), { httpOnly: true, sameSite: 'lax' });
}

export async function endSession() {
  (await cookies()).delete('session');
}
