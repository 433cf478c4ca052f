// Why a call was refused, in the words of the answer. The emulator words its refusals: they name fields, and an `aud` that
// is not right, but hold no token, no assertion and no answer of a participant.

/** Long enough for every refusal, and a bound for what a handler or a field's name may add. */
const longest = 300;

/** The reason in the body of a refusal; `null` for an answer that is none, or that has no words. */
export async function readReason(response: Response): Promise<string | null> {
  if (response.status < 400) return null;
  const type = response.headers.get('content-type') ?? '';
  if (!/^(application\/json|text\/plain)\b/.test(type)) return null;
  const text = await response.clone().text();
  const reason = type.startsWith('text/plain') ? text : describe(parse(text));
  return reason === '' ? null : reason.slice(0, longest);
}

function parse(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    // Half of an answer, by a fault.
    return {};
  }
}

/** `message` and its fields from the API, `error` and its description from the token endpoint. */
function describe({ message, modelState, error, error_description }: Record<string, unknown>): string {
  const fields = Object.entries(modelState ?? {}).map(([name, texts]) => `${name}: ${String(texts)}`);
  const words = [message, fields.join('; '), [error, error_description].filter(Boolean).join(': ')];
  return words.filter(Boolean).join(' ');
}
