// Reads a request's body as a JSON object.

/** The fields of a JSON body; none where the body is anything else. */
export async function readJsonObject(request: Request): Promise<Record<string, unknown>> {
  let value: unknown;
  try {
    value = await request.json();
  } catch {
    return {};
  }
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
