// Schemas made from the SDK's own types.d.ts, to check answers against.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

/** The folder of the installed, unmodified SDK. */
export const sdkFolder = dirname(createRequire(import.meta.url).resolve('@careevolution/mydatahelps-js'));

/** Says what is wrong with an answer; the empty text when it has the type. */
export type AnswerCheck = (typeName: string, answer: unknown) => string;

/** Reads the types. A name with `[]` at its end is a list; `void` is no answer at all. */
export function createAnswerCheck(): AnswerCheck {
  const schema = createGenerator({
    path: join(sdkFolder, 'types.d.ts'),
    type: '*',
    expose: 'export',
    skipTypeCheck: true,
  }).createSchema('*');
  const definitions = schema.definitions ?? {};
  // The SDK declares a GUID as an object type that extends String; on the wire it is text.
  definitions['Guid'] = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' };
  // The SDK types a list of the base type; what it means are its three kinds, each with fields of its own.
  definitions['InboxItem'] = {
    anyOf: ['InboxMessage', 'InboxSurvey', 'InboxResource'].map((kind) => ({
      $ref: `#/definitions/${kind}`,
    })),
  };
  const ajv = new Ajv({ allErrors: true, strict: false });
  ajv.addSchema({ $id: 'sdk', definitions });

  return (typeName, answer) => {
    if (typeName === 'void')
      return answer === undefined ? '' : `there is an answer: ${JSON.stringify(answer)}`;
    const name = typeName.replace(/\[\]$/, '');
    if (definitions[name] === undefined) throw new Error(`the SDK has no type ${name}`);
    const one = { $ref: `sdk#/definitions/${name}` };
    const validate = ajv.compile(typeName.endsWith('[]') ? { type: 'array', items: one, minItems: 1 } : one);
    return validate(answer) ? '' : ajv.errorsText(validate.errors);
  };
}
